import { expect, it } from "vitest";
import { byAnswer, readersOf, withAlike, type Question } from "../src/talk/notices";

const question = (id: string, more: Partial<Question> = {}): Question => ({
  id,
  text: id,
  askedAt: "2026-11-22T10:00:00+08:00",
  version: 1,
  ...more,
});

it("names one sort of readers, and nothing where a liaison's own unit is meant", () => {
  const chosen = { area: "330522", unit: "", order: "o" };
  expect(readersOf({ kind: "area", ...chosen })).toEqual({ area: "330522" });
  expect(readersOf({ kind: "order", ...chosen })).toEqual({ order: "o" });
  expect(readersOf({ kind: "unit", ...chosen })).toEqual({});
});

it("puts alike questions together before the answer, and under it afterwards", () => {
  const all = [
    question("a", { alike: ["c"] }),
    question("b", { alike: [] }),
    question("c", { alike: ["a"] }),
  ];
  expect(withAlike(all[0]!, all).map((one) => one.id)).toEqual(["a", "c"]);
  const answered = [
    question("a", { answerId: "x" }),
    question("b", { answerId: "y" }),
    question("c", { answerId: "x" }),
    question("d"),
  ];
  expect(byAnswer(answered).map((group) => group.map((one) => one.id))).toEqual([["b"], ["a", "c"]]);
});
