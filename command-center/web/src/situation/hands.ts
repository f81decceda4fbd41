import { standing, type Staffing } from "../map/staffing";
import type { Board, UnitRow } from "../wire";

/** Something that needs a hand now: a silent unit, a community without anybody, or with too few. */
export interface Hand {
  key: string;
  kind: "silent" | "void" | "short";
  /** The unit's or the community's code. */
  subject: string;
  name?: string;
  /** Of a silent unit: the order it has not signed for. */
  order?: string;
  /** How many are missing. */
  lacks: number;
}

const RANK = { silent: 0, void: 1, short: 2 };

/** All that needs a hand, silent units first, then empty communities, then short ones. */
export function handsOf(
  boards: ReadonlyMap<string, Board>,
  communities: ReadonlyMap<string, Staffing>,
): Hand[] {
  const hands: Hand[] = [];
  for (const [order, board] of boards)
    for (const unit of board.byUnit as UnitRow[])
      if (unit.receipt === "overdue")
        hands.push({
          key: order + unit.unit,
          kind: "silent",
          subject: unit.unit,
          name: unit.name,
          order,
          lacks: 0,
        });
  for (const [code, of] of communities) {
    const kind = standing(of);
    if (kind === "void" || kind === "short")
      hands.push({ key: code, kind, subject: code, lacks: of.need - of.confirmed });
  }
  return hands.sort((a, b) => RANK[a.kind] - RANK[b.kind]);
}
