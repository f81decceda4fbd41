import type { Happening } from "../wire";

/** A sheet is entered in one go: its lines bear one time. */
const LATER: readonly string[] = ["entered-later", "came-unasked"];

/** Lines of one sheet that was entered later stand as one, with how many people it had. */
export function together(happenings: readonly Happening[]): Happening[] {
  const told: Happening[] = [];
  for (const one of happenings) {
    const last = told.at(-1);
    const isLater = LATER.includes(one.type);
    if (isLater && last?.type === one.type && last.at === one.at)
      told[told.length - 1] = {
        ...last,
        count: (last.count ?? 1) + 1,
        communities: [...new Set([...(last.communities ?? []), ...(one.communities ?? [])])],
      };
    else told.push(isLater ? { ...one, count: 1 } : one);
  }
  return told;
}
