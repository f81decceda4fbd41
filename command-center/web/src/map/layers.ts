import type { StyleSpecification } from "maplibre-gl";
import { groundOf, type Ground } from "./ground";
import { LABEL, LOOK, PATTERNED } from "./images";
import { STANDINGS } from "./staffing";

/** From these zooms on streets and communities carry their names; what lies above them does below. */
const STREET_LABELS_ZOOM = 8.6;
const COMMUNITY_LABELS_ZOOM = 11.2;

const EMPTY: GeoJSON.FeatureCollection = { type: "FeatureCollection", features: [] };
const source = { type: "geojson" as const, data: EMPTY };

/** Through the colours of communities the ground is still seen. */
const OVER_GROUND = 0.55;

/** The layers of the map from the ground up; all of the city's own data is set later. */
export function style(ground: Ground): StyleSpecification {
  const { sources, layers } = groundOf(ground);
  return {
    ...OWN,
    sources: { ...sources, ...OWN.sources },
    layers: OWN.layers.flatMap((layer) => {
      if (layer.id === "ground") return [layer, ...layers];
      if (layer.type !== "fill" || layer.source !== "communities" || !layers.length) return [layer];
      return [{ ...layer, paint: { ...layer.paint, "fill-opacity": OVER_GROUND } }] as typeof layers;
    }),
  };
}

const OWN: StyleSpecification = {
  version: 8,
  sources: {
    county: source,
    streets: source,
    communities: source,
    "community-points": source,
    "street-points": source,
    "county-points": source,
    chosen: source,
    drawing: source,
  },
  layers: [
    { id: "ground", type: "background", paint: { "background-color": "#dfe6ee" } },
    {
      id: "communities-fill",
      type: "fill",
      source: "communities",
      paint: {
        "fill-color": [
          "match",
          ["get", "look"],
          ...STANDINGS.flatMap((one) => [one, LOOK[one].fill] as const),
          LOOK.none.fill,
        ] as unknown as string,
        "fill-antialias": false,
      },
    },
    {
      id: "communities-pattern",
      type: "fill",
      source: "communities",
      filter: ["in", ["get", "look"], ["literal", [...PATTERNED]]],
      paint: { "fill-pattern": ["concat", "look-", ["get", "look"]], "fill-antialias": false },
    },
    {
      id: "communities-line",
      type: "line",
      source: "communities",
      paint: { "line-color": "#8294a8", "line-width": 0.7 },
    },
    {
      id: "streets-line",
      type: "line",
      source: "streets",
      paint: { "line-color": "#2f4763", "line-width": 1.6 },
    },
    {
      id: "county-line",
      type: "line",
      source: "county",
      paint: { "line-color": "#10233c", "line-width": 3 },
    },
    {
      id: "chosen",
      type: "line",
      source: "chosen",
      paint: { "line-color": "#c8102e", "line-width": 3 },
    },
    {
      id: "drawing-fill",
      type: "fill",
      source: "drawing",
      filter: ["==", ["geometry-type"], "Polygon"],
      paint: { "fill-color": "#c8102e", "fill-opacity": 0.18 },
    },
    {
      id: "drawing-line",
      type: "line",
      source: "drawing",
      paint: { "line-color": "#c8102e", "line-width": 2.5 },
    },
    {
      id: "drawing-corners",
      type: "circle",
      source: "drawing",
      filter: ["==", ["geometry-type"], "Point"],
      paint: {
        "circle-radius": 5,
        "circle-color": "#c8102e",
        "circle-stroke-color": "#fff",
        "circle-stroke-width": 2,
      },
    },
    {
      id: "county-labels",
      type: "symbol",
      source: "county-points",
      maxzoom: STREET_LABELS_ZOOM,
      layout: { "icon-image": ["concat", LABEL, ["get", "label"]], "icon-padding": 1 },
    },
    {
      id: "street-labels",
      type: "symbol",
      source: "street-points",
      minzoom: STREET_LABELS_ZOOM,
      maxzoom: COMMUNITY_LABELS_ZOOM,
      layout: { "icon-image": ["concat", LABEL, ["get", "label"]], "icon-padding": 1 },
    },
    {
      id: "community-labels",
      type: "symbol",
      source: "community-points",
      minzoom: COMMUNITY_LABELS_ZOOM,
      layout: { "icon-image": ["concat", LABEL, ["get", "label"]], "icon-padding": 1 },
    },
  ],
};
