import { expect, it } from "vitest";
import { FLOATS, Walkers, type Walker } from "../src/map/walkers";

const somebody = (assignment: string, lon: number, state = "departed"): Walker => ({
  assignment,
  state,
  lon,
  lat: 31,
});
const turn = 1 / 360;

it("lets somebody go from where they are drawn, whatever their place in the list", () => {
  const walkers = new Walkers();
  walkers.take([somebody("a", 120)], 0);
  walkers.take([somebody("b", 119), somebody("a", 120.1)], 1_000);
  walkers.take([somebody("a", 120.2), somebody("b", 119)], 1_500);
  const [from, , to] = walkers.floats;
  expect(from).toBeCloseTo(0.05 * turn, 9);
  expect(to).toBeCloseTo(0.2 * turn, 9);
  expect(walkers.farthest).toBeCloseTo(0.15 * turn, 9);
});

it("puts who is new where they are, and forgets who has gone", () => {
  const walkers = new Walkers();
  walkers.take([somebody("a", 120), somebody("b", 120.5, "onPost")], 0);
  expect(walkers.farthest).toBe(0);
  expect(walkers.floats[FLOATS]).toBe(walkers.floats[FLOATS + 2]);
  expect(walkers.floats[FLOATS + 4]).toBe(1);
  walkers.take([somebody("b", 120.5)], 1_000);
  expect(walkers.count).toBe(1);
  expect(walkers.floats[0]).toBe(walkers.floats[2]);
});

it("arrives after a second and stays", () => {
  const walkers = new Walkers();
  expect(walkers.share(0)).toBe(1);
  walkers.take([somebody("a", 120)], 5_000);
  expect([4_000, 5_000, 5_250, 6_000, 9_000].map((at) => walkers.share(at))).toEqual([0, 0, 0.25, 1, 1]);
});

it("tells places of a city apart to a fraction of a pixel at the closest view", () => {
  const walkers = new Walkers();
  walkers.take([somebody("a", 119.6), somebody("b", 120.1)], 0);
  const drawn = walkers.floats[FLOATS + 2]! + walkers.origin.x;
  expect(Math.abs(drawn - (180 + 120.1) / 360) * 512 * 2 ** 18).toBeLessThan(0.05);
});
