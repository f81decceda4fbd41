import { computed, ref, watch, type Ref } from "vue";
import * as store from "./keeping/store";

const written = ref(new Map<string, boolean>());

/** True while some text was begun and not sent. */
export const isWriting = computed(() => [...written.value.values()].some((yes) => yes));

/** Notes that something other than a text was begun, such as a photograph that was taken. */
export function noteBegun(name: string, yes: boolean): void {
  written.value = new Map(written.value).set(name, yes);
}

/** A text that outlives a reload until it is sent (or emptied). */
export function useDraft(of: () => string): Ref<string> {
  const text = ref("");
  watch(
    of,
    async (name) => {
      text.value = (await store.note(`draft/${name}`)) ?? "";
    },
    { immediate: true },
  );
  watch(text, (now) => {
    noteBegun(of(), now !== "");
    void (now ? store.keep(`draft/${of()}`, now) : store.drop(`draft/${of()}`));
  });
  return text;
}
