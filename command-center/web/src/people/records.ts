import type { Wire } from "@muster/shared";
import { isDrill } from "../space";

export type ServiceRecord = Wire["Record"];

/** Which records are shown; empty stands for all, and drills are shown only when they are asked for. */
export interface RecordFilter {
  /** In a name, a unit, a community or the number of an order. */
  text: string;
  nature: string;
  state: string;
  drills: boolean;
}

export const STATES = ["agreed", "open", "doubtful"] as const;

/** Whether somebody has to look at it, both sides agree, or one has not answered yet. */
export function stateOf(record: ServiceRecord): (typeof STATES)[number] {
  if (record.doubts?.length) return "doubtful";
  return record.agreed ? "agreed" : "open";
}

export function matching(
  records: readonly ServiceRecord[],
  filter: RecordFilter,
  place: (code: string) => string,
): ServiceRecord[] {
  const text = filter.text.trim();
  return records.filter(
    (one) =>
      isDrill(one.space) === filter.drills &&
      (!filter.nature || one.nature === filter.nature) &&
      (!filter.state || stateOf(one) === filter.state) &&
      (!text ||
        [one.name, one.unitName, one.number, one.community && place(one.community)].some((part) =>
          part?.includes(text),
        )),
  );
}

/** People are counted once, attendances each time (人数、人次、时长). */
export function sums(records: readonly ServiceRecord[]): {
  people: number;
  services: number;
  minutes: number;
} {
  return {
    people: new Set(records.map((one) => one.volunteer)).size,
    services: records.length,
    minutes: records.reduce((sum, one) => sum + one.minutes, 0),
  };
}
