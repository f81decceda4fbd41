import { describe, expect, it } from "vitest";
import { blank, faults, isClock, itemOf, onSheet, open, type Line } from "../src/late/sheet";
import type { RollPerson } from "../src/wire";

const person: RollPerson = {
  assignment: "a1",
  order: "o1",
  name: "张三",
  unit: "水利局",
  state: "offered",
  community: "c1",
};
const line = (of: Partial<Line>): Line => ({ ...blank(onSheet(person)), ...of });

describe("a sign-in sheet that is entered afterwards", () => {
  it("reads clock times as Beijing's on the day of the sheet", () => {
    const item = itemOf("2026-11-22", line({ arrived: "10:40", left: "1705", signed: true }));
    expect(item).toEqual({
      assignment: "a1",
      arrivedAt: "2026-11-22T02:40:00.000Z",
      leftAt: "2026-11-22T09:05:00.000Z",
      confirmed: true,
    });
  });

  it("takes what is earlier than the line before it for the day after", () => {
    const item = itemOf("2026-11-22", line({ departed: "23:30", arrived: "0:10", left: "6:00" }));
    expect(item.departedAt).toBe("2026-11-22T15:30:00.000Z");
    expect(item.arrivedAt).toBe("2026-11-22T16:10:00.000Z");
    expect(item.leftAt).toBe("2026-11-22T22:00:00.000Z");
  });

  it("counts a leaving after midnight from the arrival on record", () => {
    const there = { ...person, state: "onPost" as const, arrivedAt: "2026-11-22T14:00:00Z" };
    expect(itemOf("2026-11-22", { ...blank(onSheet(there)), left: "02:00" }).leftAt).toBe(
      "2026-11-22T18:00:00.000Z",
    );
  });

  it("names whoever came unasked by themself and the community, not by an assignment", () => {
    const unasked = blank({ id: "v1", name: "李四", unit: "水利局", community: "c1" });
    const item = itemOf("2026-11-22", { ...unasked, arrived: "10:40", left: "17:05" });
    expect(item.unasked).toEqual({ volunteer: "v1", community: "c1" });
    expect(item.assignment).toBeUndefined();
  });

  it("confirms nothing of somebody who has not left", () => {
    expect(itemOf("2026-11-22", line({ arrived: "10:40", signed: true })).confirmed).toBeUndefined();
  });

  it("knows a clock time from a slip of the pen", () => {
    expect(["", "9:05", "09：05", "0905", "23:59", "10:40:15"].every(isClock)).toBe(true);
    expect(["24:00", "9:65", "中午", "9"].some(isClock)).toBe(false);
  });

  it("offers nobody who said no, is gone or is confirmed", () => {
    expect(open(person)).toBe(true);
    expect(open({ ...person, state: "withdrawn" })).toBe(true);
    expect(open({ ...person, state: "declined" })).toBe(false);
    expect(open({ ...person, state: "confirmed" })).toBe(false);
  });

  it("puts each fault to its line", () => {
    const found = faults([
      { field: "items[1].leftAt", reason: "不能晚于现在" },
      { field: "items[4]", reason: "已过补录期限" },
      { field: "source", reason: "不能超过 200 个字" },
    ]);
    expect([...found]).toEqual([
      [1, "不能晚于现在"],
      [4, "已过补录期限"],
    ]);
  });
});
