import { expect, it } from "vitest";
import { groundOf } from "../src/map/ground";

Object.assign(globalThis, { location: { origin: "https://muster.test" } });

it("needs nothing beneath the boundaries", () => {
  expect(groundOf({})).toEqual({ sources: {}, layers: [] });
});

it("asks Tianditu for ground and names, spread over its hosts, with the key", () => {
  const { sources, layers } = groundOf({ tianditu: "k&1" });
  expect(layers.map((layer) => layer.id)).toEqual(["ground-vec", "ground-cva"]);
  const { tiles } = sources["vec"] as { tiles: string[] };
  expect(tiles).toHaveLength(8);
  expect(tiles[3]).toMatch(/^https:\/\/t3\.tianditu\.gov\.cn\/vec_w\/wmts\?.*TILEMATRIXSET=w.*tk=k%261/);
  expect(tiles[3]).toMatch(/TILEMATRIX=\{z\}&TILEROW=\{y\}&TILECOL=\{x\}$/);
});

it("prefers the city's own file, which works without any network", () => {
  const { sources } = groundOf({ tianditu: "k", tiles: "/map/tiles.pmtiles" });
  expect(sources).toEqual({
    tiles: { type: "raster", url: "pmtiles://https://muster.test/map/tiles.pmtiles", tileSize: 256 },
  });
});
