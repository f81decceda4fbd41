import type { Wire } from "@muster/shared";

/** Longitude and latitude in degrees, or east and down in units of a drawing. */
export type Pair = readonly [number, number];

const EARTH_M = 6_371_008.8;
const DEGREE_M = (EARTH_M * Math.PI) / 180;
/** Shares of the smaller side that stay free around what is drawn. */
const MARGIN = 0.1;
/** A place of which nothing but its middle is known is drawn with so much around it. */
const AROUND_M = 300;

/** A drawing of `width` by `height` units: where things lie in it, and what a unit is. */
export interface Sketch {
  at: (lonLat: Pair) => Pair;
  metresPerUnit: number;
}

/**
 * Lays points out flat and upright, north above, so that all of them fit. Over the few kilometres of
 * a community the shortening of the meridians' distance by the cosine of the latitude is enough.
 */
export function sketch(points: readonly Pair[], width: number, height: number): Sketch {
  const [firstLon, firstLat] = points[0]!;
  const shrink = Math.cos((firstLat * Math.PI) / 180);
  const flat = points.map(([lon, lat]) => [
    (lon - firstLon) * shrink * DEGREE_M,
    (firstLat - lat) * DEGREE_M,
  ]);
  const [left, right] = ends(flat.map((one) => one[0]!));
  const [top, bottom] = ends(flat.map((one) => one[1]!));
  const free = 1 - 2 * MARGIN;
  const metresPerUnit = Math.max((right - left) / (width * free), (bottom - top) / (height * free));
  return {
    metresPerUnit,
    at: ([lon, lat]) => [
      width / 2 + ((lon - firstLon) * shrink * DEGREE_M - (left + right) / 2) / metresPerUnit,
      height / 2 + ((firstLat - lat) * DEGREE_M - (top + bottom) / 2) / metresPerUnit,
    ],
  };
}

/** As many times its own size ground is drawn smaller, at most, for somebody who is beside it. */
const SMALLER_MAX = 3;

/** The points of a ground, and with them one that is not too far from it for both to be seen. */
export function withNear(ground: readonly Pair[], point: Pair | undefined): readonly Pair[] {
  if (!point) return ground;
  const alone = sketch(ground, 1, 1).metresPerUnit;
  const both = [...ground, point];
  return sketch(both, 1, 1).metresPerUnit > SMALLER_MAX * alone ? ground : both;
}

/** True for what lies in a drawing of this size. */
export function isWithin([x, y]: Pair, width: number, height: number): boolean {
  return x >= 0 && x <= width && y >= 0 && y <= height;
}

function ends(values: readonly number[]): [number, number] {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const missing = Math.max(0, 2 * AROUND_M - (most - least)) / 2;
  return [least - missing, most + missing];
}

/** The rings of an outline, the holes among them. */
export function rings(outline: Wire["Geometry"] | undefined): Pair[][] {
  if (!outline) return [];
  const polygons = outline.type === "Polygon" ? [outline.coordinates] : outline.coordinates;
  return (polygons as Pair[][][]).flat();
}

/** A ring as the path of a drawing. */
export function path(ring: readonly Pair[], on: Sketch): string {
  return (
    ring
      .map(
        (one, i) =>
          `${i ? "L" : "M"}${on
            .at(one)
            .map((unit) => unit.toFixed(1))
            .join(" ")}`,
      )
      .join("") + "Z"
  );
}

/** A round length that takes up to a third of the drawing's width, for its scale. */
export function scaleM(on: Sketch, width: number): number {
  const most = (on.metresPerUnit * width) / 3;
  const power = 10 ** Math.floor(Math.log10(most));
  return ([5, 2, 1].find((one) => one * power <= most) ?? 1) * power;
}

/** As people say it: metres below a kilometre, else kilometres. */
export function inWords(metres: number): { n: string; unit: "m" | "km" } {
  return metres < 1000
    ? { n: String(Math.max(10, Math.round(metres / 10) * 10)), unit: "m" }
    : { n: (metres / 1000).toFixed(1), unit: "km" };
}
