import type { LinkState } from "@muster/shared";

/** What the tabs of one phone tell each other. */
export type Said =
  | { about: "items" }
  | { about: "deeds" }
  /** Somebody signed in or out, here or elsewhere. */
  | { about: "owner" }
  /** From the one tab that holds the socket. */
  | { about: "line"; state: LinkState; upTo: number }
  /** From a tab that has just opened: how is the line? */
  | { about: "question" };

const NAME = "muster.phone";

const channel = new BroadcastChannel(NAME);
const listeners = new Set<(said: Said) => void>();
channel.onmessage = (event: MessageEvent<Said>) => listeners.forEach((listener) => listener(event.data));

/** Told in all tabs, this one too. */
export function tell(said: Said): void {
  channel.postMessage(said);
  listeners.forEach((listener) => listener(said));
}

export function whenTold(listener: (said: Said) => void): void {
  listeners.add(listener);
}

/**
 * Runs `work` in one tab of the phone at a time: when that tab closes, another one takes over. A
 * browser without locks (a page that is not secure) leaves it to the server, where the newest
 * connection of a device wins.
 */
export async function alone(name: string, stop: AbortSignal, work: () => Promise<void>): Promise<void> {
  if (!("locks" in navigator)) return work();
  try {
    await navigator.locks.request(name, { signal: stop }, work);
  } catch (cause) {
    if (!stop.aborted) throw cause;
  }
}
