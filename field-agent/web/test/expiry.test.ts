import { expect, it } from "vitest";
import { expiring } from "../src/expiry";
import type { Person } from "../src/keeping/store";

const NOON = Date.parse("2026-11-22T12:00:00+08:00");
const person = (more: object): Person => ({ consents: [], ...more }) as unknown as Person;

it("reminds of insurance, training and certificates that end within thirty days, and of those that have", () => {
  const held = {
    insuredUntil: "2026-12-22",
    trainedUntil: "2026-12-23",
    certificates: [
      { skill: "电工", until: "2026-11-21" },
      { skill: "急救", until: "2026-11-22" },
      { skill: "潜水", until: "2027-11-22" },
    ],
  };
  expect(expiring(person(held), NOON)).toEqual([
    { what: "insurance", days: 30 },
    { what: { skill: "电工" }, days: -1 },
    { what: { skill: "急救" }, days: 0 },
  ]);
});

it("reminds of nothing that is not known", () => {
  expect(expiring(undefined, NOON)).toEqual([]);
  expect(expiring(person({}), NOON)).toEqual([]);
});
