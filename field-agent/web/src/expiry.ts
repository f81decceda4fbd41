import type { Person } from "./keeping/store";
import { daysUntil } from "./way";

/** Somebody is reminded so many days before what lets them serve ends. */
const REMIND_DAYS = 30;

/** What lets somebody serve and ends soon, or has ended: then `days` is negative. */
export interface Expiry {
  what: "insurance" | "training" | { skill: string };
  days: number;
}

/** What a volunteer has to renew, by Beijing's calendar. */
export function expiring(person: Person | undefined, now: number): Expiry[] {
  const held = [
    { what: "insurance" as const, until: person?.insuredUntil },
    { what: "training" as const, until: person?.trainedUntil },
    ...(person?.certificates ?? []).map(({ skill, until }) => ({ what: { skill }, until })),
  ];
  return held
    .flatMap(({ what, until }) => (until ? [{ what, days: daysUntil(until, now) }] : []))
    .filter(({ days }) => days <= REMIND_DAYS);
}
