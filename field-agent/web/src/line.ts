import { Link, newId, type DeedAnswer, type DeedFrame, type LinkState, type Wire } from "@muster/shared";
import { api, ask } from "./api";
import * as store from "./keeping/store";
import { alone, tell } from "./keeping/tabs";

/** How often the time up to which everything is known is noted while the line stands. */
const NOTE_EVERY_MS = 5_000;

/** What one tab of the phone does with the socket. */
export interface Line {
  do(deed: DeedFrame): Promise<DeedAnswer>;
  position(fix: Wire["Position"] & { accuracyM: number; at: string }): void;
  read(id: string): void;
}

/** What the line asks of the page. */
export interface LineOptions {
  urgent: () => boolean;
  /** This tab holds the socket from now on. */
  onLead: (line: Line) => void;
  /** The server says that the session is over. */
  onEnded: () => void;
}

/**
 * The phone's one socket, in one of its tabs; the others read what it stores. Items are stored
 * before they are acknowledged. Ends when `stop` is given.
 */
export function openLine(options: LineOptions, stop: AbortSignal): Promise<void> {
  return alone("muster.line", stop, () => lead(options, stop));
}

async function lead(options: LineOptions, stop: AbortSignal): Promise<void> {
  const device = (await store.note("device")) ?? newId();
  await store.keep("device", device);
  let state: LinkState = "connecting";
  let upTo = (await store.note("upTo")) ?? 0;
  let isCaughtUp = false;

  const note = async (): Promise<void> => {
    if (isCaughtUp && link.heardAtMs > upTo) await store.keep("upTo", (upTo = link.heardAtMs));
    tell({ about: "line", state, upTo });
  };
  const link = new Link({
    ticket: async () => (await ask(api.POST("/socket-ticket"))).ticket,
    device,
    cursor: {
      load: () => store.note("cursor"),
      save: (cursor) => store.keep("cursor", cursor),
    },
    urgent: options.urgent,
    onItem: async (item) => {
      await store.keepItem(item);
      tell({ about: "items" });
    },
    onResync: () => store.markStale(),
    onCaughtUp: () => {
      isCaughtUp = true;
      void store.dropStale().then((dropped) => dropped && tell({ about: "items" }));
      void note();
    },
    onState: (next) => {
      state = next;
      if (next !== "live") isCaughtUp = false;
      void note();
      if (next === "ended" && !stop.aborted) options.onEnded();
    },
  });

  const timer = setInterval(() => void note(), NOTE_EVERY_MS);
  options.onLead(link);
  link.open();
  await new Promise<void>((resolve) => {
    if (stop.aborted) resolve();
    else stop.addEventListener("abort", () => resolve(), { once: true });
  });
  clearInterval(timer);
  link.close();
}
