import { expect, test } from "vitest";
import { nextDeadline } from "../src/deadline";
import type { Order } from "../src/wire";

const NOW = Date.parse("2026-11-23T08:00:00Z");
const order = (more: Partial<Order>): Order =>
  ({
    receiptBy: "2026-11-23T08:10:00Z",
    namesBy: "2026-11-23T08:30:00Z",
    arriveBy: "2026-11-23T09:00:00Z",
    until: "2026-11-23T18:00:00Z",
    receiptsOpen: 3,
    namesOpen: 10,
    ...more,
  }) as Order;

const next = (more: Partial<Order>, minutes = 0) => nextDeadline(order(more), NOW + minutes * 60_000)?.name;

test("the time for signing was counted down after all units had signed", () => {
  expect(next({})).toBe("receiptBy");
  expect(next({ receiptsOpen: 0 })).toBe("namesBy");
  expect(next({ receiptsOpen: 0, namesOpen: 0 })).toBe("arriveBy");
});

test("of times that are past the next is counted, at last the end", () => {
  expect(next({}, 11)).toBe("namesBy");
  expect(next({ namesOpen: 0 }, 11)).toBe("arriveBy");
  expect(nextDeadline(order({}), NOW + 11 * 3_600_000)).toMatchObject({ name: "until", past: true });
});

test("an order that says nothing of its units counts all its times", () => {
  expect(next({ receiptsOpen: undefined, namesOpen: undefined })).toBe("receiptBy");
});

test("an order without times has nothing to count", () => {
  const none = { receiptBy: undefined, namesBy: undefined, arriveBy: undefined, until: undefined };
  expect(nextDeadline(order(none as Partial<Order>), NOW)).toBeUndefined();
});
