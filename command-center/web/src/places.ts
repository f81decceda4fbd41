import { pages, type Wire } from "@muster/shared";
import { defineStore } from "pinia";
import { shallowRef } from "vue";
import { api, ask } from "./api";

type Area = Wire["Area"];
export type Features = GeoJSON.FeatureCollection<
  GeoJSON.Geometry,
  { code: string; name: string; parent?: string; center?: [number, number] }
>;

const AREAS_MAX = 20_000;

/** The divisions of the jurisdiction: names and shapes, read once and kept. */
export const usePlaces = defineStore("places", () => {
  const byCode = shallowRef(new Map<string, Area>());
  const shapes = new Map<string, Promise<Features>>();
  let reading: Promise<void> | undefined;

  /** Reads all names; further calls wait for the first. */
  function load(): Promise<void> {
    reading ??= pages(
      (after) => ask(api.GET("/areas", { params: { query: { limit: 500, ...(after ? { after } : {}) } } })),
      AREAS_MAX,
    )
      .then(({ items }) => void (byCode.value = new Map(items.map((area) => [area.code, area]))))
      .catch((problem: unknown) => {
        reading = undefined;
        throw problem;
      });
    return reading;
  }

  function forget(): void {
    reading = undefined;
    byCode.value = new Map();
    shapes.clear();
  }

  const name = (code: string | undefined): string => (code ? (byCode.value.get(code)?.name ?? code) : "");

  /** 雉城街道 · 钮店湾居委会 */
  function path(code: string): string {
    const area = byCode.value.get(code);
    const parent = area?.level === "community" ? byCode.value.get(area.parent ?? "") : undefined;
    return parent ? `${parent.name} · ${area!.name}` : name(code);
  }

  const at = (level: Wire["AreaLevel"], parent?: string): Area[] =>
    [...byCode.value.values()].filter(
      (area) => area.level === level && (parent === undefined || area.parent === parent),
    );

  function layer(level: Wire["AreaLevel"]): Promise<Features> {
    let found = shapes.get(level);
    if (!found) {
      found = ask(
        api.GET("/areas.geojson", { params: { query: { level } } }),
      ) as unknown as Promise<Features>;
      shapes.set(level, found);
      found.catch(() => shapes.delete(level));
    }
    return found;
  }

  return { byCode, load, forget, name, path, at, layer };
});
