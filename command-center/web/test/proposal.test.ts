import { expect, it } from "vitest";
import { choose, itemsOf, substitutes } from "../src/people/proposal";

const candidate = (volunteer: string, rank: number, chosen: boolean) => ({
  volunteer,
  rank,
  chosen,
  reasons: [],
});
const post = (community: string, chosen: string[], reserves: string[]) => ({
  community,
  need: 2,
  candidates: [...chosen, ...reserves].map((one, index) => candidate(one, index + 1, chosen.includes(one))),
  barred: [],
});

it("takes whom the server proposes, and fills no place with somebody whose team stays", () => {
  expect(choose([post("a", ["x"], ["y"]), post("b", ["z"], [])])).toEqual([
    { community: "a", volunteer: "x" },
    { community: "b", volunteer: "z" },
  ]);
});

it("offers those who are not chosen as substitutes", () => {
  const one = post("a", ["x"], ["y", "z"]);
  expect(substitutes(one, choose([one])).map((who) => who.volunteer)).toEqual(["y", "z"]);
});

it("sends one list for each community", () => {
  expect(
    itemsOf([
      { community: "a", volunteer: "x" },
      { community: "b", volunteer: "y" },
      { community: "a", volunteer: "z" },
    ]),
  ).toEqual([
    { community: "a", volunteers: ["x", "z"] },
    { community: "b", volunteers: ["y"] },
  ]);
});
