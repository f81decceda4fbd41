import type { Wire } from "./index";

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
