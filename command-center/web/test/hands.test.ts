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
