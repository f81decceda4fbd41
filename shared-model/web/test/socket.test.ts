import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { LinkState } from "../src/link-options";
import type { Cursor } from "../src/mailbox";
import { Link } from "../src/socket";

/** A socket whose other end is the test. */
class Wire {
  static all: Wire[] = [];
  readyState = 0;
  sent: { type: string; [key: string]: unknown }[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  constructor() {
    Wire.all.push(this);
  }
  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }
  close(): void {
    this.readyState = 3;
  }
  accept(): void {
    this.readyState = 1;
    this.onopen?.();
  }
  say(frame: object): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
  welcome(): void {
    this.say({ type: "welcome", epoch: "e1", seq: 0, now: "2026-11-22T10:00:00+08:00", pingS: 20 });
  }
  cut(code: number, reason = ""): void {
    this.readyState = 3;
    this.onclose?.({ code, reason });
  }
  types(): string[] {
    return this.sent.map((frame) => frame.type);
  }
}

const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);
const newest = (): Wire => Wire.all.at(-1)!;

describe("the link", () => {
  let states: LinkState[];
  let saved: Cursor[];
  let items: string[];
  const open = (more: object = {}): Link => {
    const link = new Link({
      ticket: () => Promise.resolve("t"),
      device: "d",
      url: "ws://test",
      socket: () => new Wire() as unknown as WebSocket,
      random: () => 1,
      onState: (state) => void states.push(state),
      onItem: (item) => void items.push(item.id),
      cursor: {
        load: () => Promise.resolve(saved.at(-1)),
        save: (cursor) => {
          saved.push(cursor);
          return Promise.resolve();
        },
      },
      ...more,
    });
    link.open();
    return link;
  };

  beforeEach(() => {
    vi.useFakeTimers();
    Wire.all = [];
    states = [];
    saved = [];
    items = [];
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it("says hello with ticket, device and the cursor it kept", async () => {
    saved.push({ epoch: "e1", seq: 7 });
    open();
    await settle();
    newest().accept();
    expect(newest().sent[0]).toEqual({
      type: "hello",
      ticket: "t",
      device: "d",
      cursor: { epoch: "e1", seq: 7 },
    });
  });

  it("acknowledges an item only after it was stored", async () => {
    let store: () => void = () => undefined;
    open({ onItem: () => new Promise<void>((resolve) => (store = resolve)) });
    await settle();
    newest().accept();
    newest().welcome();
    newest().say({ type: "item", seq: 3, item: { id: "a" } });
    await settle();
    expect(newest().types()).not.toContain("ack");
    store();
    await settle();
    expect(newest().sent.at(-1)).toEqual({ type: "ack", seq: 3 });
    expect(saved.at(-1)).toEqual({ epoch: "e1", seq: 3 });
  });

  it("knows until when it has heard of the server, by the server's clock", async () => {
    const link = open();
    expect(link.heardAtMs).toBe(0);
    await settle();
    newest().accept();
    newest().welcome();
    expect(link.heardAtMs).toBe(Date.parse("2026-11-22T10:00:00+08:00"));
    await vi.advanceTimersByTimeAsync(7_000);
    expect(link.heardAtMs).toBe(Date.parse("2026-11-22T10:00:00+08:00"));
    newest().say({ type: "pong" });
    expect(link.heardAtMs).toBe(Date.parse("2026-11-22T10:00:07+08:00"));
  });

  it("follows its topics again and sends unanswered deeds again after a cut, under the same id", async () => {
    const link = open();
    await settle();
    newest().accept();
    newest().welcome();
    const seen: unknown[] = [];
    link.follow("board/1", (data) => seen.push(data));
    const answer = link.do({ name: "accept", assignment: "x", id: "deed" });
    newest().cut(1006);
    await vi.advanceTimersByTimeAsync(1000);
    expect(Wire.all).toHaveLength(2);
    newest().accept();
    newest().welcome();
    expect(newest().sent).toContainEqual({ type: "follow", topic: "board/1" });
    expect(newest().sent).toContainEqual({ type: "do", name: "accept", assignment: "x", id: "deed" });
    newest().say({ type: "snapshot", topic: "board/1", data: { n: 1 } });
    newest().say({ type: "done", id: "deed", version: 4 });
    expect(seen).toEqual([{ n: 1 }]);
    await expect(answer).resolves.toEqual({ done: true, version: 4 });
  });

  it("waits longer after each failure, and at most five seconds while an order is open", async () => {
    open({ urgent: () => true });
    await settle();
    for (const waitMs of [1000, 2000, 4000, 5000, 5000]) {
      const before = Wire.all.length;
      newest().cut(1006);
      await vi.advanceTimersByTimeAsync(waitMs - 1);
      expect(Wire.all).toHaveLength(before);
      await vi.advanceTimersByTimeAsync(1);
      expect(Wire.all).toHaveLength(before + 1);
    }
  });

  it.each(["online", "visibilitychange"])("comes back at once at %s", async (news) => {
    const listeners = new Map<string, () => void>();
    const addEventListener = (name: string, listener: () => void): unknown => listeners.set(name, listener);
    vi.stubGlobal("addEventListener", addEventListener);
    vi.stubGlobal("document", { visibilityState: "visible", addEventListener });
    open();
    await settle();
    newest().cut(1006);
    await settle();
    expect(Wire.all).toHaveLength(1);
    listeners.get(news)!();
    await settle();
    expect(Wire.all).toHaveLength(2);
  });

  it("comes back when the server asked it to", async () => {
    open();
    await settle();
    newest().accept();
    newest().welcome();
    newest().cut(4503, '{"retryAfterS":9}');
    await vi.advanceTimersByTimeAsync(8999);
    expect(Wire.all).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(Wire.all).toHaveLength(2);
  });

  it("gives up a link that is silent for 45 s, though it never closed", async () => {
    open();
    await settle();
    newest().accept();
    newest().welcome();
    await vi.advanceTimersByTimeAsync(41_000);
    expect(states.at(-1)).toBe("live");
    await vi.advanceTimersByTimeAsync(20_000);
    expect(states).toContain("lost");
    expect(Wire.all.length).toBeGreaterThan(1);
  });

  it.each([
    [4410, "ended"],
    [4409, "taken"],
  ])("does not come back after %i", async (code, state) => {
    open();
    await settle();
    newest().accept();
    newest().welcome();
    newest().cut(code);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(Wire.all).toHaveLength(1);
    expect(states.at(-1)).toBe(state);
  });

  it("forgets what it stored when the server says resync", async () => {
    const forgotten = vi.fn();
    saved.push({ epoch: "old", seq: 90 });
    open({ onResync: forgotten });
    await settle();
    newest().accept();
    newest().welcome();
    newest().say({ type: "resync", epoch: "e1" });
    newest().say({ type: "item", seq: 2, item: { id: "b" } });
    newest().say({ type: "caughtUp", seq: 2 });
    await settle();
    expect(forgotten).toHaveBeenCalledOnce();
    expect(items).toEqual(["b"]);
    expect(saved.at(-1)).toEqual({ epoch: "e1", seq: 2 });
  });
});
