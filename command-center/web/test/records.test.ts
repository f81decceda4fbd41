import { expect, it } from "vitest";
import { matching, stateOf, sums, type ServiceRecord } from "../src/people/records";

const record = (of: Partial<ServiceRecord>): ServiceRecord => ({
  id: "r",
  volunteer: "v1",
  name: "张*",
  unitName: "水利局",
  community: "c1",
  nature: "voluntary",
  minutes: 60,
  agreed: true,
  space: "live",
  ...of,
});
const ALL = { text: "", nature: "", state: "", drills: false };
const place = (code: string): string => `社区${code}`;

it("never mixes what was practised with what was served", () => {
  const both = [record({}), record({ id: "d", space: "drill" })];
  expect(matching(both, ALL, place).map((one) => one.id)).toEqual(["r"]);
  expect(matching(both, { ...ALL, drills: true }, place).map((one) => one.id)).toEqual(["d"]);
});

it("finds by name, unit, number and place", () => {
  const one = record({ number: "指挥部〔2026〕3号" });
  for (const text of ["张", "水利", "〔2026〕3号", "社区c1", " "])
    expect(matching([one], { ...ALL, text }, place)).toEqual([one]);
  expect(matching([one], { ...ALL, text: "财政" }, place)).toEqual([]);
});

it("counts people once, services each time, and all their minutes", () => {
  expect(sums([record({}), record({ minutes: 30 }), record({ volunteer: "v2" })])).toEqual({
    people: 2,
    services: 3,
    minutes: 150,
  });
});

it("puts what somebody has to look at before what is agreed", () => {
  expect(stateOf(record({ doubts: ["overlap"] }))).toBe("doubtful");
  expect(stateOf(record({ agreed: false }))).toBe("open");
});
