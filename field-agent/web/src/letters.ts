import { isOffline, Problem, type DeedAnswer, type DeedFrame } from "@muster/shared";
import { api, ask, saying } from "./api";

/** What the queue takes for: again after a while. */
const LATER = "unavailable";

/** A deed that is about no step of a task and goes over HTTP, from the same queue. */
export type Letter =
  | { name: "appeal"; assignment: string; text: string }
  | { name: "proof"; assignment?: never; from: string; until: string; text: string };

/** Whatever a volunteer does on the phone. */
export type Deed = Omit<DeedFrame, "id" | "at"> | Letter;

/** A deed in the queue: named, and with the phone's time. */
export type Named = Deed & { id: string; at: string };

export function isLetter(deed: Named): deed is Letter & Named {
  return deed.name === "appeal" || deed.name === "proof";
}

/** Sends it under the deed's own name, so that it happens once however often it is sent. */
export function sendLetter(letter: Letter & Named): Promise<DeedAnswer> {
  const headers = { "Idempotency-Key": letter.id };
  if (letter.name === "appeal") {
    const params = { path: { id: letter.assignment } };
    return answered(api.POST("/assignments/{id}/appeal", { params, headers, body: { reason: letter.text } }));
  }
  const { from, until, text: purpose } = letter;
  return answered(api.POST("/me/proofs", { headers, body: { from, until, purpose } }));
}

/** What an answer over HTTP means for the queue. */
export async function answered(call: Parameters<typeof ask>[0]): Promise<DeedAnswer> {
  try {
    await ask(call);
    return { done: true, version: 1 };
  } catch (e) {
    return { done: false, code: isLater(e) ? LATER : (e as Problem).code, detail: saying(e) };
  }
}

/** The server is away or busy, or does not know this phone any more: nothing must be lost by it. */
function isLater(problem: unknown): boolean {
  if (isOffline(problem) || !(problem instanceof Problem)) return true;
  return problem.status >= 500 || [401, 408, 429].includes(problem.status);
}
