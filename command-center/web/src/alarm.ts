import { sound, type Severity } from "@muster/shared";
import { defineStore } from "pinia";
import { ref, watch } from "vue";

export type { Severity };

const KEPT = "muster.muted";
const KEPT_VOLUME = "muster.volume";
/** In steps of a tenth; silence is what muting is for. */
export const VOLUME = { min: 0.1, max: 1, step: 0.1, first: 0.5 } as const;
const REPEAT_MS = 6000;

/** Sounds by severity. Red repeats until somebody acknowledges it. */
export const useAlarm = defineStore("alarm", () => {
  const muted = ref(localStorage.getItem(KEPT) === "1");
  const volume = ref(keptVolume());
  const red = ref<{ key: string; text: string }>();
  let timer: ReturnType<typeof setInterval> | undefined;

  function play(severity: Severity): void {
    if (!muted.value) sound(severity, volume.value);
  }

  function raise(key: string, text: string): void {
    red.value = { key, text };
    play("red");
    clearInterval(timer);
    timer = setInterval(() => play("red"), REPEAT_MS);
  }

  function acknowledge(): void {
    red.value = undefined;
    clearInterval(timer);
  }

  watch(muted, (yes) => localStorage.setItem(KEPT, yes ? "1" : "0"));
  watch(volume, (now) => localStorage.setItem(KEPT_VOLUME, String(now)));
  return { muted, volume, red, play, raise, acknowledge };
});

function keptVolume(): number {
  const kept = Number(localStorage.getItem(KEPT_VOLUME));
  return kept >= VOLUME.min && kept <= VOLUME.max ? kept : VOLUME.first;
}
