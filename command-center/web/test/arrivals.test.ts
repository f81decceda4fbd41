import { expect, it } from "vitest";
import { arrivals } from "../src/wall/arrivals";
import type { Board } from "../src/wire";

const board = (onPost: number, relieved = 0): Board =>
  ({
    asOf: "2026-11-22T10:15:08+08:00",
    byCommunity: [{ area: "c1", need: 5, onPost, relieved }],
  }) as unknown as Board;

it("tells who has come, not who has left", () => {
  expect(arrivals(board(1), board(3))).toEqual([
    { at: "2026-11-22T10:15:08+08:00", community: "c1", people: 2 },
  ]);
  expect(arrivals(board(3), board(1, 2))).toEqual([]);
});

it("takes the first picture for no news", () => {
  expect(arrivals(undefined, board(3))).toEqual([]);
});
