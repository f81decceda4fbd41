export type Severity = "notice" | "warning" | "red";

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

let audio: AudioContext | undefined;

/** How loud a tone is at most: a whole wave would be painful in a headset. */
const GAIN_MAX = 0.5;
const SILENCE = 0.0001;

/**
 * Sounds once, as loud as `volume` says, above 0 and up to 1. False when the browser keeps still until somebody has touched the page; the next
 * call after a touch sounds.
 */
export function sound(severity: Severity, volume = 0.5): boolean {
  audio ??= new AudioContext();
  void audio.resume();
  let at = audio.currentTime + 0.02;
  for (const [hertz, seconds] of TONES[severity]) {
    const tone = audio.createOscillator();
    const loudness = audio.createGain();
    tone.frequency.value = hertz;
    loudness.gain.setValueAtTime(SILENCE, at);
    loudness.gain.exponentialRampToValueAtTime(GAIN_MAX * volume, at + 0.02);
    loudness.gain.exponentialRampToValueAtTime(SILENCE, at + seconds);
    tone.connect(loudness).connect(audio.destination);
    tone.start(at);
    tone.stop(at + seconds);
    at += seconds + 0.06;
  }
  return audio.state === "running";
}
