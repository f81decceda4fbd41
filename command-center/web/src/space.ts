import { defineStore } from "pinia";
import { computed, ref, watch } from "vue";

const LIVE = "live";
const KEPT = "muster.space";

/** True of what is only practised (演练). */
export const isDrill = (space: string | undefined): boolean => space !== undefined && space !== LIVE;

/**
 * Whether the command post looks at what is live or at a drill: never at both, and the drill is
 * marked on every page. The choice is the tab's own.
 */
export const useSpace = defineStore("space", () => {
  const now = ref(sessionStorage.getItem(KEPT) ?? LIVE);
  watch(now, (space) => sessionStorage.setItem(KEPT, space));
  return {
    now,
    isDrill: computed(() => isDrill(now.value)),
    enter: (drill: string) => void (now.value = drill || LIVE),
    leave: () => void (now.value = LIVE),
  };
});
