import { ref, shallowRef, watch, type Ref } from "vue";
import { api, ask } from "../api";
import { useQuery } from "../query";
import type { Volunteer } from "../wire";

/** The table holds what a command post can look through; a filter narrows the rest. */
const ROWS_MAX = 100_000;
/** What is read on is shown so often: drawing it after each page would take longer than reading it. */
const SHOWN_EVERY_MS = 400;
/** How long somebody has to stop typing before the roster is asked. */
const TYPING_MS = 250;

export const FILTERS = ["q", "unit", "skill", "shock", "community"] as const;
export type Filter = (typeof FILTERS)[number];

/** The filter of the roster, kept in the address so that it can be passed on and gone back to. */
export function useFilter() {
  return {
    q: useQuery("q"),
    unit: useQuery("unit"),
    skill: useQuery("skill"),
    shock: useQuery("shock"),
    community: useQuery("community"),
  };
}

/** The part of the roster that a filter leaves, page after page; a newer filter ends the older reading. */
export function useRoster(filter: Record<Filter, Ref<string>>) {
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
    const people: Volunteer[] = [];
    let shownAt = -SHOWN_EVERY_MS;
    const show = (): void => {
      rows.value = people.slice();
      shownAt = performance.now();
    };
    try {
      do {
        const query = {
          limit: 500,
          ...(filter.q.value ? { q: filter.q.value } : {}),
          ...(filter.unit.value ? { unit: filter.unit.value } : {}),
          ...(filter.skill.value ? { skill: filter.skill.value } : {}),
          ...(filter.community.value ? { community: filter.community.value } : {}),
          ...(filter.shock.value ? { shock: filter.shock.value === "1" } : {}),
          ...(after ? { after } : {}),
        };
        const page = await ask(api.GET("/volunteers", { params: { query } }));
        if (mine !== asked) return;
        people.push(...(page.items as Volunteer[]));
        total.value = page.total;
        after = page.next ?? undefined;
        if (performance.now() - shownAt >= SHOWN_EVERY_MS) show();
      } while (after && people.length < ROWS_MAX);
    } catch {
      if (mine === asked) failed.value = true;
    } finally {
      if (mine === asked) {
        show();
        reading.value = false;
      }
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
  return { rows, total, failed, reading, read };
}
