import type { Staffing } from "../map/staffing";
import type { Assigned, CommunityRow, Happening } from "../wire";

/** What one person did under an order, as the times at which it happened. */
export type Deed = "offered" | "accepted" | "declined" | "departed" | "arrived" | "relieved" | "withdrawn";

export interface Moment {
  atMs: number;
  deed: Deed;
  assignment: string;
  community: string;
}

const YES: readonly string[] = ["accepted", "departed", "onPost", "relieved", "confirmed", "absent"];

/**
 * All moments of an order in their order. People who were withdrawn carry no time of their own: it
 * is that of the withdrawal of their community.
 */
export function moments(assignments: readonly Assigned[], happenings: readonly Happening[]): Moment[] {
  const all = assignments.flatMap((one) => momentsOf(one, happenings));
  return all.sort((a, b) => a.atMs - b.atMs);
}

function momentsOf(one: Assigned, happenings: readonly Happening[]): Moment[] {
  const found: Moment[] = [];
  const add = (deed: Deed, at: string | undefined): void => {
    if (at) found.push({ atMs: Date.parse(at), deed, assignment: one.id, community: one.community });
  };
  const saidYes = YES.includes(one.state) || one.departedAt !== undefined || one.arrivedAt !== undefined;
  add("offered", one.offeredAt);
  if (one.state === "declined") add("declined", one.answeredAt);
  else if (saidYes || one.answeredAt) add("accepted", one.answeredAt);
  add("departed", one.departedAt);
  add("arrived", one.arrivedAt);
  add("relieved", one.relievedAt);
  if (one.state === "withdrawn") add("withdrawn", withdrawnAt(one.community, happenings));
  return found;
}

function withdrawnAt(community: string, happenings: readonly Happening[]): string | undefined {
  return happenings.find(
    (one) =>
      one.type === "order-withdrawn" && (!one.communities?.length || one.communities.includes(community)),
  )?.at;
}

/** How the communities stood at a time. */
export function staffingAt(
  all: readonly Moment[],
  needs: readonly CommunityRow[],
  atMs: number,
): Map<string, Staffing> {
  const last = new Map<string, Moment>();
  for (const moment of all) {
    if (moment.atMs > atMs) break;
    last.set(moment.assignment, moment);
  }
  const sums = new Map<string, Staffing>(
    needs.map((row) => [row.area, { need: row.need, confirmed: 0, onTheWay: 0, onPost: 0, filled: 0 }]),
  );
  for (const { deed, community } of last.values()) {
    const sum = sums.get(community);
    if (!sum) continue;
    if (deed === "accepted" || deed === "departed" || deed === "arrived") sum.confirmed++;
    if (deed === "departed") sum.onTheWay++;
    if (deed === "arrived") sum.onPost++;
    if (deed === "offered" || deed === "accepted" || deed === "departed" || deed === "arrived") sum.filled++;
  }
  return sums;
}

/** From the signature to the last thing that happened. */
export function span(
  all: readonly Moment[],
  happenings: readonly Happening[],
): { fromMs: number; untilMs: number } {
  const times = [...all.map((one) => one.atMs), ...happenings.map((one) => Date.parse(one.at))];
  const signed = happenings.find((one) => one.type === "order-signed");
  return {
    fromMs: signed ? Date.parse(signed.at) : Math.min(...times),
    untilMs: Math.max(...times),
  };
}
