import { expect, it } from "vitest";
import { sheets } from "../src/order/sheets";
import type { Board, Called, Unit } from "../src/wire";

const board = {
  byUnit: [
    { unit: "u1", name: "档案馆", quota: 2, receipt: "signed" },
    { unit: "u2", name: "气象局", quota: 1, receipt: "waiting" },
  ],
  byCommunity: [{ area: "c1", need: 3 }],
} as unknown as Board;
const units = [
  { id: "u1", name: "档案馆", liaisons: [{ rank: "primary", name: "张三", phoneMasked: "138****0001" }] },
] as unknown as Unit[];
const person = (assignment: string, unit: string, state: string): Called =>
  ({ assignment, unit, state, community: "c1", name: assignment, phone: "13800000001" }) as unknown as Called;

it("calls everybody of a unit and expects in a community those who may still come", () => {
  const made = sheets(board, units, [
    person("a", "u1", "accepted"),
    person("b", "u1", "declined"),
    person("c", "u2", "offered"),
  ]);
  expect(made.units.map((one) => [one.liaison, one.people.length])).toEqual([
    ["张三 138****0001", 2],
    ["", 1],
  ]);
  expect(made.communities[0]!.people.map((one) => one.assignment)).toEqual(["a", "c"]);
});
