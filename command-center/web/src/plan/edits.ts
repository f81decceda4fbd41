import type { Wire } from "@muster/shared";
import type { Plan, PlanLine } from "../wire";

type Tier = Wire["Tier"];
export const TIERS: readonly Tier[] = ["normal", "emergency", "critical"];

/** One change to the lines of a plan, before it is saved. */
export type Edit =
  | { kind: "set"; line: string; field: Tier; value: number }
  | { kind: "place"; line: string; value: string }
  | { kind: "add"; line: PlanLine }
  | { kind: "drop"; line: string };

/** A line is known by its community and its unit. */
export const keyOf = (line: PlanLine): string => `${line.community}/${line.unit}`;

/** The lines as the edits leave them; added lines stand first. */
export function edited(lines: readonly PlanLine[], edits: readonly Edit[]): PlanLine[] {
  const byKey = new Map(lines.map((line) => [keyOf(line), line]));
  const added: string[] = [];
  for (const edit of edits) {
    if (edit.kind === "add") {
      byKey.set(keyOf(edit.line), edit.line);
      added.unshift(keyOf(edit.line));
    } else if (edit.kind === "drop") byKey.delete(edit.line);
    else {
      const line = byKey.get(edit.line);
      if (line)
        byKey.set(
          edit.line,
          edit.kind === "set" ? { ...line, [edit.field]: edit.value } : { ...line, meetingPoint: edit.value },
        );
    }
  }
  const first = added.filter((key) => byKey.has(key));
  const rest = [...byKey.keys()].filter((key) => !first.includes(key));
  return [...first, ...rest].map((key) => byKey.get(key)!);
}

/** One more edit; typing on in the same cell stays one step, so that undo takes back all of it. */
export function withEdit(edits: readonly Edit[], edit: Edit): Edit[] {
  const last = edits.at(-1);
  return last && cell(last) !== "" && cell(last) === cell(edit)
    ? [...edits.slice(0, -1), edit]
    : [...edits, edit];
}

function cell(edit: Edit): string {
  if (edit.kind === "set") return `${edit.line}/${edit.field}`;
  return edit.kind === "place" ? `${edit.line}/place` : "";
}

/** The keys of the lines that differ from the plan as it is stored. */
export function changed(lines: readonly PlanLine[], now: readonly PlanLine[]): Set<string> {
  const before = new Map(lines.map((line) => [keyOf(line), line]));
  const keys = new Set(before.keys());
  const differs = new Set<string>();
  for (const line of now) {
    const key = keyOf(line);
    keys.delete(key);
    if (JSON.stringify(before.get(key)) !== JSON.stringify(line)) differs.add(key);
  }
  for (const gone of keys) differs.add(gone);
  return differs;
}

/** Each tier contains the one beneath; a line that does not cannot be saved. */
export const isNested = (line: PlanLine): boolean =>
  line.normal <= line.emergency && line.emergency <= line.critical && line.critical > 0;

/** What is sent as the next version; contacts and arrangements stay as they are known. */
export function writing(plan: Plan, lines: readonly PlanLine[]): Wire["NewPlan"] {
  return {
    area: plan.area,
    name: plan.name,
    lines: lines.map(({ community, unit, normal, emergency, critical, meetingPoint }) => ({
      community,
      unit,
      normal,
      emergency,
      critical,
      ...(meetingPoint ? { meetingPoint } : {}),
    })),
  };
}
