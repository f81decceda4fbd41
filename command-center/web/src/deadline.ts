import { remaining } from "@muster/shared";
import type { Order } from "./wire";

const NAMES = ["receiptBy", "namesBy", "arriveBy", "until"] as const;

export interface Deadline {
  name: (typeof NAMES)[number];
  at: string;
  past: boolean;
}

/** What somebody still has to do for, of the order's times: the next that is not past, else the last one. */
export function nextDeadline(order: Order, now: number): Deadline | undefined {
  const done = {
    receiptBy: order.receiptsOpen === 0,
    namesBy: order.namesOpen === 0,
    arriveBy: false,
    until: false,
  };
  const waiting: Deadline[] = [];
  for (const name of NAMES) {
    const at = order[name];
    if (at && !done[name]) waiting.push({ name, at, past: remaining(at, now).past });
  }
  return waiting.find((one) => !one.past) ?? waiting.at(-1);
}
