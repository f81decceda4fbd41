import { expect, it } from "vitest";
import { choose, itemsOf, substitutes } from "../src/people/proposal";

const candidate = (volunteer: string, rank: number) => ({ volunteer, rank, reasons: [] });
const post = (community: string, need: number, ...volunteers: string[]) => ({
  community,
  need,
  candidates: volunteers.map((one, index) => candidate(one, index + 1)),
  barred: [],
});

it("puts nobody on two posts though both lists name the person", () => {
  const choices = choose([post("a", 1, "x", "y"), post("b", 1, "x", "z")]);
  expect(new Set(choices.map((one) => one.volunteer)).size).toBe(choices.length);
  expect(choices).toHaveLength(2);
});

it("fills no post over its need", () => {
  expect(choose([post("a", 2, "x", "y", "z")])).toHaveLength(2);
});

it("leaves out whom the liaison took off, and offers the rest as substitutes", () => {
  const posts = [post("a", 1, "x", "y", "z")];
  const choices = choose(posts, new Set(["x"]));
  expect(choices).toEqual([{ community: "a", volunteer: "y" }]);
  expect(substitutes(posts[0]!, choices).map((one) => one.volunteer)).toEqual(["x", "z"]);
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
