import type { Wire } from "@muster/shared";

/** What the server adds to the described members; all of it may be absent. */
export type Progress = Wire["Progress"] & {
  waiting?: number;
  departed?: number;
  confirmed?: number;
  absent?: number;
  withdrawn?: number;
  filled?: number;
  short?: number;
};

export type ReceiptState = "waiting" | "signed" | "overdue";

export type UnitRow = Progress & {
  unit: string;
  name: string;
  quota: number;
  receipt: ReceiptState;
  receiptAt?: string | null;
  remindedAt?: string | null;
  reminders?: number;
  escalation?: Escalation | null;
};

/** How far the order of a silent unit has climbed up the sender's line. */
export type Escalation = NonNullable<Wire["Escalation"]>;

export type CommunityRow = Progress & { area: string; name?: string; need: number };

export interface Board {
  asOf: string;
  order: { id: string; number: string; state: Wire["OrderState"]; title: string };
  totals: Progress & { quota?: number; receipts?: Partial<Record<ReceiptState, number>> };
  byUnit: UnitRow[];
  byCommunity: CommunityRow[];
  voids?: Wire["Board"]["voids"];
  /** Requests for more people that wait for an answer. */
  asks?: Ask[];
  rungs: { queued: number; sent: number; onDevice: number; read: number; answered: number };
}

export type Order = Wire["Order"] & {
  draftedBy?: string;
  reviewedBy?: string;
  signedBy?: string;
  needTotal?: number;
  /** `live`, or the drill it belongs to. */
  space?: string;
};

export type Preview = Omit<Wire["Preview"], "byUnit"> & {
  shockAtOnce?: number;
  byUnit: (Wire["Preview"]["byUnit"][number] & { name?: string })[];
};

export type Response = Wire["Response"] & { state?: "inForce" | "ended" };

export interface DeskOrder {
  id: string;
  number: string;
  title: string;
  tier: Wire["Tier"];
  task?: string;
  risk?: string;
  contact?: string;
  receiptBy?: string;
  namesBy?: string;
  arriveBy?: string;
  until?: string;
  receipt: { state: ReceiptState; signedAt?: string | null };
  short: number;
  space?: string;
  escalation?: Escalation;
  handover?: NonNullable<Wire["Desk"]["orders"][number]["handover"]>;
  quotas:
    { community: string; name?: string; need: number; named: number; filled: number; short: number }[] | null;
}

export interface ShockTeam {
  unit: string;
  headcount: number;
  required: number;
  members: number;
  eligible: number;
  shortfall: number;
  reasons: { volunteer: string; name?: string; reasons: string[] }[];
  reserves: { volunteer: string; name: string; skills?: string[] }[];
}

export interface RollPerson {
  assignment: string;
  order: string;
  name: string;
  unit: string;
  state: Wire["AssignmentState"];
  community: string;
  phoneMasked?: string;
  departedAt?: string;
  arrivedAt?: string;
  arriveBy?: string;
  relievedAt?: string;
  enteredLaterAt?: string;
  /** Where in the community the person stands. */
  spot?: string;
  /** The community from which the person was sent here. */
  movedFrom?: string;
  space?: string;
}

export type Ask = Wire["Reinforcement"];

export type Called = Wire["CallSheet"]["people"][number];

export type Unit = Wire["Unit"] & { volunteers?: number; shock?: number; required?: number };

export type Volunteer = Wire["Volunteer"] & {
  unitName?: string;
  department?: string;
  dutyTitle?: string;
  political?: string;
  insured?: { from?: string; until?: string };
  trained?: { from?: string; until?: string };
};

export interface Plan {
  id: string;
  area: string;
  name: string;
  hazard?: string;
  number?: number;
  createdAt?: string;
  people?: Record<Wire["Tier"], number>;
  lines?: PlanLine[];
}

export interface PlanLine {
  community: string;
  communityName?: string;
  unit: string;
  unitName?: string;
  normal: number;
  emergency: number;
  critical: number;
  meetingPoint?: string;
}

/** How a number of people changes. */
export interface Moved {
  before: number;
  after: number;
  calledUp: number;
  movedIn: number;
  movedOut: number;
  released: number;
}

/** People of a unit who go from one community to another. */
export interface Way {
  unit: string;
  unitName: string;
  from: string;
  to: string;
  people: number;
  distanceM?: number;
}

export interface Difference {
  total: Moved;
  lines: (Moved & { community: string; unit: string; unitName: string })[];
  moves: Way[];
  byUnit: (Moved & { unit: string; name: string })[];
  byCommunity: (Moved & { area: string; name: string })[];
}

/** What one community gets in a tier, and what it lacks. */
export interface CoveredCommunity {
  area: string;
  people: number;
  by: { unit: string; name: string; people: number }[];
  station?: { name: string; distanceM: number };
  holes: Hole[];
}

export type Hole = "nobody" | "hours" | "shiftEmpty" | "farFromStation";

export interface Coverage {
  communities: number;
  covered: number;
  people: number;
  stations: number;
  holes: Record<Hole, number>;
  items: CoveredCommunity[];
}

export interface MapPicture {
  asOf: string;
  communities: { area: string; name?: string; accepted: number; departed: number; onPost: number }[];
  people: {
    assignment: string;
    order: string;
    community: string;
    state: string;
    lon: number;
    lat: number;
    accuracyM: number;
  }[];
}

/** Somebody's place under an order, with the times of what they did. */
export interface Assigned {
  id: string;
  community: string;
  state: string;
  offeredAt?: string;
  answeredAt?: string;
  departedAt?: string;
  arrivedAt?: string;
  relievedAt?: string;
  enteredLaterAt?: string;
}

/** One thing that happened under an order. */
export interface Happening {
  at: string;
  type: string;
  number?: string;
  unit?: string;
  unitName?: string;
  count?: number;
  communities?: string[];
  step?: Escalation["step"];
  about?: Escalation["about"];
  lacking?: NonNullable<Wire["Board"]["voids"]>[number]["kind"];
  skill?: string;
}
