import { expect, it } from "vitest";
import { together } from "../src/order/happenings";

const later = (at: string, community: string) => ({ at, type: "entered-later", communities: [community] });

it("shows the lines of one sheet as one, with its people and communities", () => {
  const told = together([
    { at: "2026-11-22T09:00:00Z", type: "order-signed" },
    later("2026-11-22T12:00:00Z", "c1"),
    later("2026-11-22T12:00:00Z", "c1"),
    later("2026-11-22T12:00:00Z", "c2"),
    later("2026-11-22T12:05:00Z", "c2"),
  ]);
  expect(told.map((one) => [one.type, one.count, one.communities])).toEqual([
    ["order-signed", undefined, undefined],
    ["entered-later", 3, ["c1", "c2"]],
    ["entered-later", 1, ["c2"]],
  ]);
});
