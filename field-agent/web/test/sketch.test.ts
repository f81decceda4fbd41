import type { Wire } from "@muster/shared";
import { describe, expect, it } from "vitest";
import { inWords, isWithin, path, rings, scaleM, sketch, withNear, type Pair } from "../src/map/sketch";
import { distanceM } from "../src/way";

const WUHAN: Pair = [114.3, 30.6];
const EAST: Pair = [114.32, 30.6];
const NORTH: Pair = [114.3, 30.62];
const apart = (a: Pair, b: Pair): number => Math.hypot(a[0] - b[0], a[1] - b[1]);

describe("the small map of a task", () => {
  it("keeps everything within itself, with north above and east to the right", () => {
    const on = sketch([WUHAN, EAST, NORTH], 320, 200);
    for (const point of [WUHAN, EAST, NORTH]) {
      const [x, y] = on.at(point);
      expect(x).toBeGreaterThan(0);
      expect(x).toBeLessThan(320);
      expect(y).toBeGreaterThan(0);
      expect(y).toBeLessThan(200);
    }
    expect(on.at(EAST)[0]).toBeGreaterThan(on.at(WUHAN)[0]);
    expect(on.at(NORTH)[1]).toBeLessThan(on.at(WUHAN)[1]);
  });

  it("draws distances true in both directions", () => {
    const on = sketch([WUHAN, EAST, NORTH], 320, 200);
    for (const to of [EAST, NORTH]) {
      const drawn = apart(on.at(WUHAN), on.at(to)) * on.metresPerUnit;
      expect(Math.abs(drawn / distanceM(WUHAN, to) - 1)).toBeLessThan(0.002);
    }
  });

  it("shows some ground around a place of which only the middle is known", () => {
    const on = sketch([WUHAN], 320, 200);
    expect(on.at(WUHAN)).toEqual([160, 100]);
    expect(on.metresPerUnit).toBeCloseTo(600 / (200 * 0.8));
  });

  it("shows somebody beside the ground, and leaves out who is too far away to be drawn with it", () => {
    const ground = [WUHAN, EAST, NORTH];
    const beside: Pair = [114.33, 30.6];
    const faraway: Pair = [115.3, 30.6];
    expect(withNear(ground, beside)).toContain(beside);
    expect(withNear(ground, faraway)).toEqual(ground);
    expect(isWithin(sketch(ground, 320, 200).at(faraway), 320, 200)).toBe(false);
    expect(isWithin(sketch(withNear(ground, beside), 320, 200).at(beside), 320, 200)).toBe(true);
  });

  it("has a scale of a round length that fits", () => {
    const on = sketch([WUHAN, EAST], 320, 200);
    expect(scaleM(on, 320)).toBe(500);
    expect(scaleM(on, 320) / on.metresPerUnit).toBeLessThan(320 / 3);
  });

  it("draws every ring of every polygon", () => {
    const ring = [WUHAN, EAST, NORTH, WUHAN];
    const outline = { type: "MultiPolygon", coordinates: [[ring], [ring, ring]] } as unknown;
    const all = rings(outline as Wire["Geometry"]);
    expect(all).toHaveLength(3);
    expect(path(all[0]!, sketch(ring, 320, 200))).toMatch(/^M[\d. ]+(L[\d. ]+){3}Z$/);
    expect(rings(undefined)).toEqual([]);
  });
});

it("says distances as people do", () => {
  expect(inWords(3)).toEqual({ n: "10", unit: "m" });
  expect(inWords(437)).toEqual({ n: "440", unit: "m" });
  expect(inWords(1260)).toEqual({ n: "1.3", unit: "km" });
});
