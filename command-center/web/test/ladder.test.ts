import type { Wire } from "@muster/shared";
import { expect, it } from "vitest";
import { stepTowards, topOf, wayTo } from "../src/situation/ladder";

const CITY = "330500000000";
const area = (code: string, level: Wire["AreaLevel"], parent: string): Wire["Area"] => ({
  code,
  level,
  parent,
  name: code,
});
const all = [
  area("330522000000", "county", CITY),
  area("330523000000", "county", CITY),
  area("330522001000", "street", "330522000000"),
  area("330522002000", "street", "330522000000"),
  area("330522001001", "community", "330522001000"),
  area("330522001002", "community", "330522001000"),
  area("330522002001", "community", "330522002000"),
  area("330523001000", "street", "330523000000"),
  area("330523001001", "community", "330523001000"),
];
const areas = new Map([area(CITY, "city", "330000000000"), ...all].map((one) => [one.code, one]));
const counties = all.filter((one) => one.level === "county");

it("begins at the reader's own division, the only county, or the city of several", () => {
  expect(topOf("330522001000", counties)).toBe("330522001000");
  expect(topOf(undefined, counties.slice(0, 1))).toBe("330522000000");
  expect(topOf(undefined, counties)).toBe(CITY);
});

it("goes from the city by county and street to the community, a step at each press", () => {
  let at: string | undefined;
  const seen: (string | undefined)[] = [];
  for (let press = 0; press < 4; press++) seen.push((at = stepTowards("330522001001", at, CITY, areas)));
  expect(seen).toEqual(["330522000000", "330522001000", "330522001001", "330522001001"]);
});

it("stays on its level when a neighbour is pressed", () => {
  expect(stepTowards("330522001002", "330522001001", CITY, areas)).toBe("330522001002");
  expect(stepTowards("330522002001", "330522001000", CITY, areas)).toBe("330522002000");
  expect(stepTowards("330523001001", "330522001001", CITY, areas)).toBe("330523000000");
});

it("knows no way to what does not lie beneath the top", () => {
  expect(wayTo("330523001001", "330522000000", areas)).toEqual([]);
  expect(wayTo("330522001001", "330522000000", areas)).toHaveLength(3);
  expect(stepTowards("330523001001", undefined, "330522000000", areas)).toBeUndefined();
});
