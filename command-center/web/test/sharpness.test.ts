import { expect, it } from "vitest";
import { nextRatio } from "../src/map/sharpness";

it("gives up pixels while frames are slow, down to half of them", () => {
  let ratio = 1;
  const seen = [200, 120, 60, 40].map((ms) => (ratio = nextRatio(ratio, ms, 1)));
  expect(seen).toEqual([0.7, 0.5, 0.5, 0.5]);
  expect(nextRatio(2, 100, 2)).toBeCloseTo(1.4);
});

it("takes them back when frames are quick, and leaves them where it is just quick enough", () => {
  expect(nextRatio(0.5, 30, 1)).toBe(0.5);
  expect(nextRatio(0.5, 16, 1)).toBeCloseTo(0.714, 3);
  expect(nextRatio(0.8, 16, 1)).toBe(1);
  expect(nextRatio(1, 16, 1)).toBe(1);
});
