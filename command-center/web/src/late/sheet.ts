import type { RollPerson } from "../wire";

const DAY_MS = 86_400_000;
/** Gates and machines that print slips know the second as well. */
const CLOCK = /^([01]?\d|2[0-3])[:：]?([0-5]\d)(?:[:：]([0-5]\d))?$/;

/** Who stands on a sheet: somebody of the order's roll, or somebody who came unasked. */
export interface Person {
  /** Of the assignment, or else of the volunteer. */
  id: string;
  name: string;
  unit: string;
  community: string;
  state?: RollPerson["state"];
  departedAt?: string | undefined;
  arrivedAt?: string | undefined;
}

/** One line of a sign-in sheet as it is typed: clock times, empty where nothing is written. */
export interface Line {
  person: Person;
  departed: string;
  arrived: string;
  left: string;
  signed: boolean;
}

export type Field = "departed" | "arrived" | "left";

/** What one line says, with whole times. */
export interface Item {
  assignment?: string;
  unasked?: { volunteer: string; community: string };
  departedAt?: string;
  arrivedAt?: string;
  leftAt?: string;
  confirmed?: boolean;
}

/** Whose service may be on paper: nobody said no, and it is not confirmed yet. */
export function open(person: RollPerson): boolean {
  return !["declined", "absent", "relieved", "confirmed"].includes(person.state);
}

export function onSheet(one: RollPerson): Person {
  const { assignment: id, name, unit, community, state, departedAt, arrivedAt } = one;
  return { id, name, unit, community, state, departedAt, arrivedAt };
}

export function blank(person: Person): Line {
  return { person, departed: "", arrived: "", left: "", signed: false };
}

export const isWritten = (line: Line): boolean => Boolean(line.departed || line.arrived || line.left);

/** True of what is empty or a time of the day, such as 10:40, 9:05, 1040 or 10:40:15. */
export const isClock = (text: string): boolean => !text.trim() || CLOCK.test(text.trim());

/**
 * The line by Beijing's clock on the sheet's day (`2026-11-22`); a time before the one before it,
 * or before an arrival that is on record, is of the day after.
 */
export function itemOf(day: string, line: Line): Item {
  const { id, community, state } = line.person;
  const item: Item = state ? { assignment: id } : { unasked: { volunteer: id, community } };
  let last = line.person.arrivedAt ? Date.parse(line.person.arrivedAt) : Number.NEGATIVE_INFINITY;
  const take = (text: string): string | undefined => {
    const found = CLOCK.exec(text.trim());
    if (!found) return undefined;
    let at = Date.parse(`${day}T${found[1]!.padStart(2, "0")}:${found[2]}:${found[3] ?? "00"}+08:00`);
    if (at < last) at += DAY_MS;
    last = at;
    return new Date(at).toISOString();
  };
  const times = { departedAt: take(line.departed), arrivedAt: take(line.arrived), leftAt: take(line.left) };
  for (const [name, at] of Object.entries(times)) if (at) item[name as keyof typeof times] = at;
  if (line.signed && item.leftAt) item.confirmed = true;
  return item;
}

/** What the server finds wrong, by the place of the line among those sent. */
export function faults(errors: readonly { field: string; reason: string }[]): Map<number, string> {
  const found = new Map<number, string>();
  for (const { field, reason } of errors) {
    const place = /^items\[(\d+)\]/.exec(field);
    if (place) found.set(Number(place[1]), reason);
  }
  return found;
}
