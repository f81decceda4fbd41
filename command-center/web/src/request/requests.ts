import { type Wire } from "@muster/shared";

export type Queued = Wire["QueuedRequest"];

/** A unit that could serve a request. */
export interface UnitChoice {
  unit: string;
  name: string;
  /** Volunteers who have the skills. */
  people: number;
  /** The plan pairs it with the community. */
  paired: boolean;
  /** Of the people, those who live in the community. */
  near: number;
}

/** A complaint as the post reads it. */
export interface Complaint {
  id: string;
  serviceName: string;
  communityName: string;
  text: string;
  madeAt: string;
  answerBy: string;
  units?: string[];
  answer?: string;
  answeredAt?: string;
}

/** How the last ninety days went; durations are medians in seconds. */
export interface Report {
  requests: number;
  refused: number;
  returned: number;
  rated: number;
  stars?: number;
  acceptS?: number;
  dispatchS?: number;
  serveS?: number;
  complaints: number;
  complaintsLate: number;
  services: { service: string; name: string; asked: number; refused: number; people: number }[];
}

const MINUTE_MS = 60_000;

/** How long each stage may take before the queue shows it as overdue. */
const STAGE_MS: Partial<Record<Queued["state"], number>> = {
  waiting: 30 * MINUTE_MS,
  accepted: 60 * MINUTE_MS,
  dispatched: 240 * MINUTE_MS,
};

/** True when a request stands longer in its stage than it should. */
export function isOverdue(request: Queued, now: number): boolean {
  const within = STAGE_MS[request.state];
  if (within === undefined) return false;
  const since = { waiting: request.raisedAt, accepted: request.acceptedAt, dispatched: request.dispatchedAt };
  const from = Date.parse(since[request.state as keyof typeof since] ?? request.raisedAt);
  const wanted = request.wantedAt ? Date.parse(request.wantedAt) : 0;
  return now > Math.max(from + within, request.state === "dispatched" ? wanted + within : 0);
}
