import type { Board } from "../wire";

/** How a community stands: nothing asked, nobody coming, too few, enough on the way, enough there. */
export const STANDINGS = ["none", "void", "short", "coming", "manned"] as const;
export type Standing = (typeof STANDINGS)[number];

/** A sign for each, so that colour is never the only one. */
export const MARK: Record<Standing, string> = {
  none: "　",
  void: "×",
  short: "△",
  coming: "→",
  manned: "●",
};

/** People of one community (or of all beneath a division) under the orders in force. */
export interface Staffing {
  need: number;
  /** Accepted and not yet relieved, on the way or there. */
  confirmed: number;
  onTheWay: number;
  onPost: number;
  /** Offers that stand, answered or not. */
  filled: number;
}

export const NOBODY: Staffing = { need: 0, confirmed: 0, onTheWay: 0, onPost: 0, filled: 0 };

/** How a division looks on a map: its colour and pattern, and what stands beneath its name. */
export interface Painted {
  look: Standing;
  note: string;
}

/** Communities or streets as they stand: 在岗/确认/需求 beneath the name. */
export function painted(of: ReadonlyMap<string, Staffing>): Map<string, Painted> {
  return new Map(
    [...of].map(([code, one]) => {
      const look = standing(one);
      const note = one.need ? `${MARK[look]} ${one.onPost}/${one.confirmed}/${one.need}` : "";
      return [code, { look, note }];
    }),
  );
}

export function standing(of: Staffing): Standing {
  if (of.need === 0) return "none";
  if (of.onPost >= of.need) return "manned";
  if (of.confirmed === 0) return "void";
  return of.confirmed >= of.need ? "coming" : "short";
}

/** Adds the boards of all orders in force up, by community. */
export function staffingOf(boards: readonly Board[]): Map<string, Staffing> {
  const sums = new Map<string, Staffing>();
  for (const board of boards) {
    for (const row of board.byCommunity) {
      const gone = (row.relieved ?? 0) + (row.absent ?? 0);
      add(sums, row.area, {
        need: row.need,
        confirmed: Math.max(0, (row.accepted ?? 0) - gone),
        onTheWay: row.departed ?? 0,
        onPost: row.onPost ?? 0,
        filled: row.filled ?? 0,
      });
    }
  }
  return sums;
}

/** The same for all divisions above, step by step: `up` names the one that another lies in. */
export function summed(
  of: ReadonlyMap<string, Staffing>,
  up: (code: string) => string | undefined,
): Map<string, Staffing> {
  const sums = new Map<string, Staffing>();
  for (const [community, staffing] of of)
    for (
      let [at, above] = [community, up(community)];
      above && above !== at;
      [at, above] = [above, up(above)]
    )
      add(sums, above, staffing);
  return sums;
}

function add(sums: Map<string, Staffing>, key: string, more: Staffing): void {
  const so = sums.get(key) ?? NOBODY;
  sums.set(key, {
    need: so.need + more.need,
    confirmed: so.confirmed + more.confirmed,
    onTheWay: so.onTheWay + more.onTheWay,
    onPost: so.onPost + more.onPost,
    filled: so.filled + more.filled,
  });
}

/** How many communities stand how, of those that were asked for. */
export function tally(of: ReadonlyMap<string, Staffing>): Record<Standing, number> {
  const counts: Record<Standing, number> = { none: 0, void: 0, short: 0, coming: 0, manned: 0 };
  for (const staffing of of.values()) counts[standing(staffing)]++;
  return counts;
}
