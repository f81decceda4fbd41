import type { Wire } from "@muster/shared";

type Area = Wire["Area"];
type Areas = ReadonlyMap<string, Area>;

/**
 * Where the way down begins: the reader's own division, else the only county, else the city that all
 * counties belong to, whether or not it is listed itself.
 */
export function topOf(own: string | undefined, counties: readonly Area[]): string | undefined {
  return own ?? (counties.length === 1 ? counties[0]!.code : counties[0]?.parent);
}

/** The divisions from the top down to one, both included; empty where it does not lie beneath. */
export function wayTo(code: string | undefined, top: string | undefined, areas: Areas): string[] {
  const way: string[] = [];
  for (let at = code; at && !way.includes(at); at = areas.get(at)?.parent) {
    way.unshift(at);
    if (at === top) return way;
  }
  return [];
}

/**
 * One step down towards the community that was pressed. Beside the way that leads to where one is, it
 * is the neighbour of the same level.
 */
export function stepTowards(pressed: string, at: string | undefined, top: string | undefined, areas: Areas) {
  const way = wayTo(pressed, top, areas);
  const here = wayTo(at ?? top, top, areas);
  const common = here.filter((code, index) => way[index] === code).length;
  return way[Math.min(common, way.length - 1)];
}
