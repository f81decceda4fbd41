import { iso, newId, type DeedAnswer } from "@muster/shared";
import * as store from "./keeping/store";
import { tell } from "./keeping/tabs";
import type { Deed, Named } from "./letters";

/** The server could not take the deed now; the same deed is sent again after a while. */
const NOT_NOW = ["unavailable", "too-fast"];
const AGAIN_MS = 3_000;

/** Puts a deed in the queue, with an id of its own and the phone's time. */
export async function put(owner: string, deed: Deed, photo?: Blob): Promise<void> {
  await store.enqueue(begun(owner, deed, photo));
  tell({ about: "deeds" });
}

/** Puts a refused deed at the end of the queue, as a new one. */
export async function resend(deed: store.Queued): Promise<void> {
  const { id: _id, at: _at, ...frame } = deed.frame;
  await store.replaceDeed(deed.n, begun(deed.owner, frame, deed.photo));
  tell({ about: "deeds" });
}

function begun(owner: string, deed: Deed, photo?: Blob): Omit<store.Queued, "n"> {
  const frame = { ...deed, id: newId(), at: iso(Date.now()) };
  return { frame, owner, state: "waiting", ...(photo ? { photo } : {}) };
}

export async function withdraw(deed: store.Queued): Promise<void> {
  await store.removeDeed(deed.n);
  tell({ about: "deeds" });
}

/**
 * Sends the queue, one deed after another in the order they were done, each until it is answered.
 * What was sent and not answered before a reload is sent again under its old id.
 */
export class Sender {
  private isRunning = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param before sends what goes before a deed; answers only when the deed cannot follow
   * @param send gives a deed to the server; answered even over a reconnect
   * @param isReady false while the line is cut: then deeds stay withdrawable in the queue
   */
  constructor(
    private readonly owner: string,
    private readonly before: (deed: store.Queued) => Promise<DeedAnswer | undefined>,
    private readonly send: (deed: Named) => Promise<DeedAnswer>,
    private readonly isReady: () => boolean,
  ) {}

  /** Sends what is waiting; to be called whenever there may be something. */
  async run(): Promise<void> {
    if (this.isRunning) return;
    this.isRunning = true;
    clearTimeout(this.timer);
    try {
      for (let next = await this.head(); next && this.isReady(); next = await this.head()) {
        const answer = (await this.before(next)) ?? (await this.send(next.frame));
        if (!answer.done && NOT_NOW.includes(answer.code)) {
          this.timer = setTimeout(() => void this.run(), AGAIN_MS);
          return;
        }
        await store.settle(next.n, answer.done ? { state: "done" } : { state: "refused", ...reason(answer) });
        tell({ about: "deeds" });
      }
    } finally {
      this.isRunning = false;
    }
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private async head(): Promise<store.Queued | undefined> {
    return (await store.deeds()).find((deed) => deed.state === "waiting" && deed.owner === this.owner);
  }
}

function reason(answer: { code: string; detail: string }): { code: string; detail: string } {
  return { code: answer.code, detail: answer.detail };
}
