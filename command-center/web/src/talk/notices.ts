import type { Wire } from "@muster/shared";

export type Notice = Wire["Notice"];
export type Question = Wire["Question"];
export type Said = Wire["FeedbackList"]["items"][number];

/** Whom a notice is for, as it is chosen on the page. */
export interface Audience {
  kind: "area" | "unit" | "order";
  area: string;
  unit: string;
  order: string;
}

/** What the server is told of the audience; of a liaison's own unit it knows without being told. */
export function readersOf(audience: Audience): { area?: string; unit?: string; order?: string } {
  const chosen = audience[audience.kind];
  return chosen ? { [audience.kind]: chosen } : {};
}

/** A question together with those that wait and ask nearly the same. */
export function withAlike(question: Question, all: readonly Question[]): Question[] {
  const alike = new Set(question.alike ?? []);
  return [question, ...all.filter((other) => alike.has(other.id))];
}

/** Answered questions by their answer: it stands once, beneath all that it answers. */
export function byAnswer(all: readonly Question[]): Question[][] {
  const groups = new Map<string, Question[]>();
  for (const question of all) {
    if (!question.answerId) continue;
    groups.set(question.answerId, [...(groups.get(question.answerId) ?? []), question]);
  }
  return [...groups.values()].reverse();
}
