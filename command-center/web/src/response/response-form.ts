import { iso, serverNow, type Wire } from "@muster/shared";
import type { Response } from "../wire";

const DAY_MS = 86_400_000;

/** What is signed: a response is raised, goes to another tier, or ends. */
export type Deed = "raise" | "tier" | "end";

/** A decision on a response as it is being written. */
export interface ResponseForm {
  area: string;
  tier: Wire["Tier"];
  level: number;
  subject: string;
  until: Date;
  measures: string;
  /** Only practised (演练). */
  drill: boolean;
  plan: string | undefined;
  reason: string;
}

/** The tier that a level usually brings. */
export const TIER_OF_LEVEL: Record<number, Wire["Tier"]> = {
  1: "critical",
  2: "critical",
  3: "emergency",
  4: "emergency",
};

/** The form of a decision; a change of tier starts with the tier that is most likely meant. */
export function begun(
  deed: Deed,
  of: Response | undefined,
  area: string,
  plan: string | undefined,
): ResponseForm {
  const level = 2;
  const other = of?.tier === "critical" ? "emergency" : "critical";
  return {
    area,
    tier: deed === "tier" ? other : TIER_OF_LEVEL[level]!,
    level,
    subject: "",
    until: new Date(serverNow() + 3 * DAY_MS),
    measures: "",
    drill: false,
    plan,
    reason: "",
  };
}

/** One measure in each line. */
export const measuresOf = (form: ResponseForm): string[] =>
  form.measures
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);

/** The statements that are still missing; 突发事件应对法 art. 72 asks for all of them. */
export function lacking(deed: Deed, form: ResponseForm): string[] {
  if (deed !== "raise") return form.reason.trim() ? [] : ["reason"];
  return [
    form.subject.trim() ? "" : "subject",
    measuresOf(form).length ? "" : "measures",
    form.area ? "" : "area",
  ].filter(Boolean);
}

/** What is sent to raise a response. */
export function statement(form: ResponseForm, otp: string): Wire["NewResponse"] {
  return {
    area: form.area,
    tier: form.tier,
    subject: form.subject.trim(),
    level: form.level,
    expectedUntil: iso(form.until),
    measures: measuresOf(form),
    drill: form.drill,
    otp,
    ...(form.plan ? { plan: form.plan } : {}),
  };
}
