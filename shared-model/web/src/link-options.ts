import type { CursorStore, Item } from "./mailbox";

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
