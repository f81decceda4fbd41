import type { Painted } from "../map/staffing";
import type { Volunteer } from "../wire";

/** How many of some people live in each community, as a map shows it. */
export function homes(rows: readonly Volunteer[]): Map<string, Painted> {
  const counts = new Map<string, number>();
  for (const { community } of rows)
    if (community) counts.set(community, (counts.get(community) ?? 0) + 1);
  return new Map([...counts].map(([code, n]) => [code, { look: "coming", note: String(n) }]));
}

/** The same for the divisions above. */
export function homesAbove(
  of: ReadonlyMap<string, Painted>,
  up: (community: string) => string | undefined,
): Map<string, Painted> {
  const sums = new Map<string, number>();
  for (const [code, { note }] of of) {
    const above = up(code);
    if (above) sums.set(above, (sums.get(above) ?? 0) + Number(note));
  }
  return new Map([...sums].map(([code, n]) => [code, { look: "coming", note: String(n) }]));
}
