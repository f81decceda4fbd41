import { standing, type Staffing } from "../map/staffing";
import type { Ask, Board, Escalation, UnitRow } from "../wire";

/**
 * Something that needs a hand now: a community that asks for more people, one where nobody is left, a
 * silent unit, a community to which nobody comes, or too few.
 */
export interface Hand {
  key: string;
  kind: "asks" | "left" | "silent" | "void" | "short";
  /** The unit's or the community's code. */
  subject: string;
  name?: string;
  /** Of a silent unit: the order it has not signed for or named people for. */
  order?: string;
  /** Of a silent unit: how far its silence has climbed. */
  climb?: Escalation;
  /** How many are missing. */
  lacks: number;
  /** Of a community that was left: what is gone. */
  gap?: NonNullable<Board["voids"]>[number];
  /** Of a community that asks for more people: the request. */
  ask?: Ask;
}

const RANK = { asks: 0, left: 1, silent: 2, void: 3, short: 4 };

/** Silent about names, with nobody who has it in hand. */
const isClimbing = (unit: UnitRow): boolean =>
  unit.escalation?.about === "names" &&
  !unit.escalation.acknowledgedAt &&
  (unit.named ?? 0) + (unit.short ?? 0) < unit.quota;

/** All that needs a hand, the worst first. */
export function handsOf(
  boards: ReadonlyMap<string, Board>,
  communities: ReadonlyMap<string, Staffing>,
): Hand[] {
  const hands: Hand[] = [];
  for (const [order, board] of boards)
    for (const unit of board.byUnit as UnitRow[])
      if (unit.receipt === "overdue" || isClimbing(unit))
        hands.push({
          key: order + unit.unit,
          kind: "silent",
          subject: unit.unit,
          name: unit.name,
          order,
          lacks: 0,
          ...(unit.escalation ? { climb: unit.escalation } : {}),
        });
  for (const board of boards.values())
    for (const gap of board.voids ?? [])
      hands.push({
        key: board.order.id + gap.area + gap.kind + (gap.skill ?? ""),
        kind: "left",
        subject: gap.area,
        lacks: 0,
        gap,
      });
  for (const board of boards.values())
    for (const ask of board.asks ?? [])
      hands.push({ key: ask.id, kind: "asks", subject: ask.area, lacks: ask.people, ask });
  for (const [code, of] of communities) {
    const kind = standing(of);
    if (kind === "void" || kind === "short")
      hands.push({ key: code, kind, subject: code, lacks: of.need - of.confirmed });
  }
  return hands.sort((a, b) => RANK[a.kind] - RANK[b.kind]);
}
