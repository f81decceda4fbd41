import { expect, it } from "vitest";
import { changed, edited, isNested, keyOf, withEdit, writing, type Edit } from "../src/plan/edits";
import type { PlanLine } from "../src/wire";

const line = (community: string, critical = 3): PlanLine => ({
  community,
  unit: "u1",
  normal: 1,
  emergency: 2,
  critical,
});
const LINES = [line("330522001001"), line("330522001002")];
const KEY = keyOf(LINES[0]!);

it("shows an edit without touching what is stored", () => {
  const now = edited(LINES, [{ kind: "set", line: KEY, field: "critical", value: 8 }]);
  expect(now[0]!.critical).toBe(8);
  expect(LINES[0]!.critical).toBe(3);
  expect([...changed(LINES, now)]).toEqual([KEY]);
});

it("takes back all digits typed into one cell at once", () => {
  const typed = (value: number): Edit => ({ kind: "set", line: KEY, field: "critical", value });
  const edits = withEdit(withEdit([], typed(1)), typed(12));
  expect(edits).toEqual([typed(12)]);
  expect(edited(LINES, edits.slice(0, -1))).toEqual(LINES);
});

it("puts an added line first and counts a dropped one as changed", () => {
  const more = line("330522001003");
  const now = edited(LINES, [
    { kind: "add", line: more },
    { kind: "drop", line: KEY },
  ]);
  expect(now.map(keyOf)).toEqual([keyOf(more), keyOf(LINES[1]!)]);
  expect(changed(LINES, now)).toEqual(new Set([KEY, keyOf(more)]));
});

it("knows a tier that is smaller than the one beneath", () => {
  expect(isNested(line("330522001001", 2))).toBe(true);
  expect(isNested(line("330522001001", 1))).toBe(false);
});

it("sends the numbers and leaves contacts and arrangements as they are known", () => {
  const plan = { id: "p", area: "330522000000", name: "预案", lines: LINES };
  expect(Object.keys(writing(plan, LINES))).toEqual(["area", "name", "lines"]);
  expect(Object.keys(writing(plan, LINES).lines[0]!)).not.toContain("contact");
});
