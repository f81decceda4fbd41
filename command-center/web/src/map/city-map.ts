import "maplibre-gl/dist/maplibre-gl.css";
import {
  Map as Canvas,
  NavigationControl,
  ScaleControl,
  setWorkerUrl,
  type GeoJSONSource,
  type StyleSpecification,
} from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import type { Features } from "../places";
import { LABEL, label, LOOK, pattern, PIXEL_RATIO } from "./images";
import { NOBODY, STANDINGS, standing, type Staffing } from "./staffing";

setWorkerUrl(workerUrl);

/** From this zoom on communities carry their names; streets do below it. */
const COMMUNITY_LABELS_ZOOM = 11.2;

type Collection = GeoJSON.FeatureCollection;
const EMPTY: Collection = { type: "FeatureCollection", features: [] };

export interface Layers {
  county: Features;
  streets: Features;
  communities: Features;
}

export interface Clicked {
  lonLat: [number, number];
  /** The community beneath, if any. */
  code: string | undefined;
}

/** The city's own layers with how each community stands, people, and what is being drawn. */
export class CityMap {
  private readonly canvas: Canvas;
  private readonly ready: Promise<void>;
  private layers: Layers | undefined;
  private removed = false;

  constructor(
    container: HTMLElement,
    told: { clicked: (at: Clicked) => void; moved?: () => void },
    words: { controls: Record<string, string> },
  ) {
    this.canvas = new Canvas({
      container,
      style: STYLE,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      fadeDuration: 0,
      locale: words.controls,
      canvasContextAttributes: { preserveDrawingBuffer: false },
    });
    this.canvas.touchZoomRotate.disableRotation();
    this.canvas.addControl(new NavigationControl({ showCompass: false }), "top-right");
    this.canvas.addControl(new ScaleControl({ unit: "metric" }), "bottom-left");
    this.canvas.setMissingStyleImageResolver((id) => {
      if (id.startsWith(LABEL) && !this.canvas.hasImage(id))
        this.canvas.addImage(id, label(id.slice(LABEL.length).split("\n")), { pixelRatio: PIXEL_RATIO });
    });
    this.canvas.on("click", (event) => {
      const hit = this.canvas.queryRenderedFeatures(event.point, { layers: ["communities-fill"] })[0];
      told.clicked({
        lonLat: [event.lngLat.lng, event.lngLat.lat],
        code: hit?.properties["code"] as string | undefined,
      });
    });
    if (told.moved) this.canvas.on("moveend", told.moved);
    this.ready = new Promise((resolve) => this.canvas.once("load", () => resolve()));
  }

  /** Shows the divisions and fits them into view. */
  async show(layers: Layers): Promise<void> {
    await this.ready;
    if (this.removed) return;
    this.layers = layers;
    for (const one of STANDINGS) {
      const name = `standing-${one}`;
      if (!this.canvas.hasImage(name)) this.canvas.addImage(name, pattern(one), { pixelRatio: PIXEL_RATIO });
    }
    this.set("county", layers.county);
    this.set("streets", layers.streets);
    this.staff(new Map(), new Map(), new Set());
    this.fit(layers.county.features.length ? layers.county : layers.communities, 0);
  }

  /** How the communities and streets stand, and which of them are chosen. */
  staff(
    communities: ReadonlyMap<string, Staffing>,
    streets: ReadonlyMap<string, Staffing>,
    chosen: ReadonlySet<string>,
  ): void {
    if (!this.layers || this.removed) return;
    const features = this.layers.communities.features.map((feature) => {
      const { code, name } = feature.properties;
      const of = communities.get(code) ?? NOBODY;
      const so = standing(of);
      return {
        ...feature,
        properties: {
          code,
          standing: so,
          line: LOOK[so].line,
          chosen: chosen.has(code) ? 1 : 0,
          label: text(name, of),
        },
      };
    });
    this.set("communities", { type: "FeatureCollection", features });
    this.set(
      "community-points",
      points(this.layers.communities, (code, name) => text(name, communities.get(code))),
    );
    this.set(
      "street-points",
      points(this.layers.streets, (code, name) => text(name, streets.get(code))),
    );
  }

  people(points: Collection): void {
    this.set("people", points);
  }

  /** The shape being drawn: corners so far, or a circle as a polygon. */
  drawing(shape: Collection): void {
    this.set("drawing", shape);
  }

  /** Brings a division into view. */
  focus(code: string): void {
    for (const layer of [this.layers?.communities, this.layers?.streets, this.layers?.county]) {
      const found = layer?.features.filter((feature) => feature.properties.code === code) ?? [];
      if (found.length) return this.fit({ type: "FeatureCollection", features: found }, 500);
    }
  }

  cursor(drawing: boolean): void {
    this.canvas.getCanvas().style.cursor = drawing ? "crosshair" : "";
  }

  /** How many community shapes are drawn now; 0 means a dark map. */
  drawn(): number {
    return this.canvas.queryRenderedFeatures({ layers: ["communities-fill"] }).length;
  }

  whenIdle(): Promise<void> {
    return new Promise((resolve) => this.canvas.once("idle", () => resolve()));
  }

  resize(): void {
    this.canvas.resize();
  }

  remove(): void {
    this.removed = true;
    this.canvas.remove();
  }

  private set(source: string, data: Collection): void {
    if (this.removed) return;
    void this.ready.then(() => {
      if (!this.removed) void this.canvas.getSource<GeoJSONSource>(source)?.setData(data);
    });
  }

  private fit(of: Collection, duration: number): void {
    const [west, south, east, north] = bounds(of);
    if (west > east) return;
    this.canvas.fitBounds([west, south, east, north], { padding: 36, duration, maxZoom: 14.5 });
  }
}

function text(name: string, of: Staffing | undefined): string {
  if (!of || of.need === 0) return name;
  return `${name}\n${LOOK[standing(of)].mark} ${of.onPost}/${of.confirmed}/${of.need}`;
}

function points(of: Features, labelOf: (code: string, name: string) => string): Collection {
  return {
    type: "FeatureCollection",
    features: of.features
      .filter((feature) => feature.properties.center)
      .map((feature) => ({
        type: "Feature",
        properties: { label: labelOf(feature.properties.code, feature.properties.name) },
        geometry: { type: "Point", coordinates: feature.properties.center! },
      })),
  };
}

/** West, south, east, north of all corners. */
export function bounds(of: Collection): [number, number, number, number] {
  let [west, south, east, north] = [180, 90, -180, -90];
  const visit = (value: unknown): void => {
    if (!Array.isArray(value)) return;
    if (typeof value[0] === "number" && typeof value[1] === "number") {
      west = Math.min(west, value[0]);
      east = Math.max(east, value[0]);
      south = Math.min(south, value[1]);
      north = Math.max(north, value[1]);
    } else value.forEach(visit);
  };
  for (const { geometry } of of.features)
    if (geometry && "coordinates" in geometry) visit(geometry.coordinates);
  return [west, south, east, north];
}

const source = { type: "geojson", data: EMPTY } as const;

const STYLE: StyleSpecification = {
  version: 8,
  sources: {
    county: source,
    streets: source,
    communities: source,
    "community-points": source,
    "street-points": source,
    people: source,
    drawing: source,
  },
  layers: [
    { id: "ground", type: "background", paint: { "background-color": "#dfe6ee" } },
    {
      id: "communities-fill",
      type: "fill",
      source: "communities",
      paint: { "fill-pattern": ["concat", "standing-", ["get", "standing"]] },
    },
    {
      id: "communities-line",
      type: "line",
      source: "communities",
      paint: { "line-color": "#8294a8", "line-width": 0.7 },
    },
    {
      id: "communities-chosen",
      type: "line",
      source: "communities",
      filter: ["==", ["get", "chosen"], 1],
      paint: { "line-color": "#c8102e", "line-width": 3 },
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
      id: "people",
      type: "circle",
      source: "people",
      paint: {
        "circle-radius": ["case", ["==", ["get", "state"], "onPost"], 4.5, 5.5],
        "circle-color": ["case", ["==", ["get", "state"], "onPost"], "#15703f", "#ffffff"],
        "circle-stroke-color": ["case", ["==", ["get", "state"], "onPost"], "#ffffff", "#1456b8"],
        "circle-stroke-width": ["case", ["==", ["get", "state"], "onPost"], 1, 3],
      },
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
      id: "street-labels",
      type: "symbol",
      source: "street-points",
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
