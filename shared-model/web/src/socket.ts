import { Deeds, type DeedAnswer, type DeedFrame } from "./deeds";
import type { Wire } from "./index";
import type { LinkOptions, LinkState } from "./link-options";
import type { Cursor, Item } from "./mailbox";
import { askedMs, Retries } from "./retries";
import { Topics } from "./topics";
import { noteServerTime, serverNow } from "./time";

const PROTOCOL = "muster.v1";
const SILENT_MS = 45_000;
const OPEN_WITHIN_MS = 10_000;

/**
 * The live link to the server: reconnects for ever (full jitter, at once when the page wakes or the
 * network returns), resumes at its cursor, follows topics again, sends unanswered deeds again under
 * their old ids.
 *
 * <p>Items are handled one after another in the order of their arrival.
 */
export class Link {
  private socket: WebSocket | undefined;
  private state: LinkState | undefined;
  private opening = 0;
  private cursor: Cursor | undefined;
  private cursorLoaded = false;
  private lastHeardMs = 0;
  private heardAt = 0;
  private pingTimer: ReturnType<typeof setInterval> | undefined;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private work: Promise<void> = Promise.resolve();
  private readonly topics = new Topics((frame) => this.send(frame));
  private readonly deeds = new Deeds((frame) => this.send(frame));
  private readonly retries: Retries;
  private readonly wake = (): void => this.awake();

  constructor(private readonly options: LinkOptions) {
    this.retries = new Retries(() => options.urgent?.() ?? false, options.random ?? Math.random);
  }

  /** Begins, and goes on until {@link close}. */
  open(): void {
    globalThis.addEventListener?.("online", this.wake);
    globalThis.document?.addEventListener("visibilitychange", this.wake);
    void this.connect();
  }

  close(): void {
    globalThis.removeEventListener?.("online", this.wake);
    globalThis.document?.removeEventListener("visibilitychange", this.wake);
    this.enter("ended");
    this.drop();
  }

  /**
   * Follows a board (`board/{order}`) or a map (`map/{area}`): the listener gets the newest whole
   * picture each time. Returns how to stop listening.
   */
  follow(topic: string, listener: (data: unknown) => void): () => void {
    return this.topics.follow(topic, listener);
  }

  /** Sends a deed; answered even over a reconnect. */
  do(deed: DeedFrame): Promise<DeedAnswer> {
    return this.deeds.begin(deed);
  }

  /** Sends where this device is; lost while there is no link, for a newer one follows. */
  position(fix: Wire["Position"] & { accuracyM: number; at: string }): void {
    this.send({ type: "position", ...fix });
  }

  /** Says that the item was read. */
  read(id: string): void {
    this.send({ type: "read", id });
  }

  /** When anything was last heard of the server, by its clock in milliseconds; 0 for never. */
  get heardAtMs(): number {
    return this.heardAt;
  }

  private enter(state: LinkState): void {
    if (this.state === state || (this.isOver() && state !== "ended")) return;
    this.state = state;
    this.options.onState?.(state);
  }

  private isOver(): boolean {
    return this.state === "ended" || this.state === "taken";
  }

  private async connect(): Promise<void> {
    if (this.isOver() || this.socket) return;
    clearTimeout(this.retryTimer);
    this.enter("connecting");
    const mine = ++this.opening;
    try {
      if (!this.cursorLoaded) {
        this.cursor = await this.options.cursor?.load();
        this.cursorLoaded = true;
      }
      const ticket = await this.options.ticket();
      if (mine !== this.opening || this.isOver()) return;
      this.start(ticket);
    } catch {
      if (mine === this.opening) this.again();
    }
  }

  private start(ticket: string): void {
    const make = this.options.socket ?? ((url: string, protocol: string) => new WebSocket(url, protocol));
    const socket = make(this.options.url ?? address(), PROTOCOL);
    this.socket = socket;
    this.lastHeardMs = Date.now();
    this.watch(SILENT_MS / 3, OPEN_WITHIN_MS);
    socket.onopen = () =>
      this.send({
        type: "hello",
        ticket,
        device: this.options.device,
        ...(this.cursor ? { cursor: this.cursor } : {}),
      });
    socket.onmessage = (event) => {
      if (this.socket === socket) this.hear(JSON.parse(String(event.data)));
    };
    socket.onclose = (event) => {
      if (this.socket === socket) this.closed(event.code, event.reason);
    };
  }

  /** Pings, and gives up a link on which nothing is heard. */
  private watch(everyMs: number, silentMs: number): void {
    clearInterval(this.pingTimer);
    this.pingTimer = setInterval(() => {
      if (Date.now() - this.lastHeardMs > silentMs) {
        this.drop();
        this.again();
      } else {
        this.send({ type: "ping" });
      }
    }, everyMs);
  }

  private hear(frame: { type: string; [key: string]: unknown }): void {
    if (frame.type === "welcome") noteServerTime(frame["now"] as string);
    this.lastHeardMs = Date.now();
    this.heardAt = serverNow();
    switch (frame.type) {
      case "welcome":
        this.welcome(frame as unknown as { epoch: string; pingS: number });
        break;
      case "ping":
        this.send({ type: "pong" });
        break;
      case "snapshot":
      case "change":
        this.topics.hear(frame["topic"] as string, frame["data"]);
        break;
      case "done":
        this.deeds.answered(frame["id"] as string, { done: true, version: frame["version"] as number });
        break;
      case "refused":
        this.deeds.answered(frame["id"] as string, {
          done: false,
          code: frame["code"] as string,
          detail: frame["detail"] as string,
        });
        break;
      case "item":
      case "resync":
      case "caughtUp":
        this.work = this.work.then(() => this.take(frame)).catch(() => this.drop());
    }
  }

  private welcome(frame: { epoch: string; pingS: number }): void {
    this.retries.afresh();
    if (!this.cursor) this.cursor = { epoch: frame.epoch, seq: 0 };
    this.watch(frame.pingS * 1000, SILENT_MS);
    this.enter("live");
    this.topics.again();
    this.deeds.again();
  }

  private async take(frame: { type: string; [key: string]: unknown }): Promise<void> {
    if (frame.type === "resync") {
      await this.options.onResync?.();
      await this.keep({ epoch: frame["epoch"] as string, seq: 0 });
      return;
    }
    const seq = frame["seq"] as number;
    if (frame.type === "item") await this.options.onItem?.(frame["item"] as Item, seq);
    if (this.cursor && seq >= this.cursor.seq) {
      await this.keep({ epoch: this.cursor.epoch, seq });
      this.send({ type: "ack", seq });
    }
    if (frame.type === "caughtUp") this.options.onCaughtUp?.();
  }

  private async keep(cursor: Cursor): Promise<void> {
    await this.options.cursor?.save(cursor);
    this.cursor = cursor;
  }

  private send(frame: object): void {
    if (this.socket?.readyState === 1) this.socket.send(JSON.stringify(frame));
  }

  private drop(): void {
    const socket = this.socket;
    this.socket = undefined;
    this.opening++;
    clearInterval(this.pingTimer);
    clearTimeout(this.retryTimer);
    socket?.close();
  }

  private closed(code: number, reason: string): void {
    this.socket = undefined;
    clearInterval(this.pingTimer);
    if (code === 4410) return this.enter("ended");
    if (code === 4409) return this.enter("taken");
    if (code === 4403) this.topics.refused();
    this.again(askedMs(code, reason));
  }

  /** Comes back later: at the time the server asked for, else after a random while that grows. */
  private again(waitMs?: number): void {
    if (this.isOver()) return;
    this.enter("lost");
    clearTimeout(this.retryTimer);
    this.retryTimer = setTimeout(() => void this.connect(), this.retries.nextMs(waitMs));
  }

  /** The page is seen again, or the network is back: no need to wait any longer. */
  private awake(): void {
    if (globalThis.document?.visibilityState === "hidden" || this.isOver()) return;
    if (this.socket && Date.now() - this.lastHeardMs > SILENT_MS) this.drop();
    if (!this.socket) {
      this.retries.afresh();
      void this.connect();
    } else {
      this.send({ type: "ping" });
    }
  }
}

function address(): string {
  return `${location.origin.replace(/^http/, "ws")}/ws/v1`;
}
