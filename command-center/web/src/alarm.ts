import { sound, type Severity } from "@muster/shared";
import { defineStore } from "pinia";
import { ref, watch } from "vue";

export type { Severity };

const KEPT = "muster.muted";
const REPEAT_MS = 6000;

/** Sounds by severity. Red repeats until somebody acknowledges it. */
export const useAlarm = defineStore("alarm", () => {
  const muted = ref(localStorage.getItem(KEPT) === "1");
  const red = ref<{ key: string; text: string }>();
  let timer: ReturnType<typeof setInterval> | undefined;

  function play(severity: Severity): void {
    if (!muted.value) sound(severity);
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
  return { muted, red, play, raise, acknowledge };
});
