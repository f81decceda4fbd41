import type { Board, CommunityRow } from "../wire";

/** People who came to a community between two pictures of a board. */
export interface Arrival {
  at: string;
  community: string;
  people: number;
}

const there = (row: CommunityRow): number => (row.onPost ?? 0) + (row.relieved ?? 0);

/** Who has come since the board was drawn before; a board that is new brings no news. */
export function arrivals(before: Board | undefined, now: Board): Arrival[] {
  if (!before) return [];
  const was = new Map(before.byCommunity.map((row) => [row.area, there(row)]));
  return now.byCommunity
    .map((row) => ({ at: now.asOf, community: row.area, people: there(row) - (was.get(row.area) ?? 0) }))
    .filter((one) => one.people > 0);
}
