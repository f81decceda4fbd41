import type { Board, Called, CommunityRow, Unit, UnitRow } from "../wire";

/** A unit on paper: how it stands, whom to ring there, and its people. */
export type UnitSheet = UnitRow & { liaison: string; people: Called[] };

/** A community on paper: whom to expect. */
export type CommunitySheet = CommunityRow & { people: Called[] };

/** States in which somebody is still to come or is there. */
const EXPECTED = ["offered", "accepted", "departed", "onPost", "relieved"];

/** The lists that are printed, from the progress, the units' liaisons and the people who were asked. */
export function sheets(
  board: Board,
  units: readonly Unit[],
  people: readonly Called[],
): { units: UnitSheet[]; communities: CommunitySheet[] } {
  const liaisons = new Map(units.map((unit) => [unit.id, liaisonsOf(unit)]));
  const expected = people.filter((one) => EXPECTED.includes(one.state));
  return {
    units: board.byUnit.map((row) => ({
      ...row,
      liaison: liaisons.get(row.unit) ?? "",
      people: people.filter((one) => one.unit === row.unit),
    })),
    communities: board.byCommunity.map((row) => ({
      ...row,
      people: expected.filter((one) => one.community === row.area),
    })),
  };
}

function liaisonsOf(unit: Unit): string {
  return (unit.liaisons ?? []).map((one) => `${one.name} ${one.phoneMasked ?? ""}`.trim()).join("、");
}
