import { ref, type Ref } from "vue";
import { api, ask, saying } from "./api";
import type { Plan } from "./wire";

const PLANS_MAX = 100;

/** The versions of the plans, newest first. */
export function usePlans(): {
  plans: Ref<Plan[] | undefined>;
  problem: Ref<string>;
  reread: () => Promise<void>;
} {
  const plans = ref<Plan[]>();
  const problem = ref("");
  async function reread(): Promise<void> {
    try {
      const read = await ask(api.GET("/plans", { params: { query: { limit: PLANS_MAX } } }));
      plans.value = read.items as Plan[];
    } catch (e) {
      problem.value = saying(e);
    }
  }
  void reread();
  return { plans, problem, reread };
}
