import { expect, it } from "vitest";
import type { Moment } from "../src/order/replay";
import { trend } from "../src/order/trend";

const minute = (of: number): number => Date.parse("2026-11-22T10:00:00+08:00") + of * 60_000;
const at = (of: number): string => new Date(minute(of)).toISOString();
const moment = (of: number, deed: Moment["deed"], assignment: string): Moment => ({
  atMs: minute(of),
  deed,
  assignment,
  community: "c1",
});

it("counts who came in each minute, who is there, and which units have signed", () => {
  const rows = trend(
    [
      moment(0.5, "offered", "a"),
      moment(0.6, "offered", "b"),
      moment(1, "accepted", "a"),
      moment(2.5, "arrived", "a"),
      moment(2.6, "declined", "b"),
      moment(4, "relieved", "a"),
    ],
    [
      { at: at(0), type: "order-signed" },
      { at: at(2), type: "receipt-signed" },
    ],
  );
  expect(rows.map(({ came, confirmed, onPost, signed }) => [came, confirmed, onPost, signed])).toEqual([
    [0, 0, 0, 0],
    [0, 1, 0, 0],
    [0, 1, 0, 1],
    [1, 1, 1, 1],
    [0, 0, 0, 1],
  ]);
});

it("gathers several minutes in one point where an operation takes days", () => {
  const rows = trend([moment(3 * 1440, "arrived", "a")], [{ at: at(0), type: "order-signed" }]);
  expect(rows.length).toBeLessThanOrEqual(181);
  expect(rows.at(-1)!.onPost).toBe(1);
});

it("draws nothing of what has not begun", () => expect(trend([], [])).toEqual([]));
