import { keysOf } from "@muster/shared";
import { expect, it } from "vitest";
import en from "../src/words/en";
import zh from "../src/words/zh-CN";

it("says everything in both languages", () => {
  expect(keysOf(en).sort()).toEqual(keysOf(zh).sort());
});
