import type { Wire } from "@muster/shared";

export type Place = Wire["Place"];

/** The map applications that a phone may have; each takes coordinates of its own system. */
export const APPS = ["amap", "baidu", "apple"] as const;
export type App = (typeof APPS)[number];

const EARTH_M = 6_371_008.8;

/** A link that has the way shown by a map application, or by its page where it is not installed. */
export function wayTo(place: Place, app: App): string {
  const name = encodeURIComponent(place.name);
  const [lon, lat] = place.gcj02;
  if (app === "amap")
    return `https://uri.amap.com/navigation?to=${lon},${lat},${name}&mode=ride&coordinate=gaode&callnative=1`;
  if (app === "apple") return `https://maps.apple.com/?daddr=${lat},${lon}&q=${name}`;
  const [bdLon, bdLat] = place.bd09;
  const to = `latlng:${bdLat},${bdLon}|name:${name}`;
  return `https://api.map.baidu.com/direction?destination=${to}&coord_type=bd09ll&mode=riding&output=html&src=muster`;
}

/** Metres as the crow flies between two points of the same system, longitude first. */
export function distanceM(from: readonly number[], to: readonly number[]): number {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const [lonA, latA, lonB, latB] = [from[0]!, from[1]!, to[0]!, to[1]!].map(radians) as [
    number,
    number,
    number,
    number,
  ];
  const half =
    Math.sin((latB - latA) / 2) ** 2 + Math.cos(latA) * Math.cos(latB) * Math.sin((lonB - lonA) / 2) ** 2;
  return 2 * EARTH_M * Math.asin(Math.sqrt(half));
}

/** Days until a date in Beijing's calendar; 0 on the day itself, negative afterwards. */
export function daysUntil(date: string, now: number): number {
  const DAY_MS = 86_400_000;
  const OFFSET_MS = 8 * 3_600_000;
  return Math.round(Date.parse(`${date}T00:00:00Z`) / DAY_MS) - Math.floor((now + OFFSET_MS) / DAY_MS);
}
