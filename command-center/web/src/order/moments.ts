import { pages } from "@muster/shared";
import { ref, shallowRef, type Ref, type ShallowRef } from "vue";
import { api, ask, saying } from "../api";
import type { Assigned, Happening } from "../wire";
import { moments, type Moment } from "./replay";

const ASSIGNMENTS_MAX = 50_000;

/** What everybody did under an order, read once; how many of it was entered later, and what went wrong. */
export function useMoments(
  order: string,
  happenings: () => readonly Happening[],
): {
  all: ShallowRef<Moment[] | undefined>;
  later: Ref<number>;
  problem: Ref<string>;
  read: () => Promise<void>;
} {
  const all = shallowRef<Moment[]>();
  const later = ref(0);
  const problem = ref("");

  async function read(): Promise<void> {
    try {
      const { items } = await pages((after) => {
        const query = { limit: 500, ...(after ? { after } : {}) };
        return ask(api.GET("/orders/{id}/assignments", { params: { path: { id: order }, query } }));
      }, ASSIGNMENTS_MAX);
      const assigned = items as Assigned[];
      all.value = moments(assigned, happenings());
      later.value = assigned.filter((one) => one.enteredLaterAt).length;
      problem.value = "";
    } catch (e) {
      problem.value = saying(e);
    }
  }
  return { all, later, problem, read };
}
