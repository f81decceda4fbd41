import { expect, it } from "vitest";
import { daysUntil, distanceM, wayTo, type Place } from "../src/way";

const place: Place = {
  name: "钮店湾居委会",
  cgcs2000: [114.3055, 30.5928],
  gcj02: [114.3109448884, 30.5903905643],
  bd09: [114.3175126818, 30.5960999258],
};

it("gives each map application coordinates of its own system, in its own order", () => {
  expect(wayTo(place, "amap")).toContain("to=114.3109448884,30.5903905643,");
  expect(wayTo(place, "amap")).toContain("coordinate=gaode");
  expect(wayTo(place, "baidu")).toContain("latlng:30.5960999258,114.3175126818|");
  expect(wayTo(place, "baidu")).toContain("coord_type=bd09ll");
  expect(wayTo(place, "apple")).toContain("daddr=30.5903905643,114.3109448884");
  expect(wayTo(place, "amap")).toContain(encodeURIComponent("钮店湾居委会"));
});

it("measures the shift between two systems as it is known: 586 metres in Wuhan", () => {
  expect(distanceM(place.cgcs2000, place.gcj02)).toBeGreaterThan(580);
  expect(distanceM(place.cgcs2000, place.gcj02)).toBeLessThan(592);
  expect(distanceM(place.bd09, place.bd09)).toBe(0);
});

it("counts the days to a date by Beijing's calendar", () => {
  const lateEvening = Date.parse("2026-11-22T15:59:00Z");
  expect(daysUntil("2026-11-22", lateEvening)).toBe(0);
  expect(daysUntil("2026-12-22", lateEvening)).toBe(30);
  expect(daysUntil("2026-11-22", lateEvening + 120_000)).toBe(-1);
});
