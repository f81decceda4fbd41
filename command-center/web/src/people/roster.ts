import { computed, ref, shallowRef, watch, type ComputedRef } from "vue";
import { useRoute, useRouter } from "vue-router";
import { api, ask } from "../api";
import type { Volunteer } from "../wire";

/** The table holds what a command post can look through; a filter narrows the rest. */
const ROWS_MAX = 100_000;
/** How long somebody has to stop typing before the roster is asked. */
const TYPING_MS = 250;

export const FILTERS = ["q", "unit", "skill", "shock"] as const;
export type Filter = (typeof FILTERS)[number];

/** The filter of the roster, kept in the address so that it can be passed on and gone back to. */
export function useFilter() {
  const route = useRoute();
  const router = useRouter();
  const of = (name: Filter) =>
    computed({
      get: () => (route.query[name] as string | undefined) ?? "",
      set: (value) => void router.replace({ query: { ...route.query, [name]: value || undefined } }),
    });
  return { q: of("q"), unit: of("unit"), skill: of("skill"), shock: of("shock") };
}

/** The part of the roster that a filter leaves, page after page; a newer filter ends the older reading. */
export function useRoster(filter: Record<Filter, ComputedRef<string>>) {
  const rows = shallowRef<Volunteer[]>([]);
  const total = ref<number>();
  const failed = ref(false);
  const reading = ref(false);
  let asked = 0;
  let typing: ReturnType<typeof setTimeout> | undefined;

  async function read(): Promise<void> {
    const mine = ++asked;
    reading.value = true;
    failed.value = false;
    rows.value = [];
    total.value = undefined;
    let after: string | undefined;
    try {
      do {
        const query = {
          limit: 500,
          ...(filter.q.value ? { q: filter.q.value } : {}),
          ...(filter.unit.value ? { unit: filter.unit.value } : {}),
          ...(filter.skill.value ? { skill: filter.skill.value } : {}),
          ...(filter.shock.value ? { shock: filter.shock.value === "1" } : {}),
          ...(after ? { after } : {}),
        };
        const page = await ask(api.GET("/volunteers", { params: { query } }));
        if (mine !== asked) return;
        rows.value = [...rows.value, ...(page.items as Volunteer[])];
        total.value = page.total;
        after = page.next ?? undefined;
      } while (after && rows.value.length < ROWS_MAX);
    } catch {
      if (mine === asked) failed.value = true;
    } finally {
      if (mine === asked) reading.value = false;
    }
  }

  watch(
    FILTERS.map((name) => filter[name]),
    () => {
      clearTimeout(typing);
      typing = setTimeout(() => void read(), TYPING_MS);
    },
  );
  void read();
  return { rows, total, failed, reading };
}
