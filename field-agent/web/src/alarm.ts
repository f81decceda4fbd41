import { sound } from "@muster/shared";
import { onScopeDispose, ref, watch, type Ref } from "vue";

const REPEAT_MS = 3_000;
/** Milliseconds of trembling and rest, in turns. */
const TREMBLING = [600, 200, 600, 200, 600];

/** Lets the phone tremble; browsers refuse that before somebody has touched the page, and complain. */
export function tremble(pattern: number | number[]): void {
  if (navigator.userActivation?.hasBeenActive !== false) navigator.vibrate?.(pattern);
}

/** Sounds and trembles for as long as something red is there; returns whether it can be heard. */
export function useRedAlarm(isRed: () => boolean): { isHeard: Ref<boolean> } {
  const isHeard = ref(true);
  let timer: ReturnType<typeof setInterval> | undefined;

  function cry(): void {
    isHeard.value = sound("red");
    tremble(TREMBLING);
  }

  function still(): void {
    clearInterval(timer);
    tremble(0);
  }

  watch(
    isRed,
    (red) => {
      still();
      if (!red) return;
      cry();
      timer = setInterval(cry, REPEAT_MS);
    },
    { immediate: true },
  );
  onScopeDispose(still);
  return { isHeard };
}
