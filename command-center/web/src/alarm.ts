import { defineStore } from "pinia";
import { ref, watch } from "vue";

export type Severity = "notice" | "warning" | "red";

const KEPT = "muster.muted";
const KEPT_VOLUME = "muster.volume";
/** As loud as a tone is at full volume. */
const LOUDEST = 0.5;
const REPEAT_MS = 6000;

/** Tones by severity, as [Hz, seconds]: the more urgent, the higher and the more of them. */
const TONES: Record<Severity, readonly (readonly [number, number])[]> = {
  notice: [[660, 0.18]],
  warning: [
    [740, 0.2],
    [740, 0.2],
  ],
  red: [
    [880, 0.25],
    [660, 0.25],
    [880, 0.25],
    [660, 0.25],
  ],
};

/** Sounds by severity. Red repeats until somebody acknowledges it. */
export const useAlarm = defineStore("alarm", () => {
  const muted = ref(localStorage.getItem(KEPT) === "1");
  /** From 0 to 1. */
  const volume = ref(Number(localStorage.getItem(KEPT_VOLUME) ?? 0.5));
  const red = ref<{ key: string; text: string }>();
  let audio: AudioContext | undefined;
  let timer: ReturnType<typeof setInterval> | undefined;

  function play(severity: Severity): void {
    if (muted.value) return;
    audio ??= new AudioContext();
    void audio.resume();
    let at = audio.currentTime + 0.02;
    for (const [hertz, seconds] of TONES[severity]) {
      const tone = audio.createOscillator();
      const loudness = audio.createGain();
      tone.frequency.value = hertz;
      loudness.gain.setValueAtTime(0.0001, at);
      loudness.gain.exponentialRampToValueAtTime(Math.max(0.001, LOUDEST * volume.value), at + 0.02);
      loudness.gain.exponentialRampToValueAtTime(0.0001, at + seconds);
      tone.connect(loudness).connect(audio.destination);
      tone.start(at);
      tone.stop(at + seconds);
      at += seconds + 0.06;
    }
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
  watch(volume, (loud) => localStorage.setItem(KEPT_VOLUME, String(loud)));
  return { muted, volume, red, play, raise, acknowledge };
});
