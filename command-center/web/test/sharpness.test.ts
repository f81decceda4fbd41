import { expect, it } from "vitest";
import { coarser, finer } from "../src/map/sharpness";

it("gives up pixels while frames are slow, down to half of them", () => {
  let ratio = 1;
  const seen = [200, 120, 60, 40].map((ms) => (ratio = coarser(ratio, ms, 1)));
  expect(seen).toEqual([0.7, 0.5, 0.5, 0.5]);
  expect(coarser(2, 100, 2)).toBeCloseTo(1.4);
});

it("takes no pixels back within a movement, however quick its frames have become", () => {
  expect(coarser(0.5, 16, 1)).toBe(0.5);
});

it("takes them back with the next one, and leaves them where it was just quick enough", () => {
  expect(finer(0.5, 30, 1)).toBe(0.5);
  expect(finer(0.5, 16, 1)).toBeCloseTo(0.714, 3);
  expect(finer(0.8, 16, 1)).toBe(1);
  expect(finer(1, 16, 1)).toBe(1);
});
