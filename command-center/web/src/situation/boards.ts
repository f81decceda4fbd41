import { computed, onScopeDispose, shallowRef, watch, type ComputedRef, type ShallowRef } from "vue";
import { useLive } from "../live";
import { useOrders } from "../orders";
import type { Board } from "../wire";

/** A socket follows at most eight topics; one of them is the map. */
const BOARDS_MAX = 6;

/** What all orders in force come to together. */
export interface Totals {
  need: number;
  accepted: number;
  departed: number;
  onPost: number;
  signed: number;
  unsigned: number;
  overdue: number;
}

/** The boards of the orders in force, live, by the order's id. */
export function useBoards(): ShallowRef<Map<string, Board>> {
  const live = useLive();
  const orders = useOrders();
  const boards = shallowRef(new Map<string, Board>());
  const following = new Map<string, () => void>();
  watch(
    () => orders.inForce.slice(0, BOARDS_MAX).map((order) => order.id),
    (ids) => {
      for (const [id, stop] of following)
        if (!ids.includes(id)) {
          stop();
          following.delete(id);
          const rest = new Map(boards.value);
          rest.delete(id);
          boards.value = rest;
        }
      for (const id of ids)
        if (!following.has(id))
          following.set(
            id,
            live.follow(
              `board/${id}`,
              (data) => (boards.value = new Map(boards.value).set(id, data as Board)),
            ),
          );
    },
    { immediate: true },
  );
  onScopeDispose(() => following.forEach((stop) => stop()));
  return boards;
}

export function useTotals(boards: ShallowRef<Map<string, Board>>): ComputedRef<Totals> {
  return computed(() => {
    const sum = { need: 0, accepted: 0, departed: 0, onPost: 0, signed: 0, unsigned: 0, overdue: 0 };
    for (const { totals: of } of boards.value.values()) {
      sum.need += of.quota ?? 0;
      sum.accepted += of.accepted ?? 0;
      sum.departed += of.departed ?? 0;
      sum.onPost += of.onPost ?? 0;
      sum.signed += of.receipts?.signed ?? 0;
      sum.unsigned += of.receipts?.waiting ?? 0;
      sum.overdue += of.receipts?.overdue ?? 0;
    }
    return sum;
  });
}

/** The newest time at which one of the boards was drawn. */
export const newest = (boards: ReadonlyMap<string, Board>): string | undefined =>
  [...boards.values()]
    .map((board) => board.asOf)
    .sort()
    .at(-1);
