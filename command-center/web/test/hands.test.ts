import { expect, it } from "vitest";
import type { Staffing } from "../src/map/staffing";
import { handsOf } from "../src/situation/hands";
import type { Board } from "../src/wire";

const staffing = (need: number, confirmed: number): Staffing => ({
  need,
  confirmed,
  onTheWay: 0,
  onPost: 0,
  filled: confirmed,
});
const board = {
  byUnit: [
    { unit: "u1", name: "档案馆", quota: 3, receipt: "overdue" },
    { unit: "u2", name: "气象局", quota: 3, receipt: "signed" },
  ],
  byCommunity: [],
} as unknown as Board;

it("puts silent units before empty communities and those before short ones", () => {
  const communities = new Map([
    ["c1", staffing(5, 2)],
    ["c2", staffing(5, 0)],
    ["c3", staffing(5, 5)],
  ]);
  const hands = handsOf(new Map([["o1", board]]), communities);
  expect(hands.map((hand) => [hand.kind, hand.lacks])).toEqual([
    ["silent", 0],
    ["void", 5],
    ["short", 3],
  ]);
});

it("keeps a unit that named too few among the hands until somebody has it in hand", () => {
  const climb = { step: "leader", about: "names", at: "2026-11-22T02:30:00Z", leader: "张某" };
  const row = { unit: "u1", name: "档案馆", quota: 3, named: 1, receipt: "signed", escalation: climb };
  const hands = (unit: object): string[] =>
    handsOf(new Map([["o1", { ...board, byUnit: [unit] } as unknown as Board]]), new Map()).map(
      (hand) => hand.kind,
    );
  expect(hands(row)).toEqual(["silent"]);
  expect(hands({ ...row, named: 3 })).toEqual([]);
  expect(hands({ ...row, short: 2 })).toEqual([]);
  expect(hands({ ...row, escalation: { ...climb, acknowledgedAt: "2026-11-22T02:35:00Z" } })).toEqual([]);
});
