import type { Map as Canvas } from "maplibre-gl";

/** Frames that take longer are seen one by one; those that take less leave room for more pixels. */
const SLOW_MS = 36;
const QUICK_MS = 20;
const COARSER = 0.7;
const COARSEST = 0.5;
/** So many frames are looked at before anything is changed. */
const FRAMES = 5;
/** Between two pushes with a mouse the map does not become sharp. */
const REST_MS = 350;

/** With how many pixels a map that moves slowly goes on; the screen has `full`. */
export const coarser = (ratio: number, frameMs: number, full: number): number =>
  frameMs > SLOW_MS ? Math.max(full * COARSEST, ratio * COARSER) : ratio;

/** With how many the next movement begins, after one whose frames came like this. */
export const finer = (ratio: number, frameMs: number, full: number): number =>
  frameMs < QUICK_MS ? Math.min(full, ratio / COARSER) : ratio;

/**
 * Where no graphics card draws, a moving map is drawn with fewer pixels, so that it keeps up with the
 * hand; at rest it is sharp again. Where frames are quick nothing ever changes.
 *
 * <p>A canvas of another size costs more than many frames: within one movement it only shrinks.
 */
export class Sharpness {
  private moving = window.devicePixelRatio;
  private frames: number[] = [];
  private frameMs = SLOW_MS;
  private rest: ReturnType<typeof setTimeout> | undefined;
  private changing = false;

  constructor(private readonly map: Canvas) {
    map.on("movestart", () => !this.changing && this.begin());
    map.on("render", () => this.watch());
    map.on("moveend", () => {
      clearTimeout(this.rest);
      if (!this.changing) this.rest = setTimeout(() => this.sharpen(), REST_MS);
    });
  }

  remove(): void {
    clearTimeout(this.rest);
  }

  private begin(): void {
    this.moving = finer(this.moving, this.frameMs, window.devicePixelRatio);
    this.set(this.moving);
  }

  private watch(): void {
    if (!this.map.isMoving() || this.changing) return;
    const began = performance.now();
    requestAnimationFrame(() => {
      this.frames.push(performance.now() - began);
      if (this.frames.length < FRAMES) return;
      this.frameMs = this.frames.reduce((sum, one) => sum + one, 0) / FRAMES;
      this.frames = [];
      this.moving = coarser(this.moving, this.frameMs, window.devicePixelRatio);
      if (this.map.isMoving()) this.set(this.moving);
    });
  }

  private sharpen(): void {
    if (!this.map.isMoving()) this.set(window.devicePixelRatio);
  }

  /** The map tells of a change of pixels as of a movement. */
  private set(ratio: number): void {
    if (ratio === this.map.getPixelRatio()) return;
    this.changing = true;
    this.map.setPixelRatio(ratio);
    this.changing = false;
  }
}
