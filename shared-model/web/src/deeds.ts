import { newId } from "./client";
import type { Wire } from "./index";

/** A deed of the volunteer, as over HTTP. */
export interface DeedFrame {
  /** Names the deed; the same when it is sent again. */
  id?: string;
  name: "accept" | "decline" | "depart" | "arrive" | "leave" | "report" | "ask" | "feedback";
  assignment: string;
  reason?: string;
  text?: string;
  code?: string;
  position?: Wire["Position"];
  at?: string;
}

/** What became of a deed. */
export type DeedAnswer = { done: true; version: number } | { done: false; code: string; detail: string };

interface Waiting {
  frame: DeedFrame & { id: string };
  resolve: (answer: DeedAnswer) => void;
}

/** Deeds that were begun and not answered yet, under the ids by which the server knows them. */
export class Deeds {
  private readonly waiting = new Map<string, Waiting>();

  constructor(private readonly send: (frame: object) => void) {}

  begin(deed: DeedFrame): Promise<DeedAnswer> {
    const frame = { ...deed, id: deed.id ?? newId() };
    return new Promise((resolve) => {
      this.waiting.set(frame.id, { frame, resolve });
      this.send({ type: "do", ...frame });
    });
  }

  answered(id: string, answer: DeedAnswer): void {
    this.waiting.get(id)?.resolve(answer);
    this.waiting.delete(id);
  }

  /** Sends all of them again, over a new connection. */
  again(): void {
    for (const { frame } of this.waiting.values()) this.send({ type: "do", ...frame });
  }
}
