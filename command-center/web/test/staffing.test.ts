import { expect, it } from "vitest";
import { NOBODY, staffingOf, standing, summed, tally } from "../src/map/staffing";
import type { Board } from "../src/wire";

const board = (...byCommunity: Board["byCommunity"]): Board => ({ byCommunity }) as unknown as Board;

it("calls a community void until somebody has said yes, though offers are out", () => {
  expect(standing({ ...NOBODY, need: 3, filled: 3 })).toBe("void");
  expect(standing({ ...NOBODY, need: 3, confirmed: 1 })).toBe("short");
  expect(standing({ ...NOBODY, need: 3, confirmed: 3 })).toBe("coming");
  expect(standing({ ...NOBODY, need: 3, confirmed: 3, onPost: 3 })).toBe("manned");
  expect(standing(NOBODY)).toBe("none");
});

it("does not count people who have left as confirmed", () => {
  const of = staffingOf([board({ area: "a", need: 2, accepted: 2, relieved: 1, absent: 1, onPost: 0 })]);
  expect(standing(of.get("a")!)).toBe("void");
});

it("adds orders up by community and communities up by street", () => {
  const of = staffingOf([
    board({ area: "s1c1", need: 2, accepted: 1 }, { area: "s1c2", need: 1, accepted: 1, onPost: 1 }),
    board({ area: "s1c1", need: 1, accepted: 2, departed: 1 }),
  ]);
  expect(of.get("s1c1")).toMatchObject({ need: 3, confirmed: 3, onTheWay: 1 });
  expect(summed(of, (code) => code.slice(0, 2)).get("s1")).toMatchObject({
    need: 4,
    confirmed: 4,
    onPost: 1,
  });
  expect(tally(of)).toMatchObject({ coming: 1, manned: 1 });
});
