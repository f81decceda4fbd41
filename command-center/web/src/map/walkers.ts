import type { MapPicture } from "../wire";

/** Somebody on the map: who, what they do, where. */
export type Walker = Pick<MapPicture["people"][number], "assignment" | "state" | "lon" | "lat">;

/** For each person: from x and y, to x and y, and 1 who is on post, 0 who is on the way. */
export const FLOATS = 5;

/** Pictures come once a second; until the next one everybody goes on to where they are. */
const GLIDE_MS = 1_000;

/** Web Mercator: 0 to 1 from west to east. */
export const eastward = (lon: number): number => (180 + lon) / 360;

/** Web Mercator: 0 to 1 from north to south. */
export const southward = (lat: number): number =>
  0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI);

/**
 * Where people were and where they are now, as numbers that are drawn without looking at each of them
 * again. Places are told from one of them: 32 bits of a whole world would be off by a pixel.
 */
export class Walkers {
  floats = new Float32Array(0);
  origin = { x: 0, y: 0 };
  /** The farthest way of all in the picture, as a part of the world's width. */
  farthest = 0;
  private places = new Map<string, number>();
  private tookAt = -GLIDE_MS;

  get count(): number {
    return this.floats.length / FLOATS;
  }

  /** A newer picture: who was seen before begins where they are drawn at this moment. */
  take(people: readonly Walker[], nowMs: number): void {
    const share = this.share(nowMs);
    const [before, known] = [this.floats, this.places];
    const [first] = people;
    if (!before.length && first) this.origin = { x: eastward(first.lon), y: southward(first.lat) };
    const floats = new Float32Array(people.length * FLOATS);
    this.places = new Map();
    this.farthest = 0;
    people.forEach((person, index) => {
      const at = index * FLOATS;
      const x = eastward(person.lon) - this.origin.x;
      const y = southward(person.lat) - this.origin.y;
      const was = known.get(person.assignment);
      const from = (axis: 0 | 1): number =>
        before[was! + axis]! + (before[was! + 2 + axis]! - before[was! + axis]!) * share;
      floats[at] = was === undefined ? x : from(0);
      floats[at + 1] = was === undefined ? y : from(1);
      floats[at + 2] = x;
      floats[at + 3] = y;
      floats[at + 4] = person.state === "onPost" ? 1 : 0;
      this.places.set(person.assignment, at);
      this.farthest = Math.max(
        this.farthest,
        Math.abs(floats[at + 2]! - floats[at]!),
        Math.abs(floats[at + 3]! - floats[at + 1]!),
      );
    });
    this.floats = floats;
    this.tookAt = nowMs;
  }

  /** How much of the way everybody has gone: 1 when they are there. */
  share(nowMs: number): number {
    return Math.min(1, Math.max(0, (nowMs - this.tookAt) / GLIDE_MS));
  }
}
