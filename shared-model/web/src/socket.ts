import type { Wire } from "./index";
import { newId } from "./client";
import { noteServerTime, serverNow } from "./time";

/** An item of the mailbox: an assignment, an order, a notice, in its newest form. */
export interface Item {
  kind: "assignment" | "order" | "notice";
  id: string;
  version: number;
  state: string;
  order?: string;
  number?: string;
  title?: string;
  tier?: Wire["Tier"];
  community?: string;
  meetingPoint?: string;
  arriveBy?: string;
  answerBy?: string;
  task?: string;
  risk?: string;
  contact?: string | { name?: string; phone?: string };
  communityName?: string;
  /** Where within the community somebody stands (点位). */
  spot?: string;
  /** The community somebody was sent here from (调派). */
  movedFrom?: string;
  until?: string;
  nature?: Wire["Nature"];
  issuer?: string;
  /** On a resident's request: whom to go to is asked for after accepting. */
  forResident?: boolean;
  /** Of a reminder: when it was sent, and the how-manieth it is. */
  remindedAt?: string;
  reminders?: number;
  /** Of a notice or an answer: its text, the unit it is from, what was asked. */
  text?: string;
  from?: string;
  questions?: string[];
  at?: string;
  /** Asked as a reserve and not needed any more. */
  stoodDown?: boolean;
  space: string;
}

/** How far a mailbox was stored here. */
export interface Cursor {
  epoch: string;
  seq: number;
}

/** Where the cursor is kept between visits; left out, each visit begins with everything. */
export interface CursorStore {
  load(): Promise<Cursor | undefined>;
  save(cursor: Cursor): Promise<void>;
}

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

/** `ended`: the session is over, `taken`: another page of this device took over; neither comes back. */
export type LinkState = "connecting" | "live" | "lost" | "ended" | "taken";

/** What the socket asks of the page it serves. */
export interface LinkOptions {
  /** Gets a fresh ticket; called before every connection. */
  ticket: () => Promise<string>;
  /** Names this browser (or tab) among the devices of its owner. */
  device: string;
  cursor?: CursorStore;
  /** Stores the item; it is acknowledged only when this has come to its end. */
  onItem?: (item: Item, seq: number) => Promise<void> | void;
  /** Everything stored before is to be forgotten, unless it comes again. */
  onResync?: () => Promise<void> | void;
  onCaughtUp?: () => void;
  onState?: (state: LinkState) => void;
  /** True while an order is open: reconnects then wait at most 5 s. */
  urgent?: () => boolean;
  /** Where the socket is; the page's own server when left out. */
  url?: string;
  /** Stand in for the browser's own, in tests. */
  socket?: (url: string, protocol: string) => WebSocket;
  random?: () => number;
}

const PROTOCOL = "muster.v1";
const SILENT_MS = 45_000;
const BASE_MS = 1_000;
const CAP_MS = 60_000;
const URGENT_CAP_MS = 5_000;
const TOO_FAST_MS = 15_000;
const OPEN_WITHIN_MS = 10_000;

type Listener = (data: unknown) => void;

interface Waiting {
  frame: DeedFrame & { id: string };
  resolve: (answer: DeedAnswer) => void;
}

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
  private attempt = 0;
  private opening = 0;
  private cursor: Cursor | undefined;
  private cursorLoaded = false;
  private lastHeardMs = 0;
  private heardAt = 0;
  private pingTimer: ReturnType<typeof setInterval> | undefined;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private work: Promise<void> = Promise.resolve();
  private readonly topics = new Map<string, Set<Listener>>();
  private readonly newest = new Map<string, unknown>();
  private readonly deeds = new Map<string, Waiting>();
  private readonly wake = (): void => this.awake();

  constructor(private readonly options: LinkOptions) {}

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
  follow(topic: string, listener: Listener): () => void {
    const listeners = this.topics.get(topic) ?? new Set();
    if (listeners.size === 0) {
      this.topics.set(topic, listeners);
      this.send({ type: "follow", topic });
    } else if (this.newest.has(topic)) {
      listener(this.newest.get(topic));
    }
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) {
        this.topics.delete(topic);
        this.newest.delete(topic);
      }
    };
  }

  /** Sends a deed; answered even over a reconnect. */
  do(deed: DeedFrame): Promise<DeedAnswer> {
    const frame = { ...deed, id: deed.id ?? newId() };
    return new Promise((resolve) => {
      this.deeds.set(frame.id, { frame, resolve });
      this.send({ type: "do", ...frame });
    });
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
        this.newest.set(frame["topic"] as string, frame["data"]);
        this.topics.get(frame["topic"] as string)?.forEach((listener) => listener(frame["data"]));
        break;
      case "done":
        this.answered(frame["id"] as string, { done: true, version: frame["version"] as number });
        break;
      case "refused":
        this.answered(frame["id"] as string, {
          done: false,
          code: frame["code"] as string,
          detail: frame["detail"] as string,
        });
        break;
      case "item":
      case "resync":
      case "caughtUp":
        this.work = this.work.then(() => this.take(frame)).catch(() => this.drop());
        break;
      default:
        break;
    }
  }

  private welcome(frame: { epoch: string; pingS: number }): void {
    this.attempt = 0;
    if (!this.cursor) this.cursor = { epoch: frame.epoch, seq: 0 };
    this.watch(frame.pingS * 1000, SILENT_MS);
    this.enter("live");
    for (const topic of this.topics.keys()) this.send({ type: "follow", topic });
    for (const waiting of this.deeds.values()) this.send({ type: "do", ...waiting.frame });
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

  private answered(id: string, answer: DeedAnswer): void {
    this.deeds.get(id)?.resolve(answer);
    this.deeds.delete(id);
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
    if (code === 4403) this.topics.clear();
    this.again(code === 4429 ? TOO_FAST_MS : retryAfterMs(reason));
  }

  /** Comes back later: at the time the server asked for, else after a random while that grows. */
  private again(askedMs?: number): void {
    if (this.isOver()) return;
    this.enter("lost");
    const cap = this.options.urgent?.() ? URGENT_CAP_MS : CAP_MS;
    const random = this.options.random ?? Math.random;
    const spread = random() * Math.min(cap, BASE_MS * 2 ** Math.min(this.attempt++, 10));
    clearTimeout(this.retryTimer);
    this.retryTimer = setTimeout(() => void this.connect(), Math.max(askedMs ?? 0, spread));
  }

  /** The page is seen again, or the network is back: no need to wait any longer. */
  private awake(): void {
    if (globalThis.document?.visibilityState === "hidden" || this.isOver()) return;
    if (this.socket && Date.now() - this.lastHeardMs > SILENT_MS) this.drop();
    if (!this.socket) {
      this.attempt = 0;
      void this.connect();
    } else {
      this.send({ type: "ping" });
    }
  }
}

function address(): string {
  return `${location.origin.replace(/^http/, "ws")}/ws/v1`;
}

/** The server says in its reason when to come back; it has spread the times itself. */
function retryAfterMs(reason: string): number | undefined {
  try {
    const said = JSON.parse(reason) as { retryAfterS?: number };
    return said.retryAfterS === undefined ? undefined : said.retryAfterS * 1000;
  } catch {
    return undefined;
  }
}
