import { expect, it } from "vitest";
import { moments, span, staffingAt } from "../src/order/replay";
import type { Assigned, CommunityRow, Happening } from "../src/wire";

const clock = (minute: number): string => `2026-11-22T10:${String(minute).padStart(2, "0")}:00+08:00`;
const ms = (minute: number): number => Date.parse(clock(minute));
const assigned = (id: string, of: Partial<Assigned>): Assigned => ({
  id,
  community: "c1",
  state: "offered",
  offeredAt: clock(1),
  ...of,
});
const NEEDS: CommunityRow[] = [{ area: "c1", need: 2 }];
const HAPPENINGS: Happening[] = [
  { at: clock(0), type: "order-signed" },
  { at: clock(30), type: "order-withdrawn", communities: ["c1"] },
];

it("shows each community as it stood at that minute", () => {
  const all = moments(
    [
      assigned("a", {
        state: "relieved",
        answeredAt: clock(3),
        departedAt: clock(5),
        arrivedAt: clock(9),
        relievedAt: clock(20),
      }),
      assigned("b", { state: "declined", answeredAt: clock(4) }),
    ],
    HAPPENINGS,
  );
  const at = (minute: number): number[] => {
    const { filled, confirmed, onTheWay, onPost } = staffingAt(all, NEEDS, ms(minute)).get("c1")!;
    return [filled, confirmed, onTheWay, onPost];
  };
  expect(at(0)).toEqual([0, 0, 0, 0]);
  expect(at(2)).toEqual([2, 0, 0, 0]);
  expect(at(4)).toEqual([1, 1, 0, 0]);
  expect(at(6)).toEqual([1, 1, 1, 0]);
  expect(at(10)).toEqual([1, 1, 0, 1]);
  expect(at(21)).toEqual([0, 0, 0, 0]);
});

it("frees the people of a withdrawn community at the hour of its withdrawal", () => {
  const all = moments([assigned("a", { state: "withdrawn", answeredAt: clock(3) })], HAPPENINGS);
  expect(staffingAt(all, NEEDS, ms(29)).get("c1")!.confirmed).toBe(1);
  expect(staffingAt(all, NEEDS, ms(30)).get("c1")!.confirmed).toBe(0);
});

it("goes from the signature to the last thing that happened", () => {
  expect(span(moments([assigned("a", {})], HAPPENINGS), HAPPENINGS)).toEqual({
    fromMs: ms(0),
    untilMs: ms(30),
  });
});
