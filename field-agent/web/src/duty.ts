import type { Item, Wire } from "@muster/shared";
import type { Queued, Stored } from "./keeping/store";
import type { Deed } from "./letters";

export type DeedName = Deed["name"];
/** What moves or reports a task; whatever else somebody does stands beside it. */
export type Step = Exclude<DeedName, "ask" | "feedback" | "appeal" | "proof">;
type State = Wire["AssignmentState"];

/** An assignment as the volunteer sees it: what the server said, with what they did since. */
export interface Duty {
  item: Item;
  /** The server's state, moved on by deeds that are still waiting. */
  state: State;
  /** Deeds of this assignment that the server has not answered yet. */
  waiting: Queued[];
  /** The newest deed that was refused and not withdrawn from the list. */
  refused?: Queued;
  ending?: Stored["ending"];
}

const BECOMES: Record<Step, State | undefined> = {
  accept: "accepted",
  decline: "declined",
  depart: "departed",
  arrive: "onPost",
  leave: "relieved",
  report: undefined,
};

const NEXT: Partial<Record<State, Step[]>> = {
  offered: ["accept", "decline"],
  accepted: ["depart", "arrive", "decline", "report"],
  departed: ["arrive", "report"],
  onPost: ["leave", "report"],
  relieved: ["report"],
};

/** What a volunteer can do in a state, the expected thing first. */
export function choices(state: State): Step[] {
  return NEXT[state] ?? [];
}

/** True while the assignment holds its volunteer. */
export function isOpen(state: State): boolean {
  return ["offered", "accepted", "departed", "onPost"].includes(state);
}

/** True between 出发 and 离岗: the only time a position may be taken. */
export function isUnderWay(state: State): boolean {
  return state === "departed" || state === "onPost";
}

/** What the volunteer sees of an item, with their own deeds in the order they were done. */
export function duty(stored: Stored, deeds: readonly Queued[]): Duty {
  const own = deeds.filter((deed) => deed.frame.assignment === stored.id);
  const waiting = own.filter((deed) => deed.state === "waiting");
  const refused = own.filter((deed) => deed.state === "refused").at(-1);
  const state = waiting.reduce<State>(after, stored.item.state as State);
  return {
    item: stored.item,
    state,
    waiting,
    ...(refused ? { refused } : {}),
    ...(stored.ending ? { ending: stored.ending } : {}),
  };
}

/** A deed that no longer fits (the task was withdrawn meanwhile) changes nothing here. */
function after(state: State, deed: Queued): State {
  const step = choices(state).find((one) => one === deed.frame.name);
  return (step && BECOMES[step]) ?? state;
}

/** The person to ring about a task, however the order names them. */
export function contactOf(item: Item): { name: string; phone: string } | undefined {
  const said = item.contact;
  if (!said) return undefined;
  const read = typeof said === "string" && said.startsWith("{") ? (JSON.parse(said) as object) : said;
  if (typeof read !== "string") {
    const { name, phone } = read as { name?: string; phone?: string };
    return { name: name ?? "", phone: phone ?? "" };
  }
  const phone = /\+?\d[\d\s-]{5,}\d/.exec(read)?.[0] ?? "";
  return { name: read.replace(phone, "").trim(), phone: phone.replace(/\s/g, "") };
}

const URGENCY: Record<string, number> = { critical: 2, emergency: 1, normal: 0 };

/** Under way before answered, answered before asked; the graver tier and the earlier time first. */
export function inOrder(duties: readonly Duty[]): Duty[] {
  const stage = (one: Duty): number => ["offered", "accepted", "departed", "onPost"].indexOf(one.state);
  return [...duties].sort(
    (a, b) =>
      stage(b) - stage(a) ||
      (URGENCY[b.item.tier ?? ""] ?? 0) - (URGENCY[a.item.tier ?? ""] ?? 0) ||
      (a.item.arriveBy ?? "").localeCompare(b.item.arriveBy ?? ""),
  );
}
