import type { Happening } from "../wire";
import { span, type Deed, type Moment } from "./replay";

/** How an operation stood at a time, and what came since the time before it. */
export interface TrendRow {
  atMs: number;
  /** Who came in this span. */
  came: number;
  confirmed: number;
  onPost: number;
  /** Units that have signed for the order. */
  signed: number;
}

const MINUTE_MS = 60_000;
/** More points than a chart can show; of longer operations each stands for several minutes. */
const POINTS_MAX = 180;
const YES: readonly Deed[] = ["accepted", "departed", "arrived"];

/** Minute by minute from the signature to the last thing that happened. */
export function trend(moments: readonly Moment[], happenings: readonly Happening[]): TrendRow[] {
  const { fromMs, untilMs } = span(moments, happenings);
  if (!Number.isFinite(fromMs) || !Number.isFinite(untilMs)) return [];
  const everyMs = MINUTE_MS * Math.max(1, Math.ceil((untilMs - fromMs) / MINUTE_MS / POINTS_MAX));
  const receipts = happenings
    .filter((one) => one.type === "receipt-signed")
    .map((one) => Date.parse(one.at))
    .sort((a, b) => a - b);
  const last = new Map<string, Deed>();
  const rows: TrendRow[] = [];
  let next = 0;
  let signed = 0;
  for (let atMs = fromMs; ; atMs += everyMs) {
    let came = 0;
    for (; next < moments.length && moments[next]!.atMs <= atMs; next++) {
      const { assignment, deed } = moments[next]!;
      if (deed === "arrived") came++;
      last.set(assignment, deed);
    }
    while (signed < receipts.length && receipts[signed]! <= atMs) signed++;
    const now = [...last.values()];
    rows.push({
      atMs,
      came,
      confirmed: now.filter((deed) => YES.includes(deed)).length,
      onPost: now.filter((deed) => deed === "arrived").length,
      signed,
    });
    if (atMs >= untilMs) return rows;
  }
}
