import type { Wire } from "@muster/shared";
import type { LayerSpecification, SourceSpecification } from "maplibre-gl";

/** What may lie beneath the city's own boundaries, as the settings have it. */
export type Ground = NonNullable<Wire["About"]["map"]>;

/** The scheme under which the map asks for tiles of the city's own file. */
export const PMTILES = "pmtiles";

const TIANDITU_HOSTS = [0, 1, 2, 3, 4, 5, 6, 7];
const TIANDITU_ZOOM_MAX = 18;

/** Tianditu's layers in Web Mercator: the ground, and the names upon it. */
const TIANDITU_LAYERS = ["vec", "cva"] as const;

/** Sources and layers of the ground; none where nothing is set. */
export function groundOf(ground: Ground): {
  sources: Record<string, SourceSpecification>;
  layers: LayerSpecification[];
} {
  if (ground.tiles)
    return drawn({
      tiles: { type: "raster", url: `${PMTILES}://${location.origin}${ground.tiles}`, tileSize: 256 },
    });
  if (ground.tianditu) {
    const key = ground.tianditu;
    return drawn(
      Object.fromEntries(
        TIANDITU_LAYERS.map((layer) => [
          layer,
          {
            type: "raster",
            tiles: TIANDITU_HOSTS.map((host) => tianditu(host, layer, key)),
            tileSize: 256,
            maxzoom: TIANDITU_ZOOM_MAX,
          },
        ]),
      ),
    );
  }
  return { sources: {}, layers: [] };
}

function drawn(sources: Record<string, SourceSpecification>) {
  const layers = Object.keys(sources).map(
    (source): LayerSpecification => ({ id: `ground-${source}`, type: "raster", source }),
  );
  return { sources, layers };
}

function tianditu(host: number, layer: string, key: string): string {
  const asked = new URLSearchParams({
    SERVICE: "WMTS",
    REQUEST: "GetTile",
    VERSION: "1.0.0",
    LAYER: layer,
    STYLE: "default",
    TILEMATRIXSET: "w",
    FORMAT: "tiles",
    tk: key,
  });
  return `https://t${host}.tianditu.gov.cn/${layer}_w/wmts?${asked}&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}`;
}
