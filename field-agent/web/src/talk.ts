import type { Item } from "@muster/shared";
import type { Queued, Stored } from "./keeping/store";

/** What was made known to the volunteer: a notice, or what was asked about an order and answered. */
export interface Told {
  item: Item;
  isRead: boolean;
}

/** A question of the volunteer's own that nobody has answered yet. */
export interface Asked {
  deed: Queued;
  text: string;
}

const KINDS: readonly string[] = ["notice", "noticeWithdrawn", "answer"];

/** Notices and answers, the newest first. */
export function told(stored: readonly Stored[]): Told[] {
  return stored
    .filter((one) => one.item.kind === "notice" && KINDS.includes(one.item.state))
    .map((one) => ({ item: one.item, isRead: one.seen !== undefined }))
    .sort((a, b) => (b.item.at ?? "").localeCompare(a.item.at ?? ""));
}

/** What was answered about an order, the newest first. */
export function answers(all: readonly Told[], order: string | undefined): Item[] {
  return all.map((one) => one.item).filter((item) => item.state === "answer" && item.order === order);
}

/** What the volunteer asked with this task and no answer repeats; refused ones stand in the queue. */
export function waiting(deeds: readonly Queued[], assignment: string, answered: readonly Item[]): Asked[] {
  const known = new Set(answered.flatMap((item) => item.questions ?? []));
  return deeds
    .filter((deed) => deed.frame.name === "ask" && deed.frame.assignment === assignment)
    .filter((deed) => deed.state !== "refused")
    .map((deed) => ({ deed, text: deed.frame.text ?? "" }))
    .filter((one) => !known.has(one.text));
}

/** True when the volunteer has said how it was, or does not need to be asked any more. */
export function hasSpoken(deeds: readonly Queued[], assignment: string): boolean {
  return deeds.some(
    (deed) =>
      deed.frame.name === "feedback" && deed.frame.assignment === assignment && deed.state !== "refused",
  );
}
