import "maplibre-gl/dist/maplibre-gl.css";
import {
  addProtocol,
  Map as Canvas,
  NavigationControl,
  ScaleControl,
  setWorkerUrl,
  type GeoJSONSource,
} from "maplibre-gl";
import { Protocol } from "pmtiles";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import type { Features } from "../places";
import { LABEL, label, pattern, PATTERNED, PIXEL_RATIO } from "./images";
import { PMTILES, type Ground } from "./ground";
import { style } from "./layers";
import { PeopleCanvas } from "./people-canvas";
import { Sharpness } from "./sharpness";
import type { Painted } from "./staffing";
import type { Walker } from "./walkers";

setWorkerUrl(workerUrl);
addProtocol(PMTILES, new Protocol().tile);

type Collection = GeoJSON.FeatureCollection;

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
  private readonly walking: PeopleCanvas;
  private readonly sharpness: Sharpness;
  private readonly ready: Promise<void>;
  private layers: Layers | undefined;
  private removed = false;

  constructor(
    container: HTMLElement,
    told: { clicked: (at: Clicked) => void; moved?: () => void },
    look: { controls: Record<string, string>; ground: Ground },
  ) {
    this.canvas = new Canvas({
      container,
      style: style(look.ground),
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      maxPitch: 0,
      fadeDuration: 0,
      locale: look.controls,
      canvasContextAttributes: { preserveDrawingBuffer: false },
    });
    this.canvas.touchZoomRotate.disableRotation();
    this.canvas.keyboard.disableRotation();
    this.sharpness = new Sharpness(this.canvas);
    this.walking = new PeopleCanvas(
      this.canvas,
      !window.matchMedia("(prefers-reduced-motion: reduce)").matches,
    );
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
    for (const one of PATTERNED) {
      const name = `look-${one}`;
      if (!this.canvas.hasImage(name)) this.canvas.addImage(name, pattern(one), { pixelRatio: PIXEL_RATIO });
    }
    this.set("county", layers.county);
    this.set("streets", layers.streets);
    this.paint(new Map(), new Map(), new Set());
    this.fit(layers.county.features.length ? layers.county : layers.communities, 0);
  }

  /** How the communities and the divisions above look, and which of them are chosen. */
  paint(
    communities: ReadonlyMap<string, Painted>,
    above: ReadonlyMap<string, Painted>,
    chosen: ReadonlySet<string>,
  ): void {
    if (!this.layers || this.removed) return;
    const features = this.layers.communities.features.map((feature) => {
      const { code } = feature.properties;
      const look = communities.get(code)?.look ?? "none";
      return { ...feature, properties: { code, look } };
    });
    this.set("communities", { type: "FeatureCollection", features });
    this.set("chosen", {
      type: "FeatureCollection",
      features: Object.values(this.layers).flatMap((layer: Features) =>
        layer.features.filter((feature) => chosen.has(feature.properties.code)),
      ),
    });
    this.set("community-points", points(this.layers.communities, communities));
    this.set("street-points", points(this.layers.streets, above));
    this.set("county-points", points(this.layers.county, above));
  }

  people(now: readonly Walker[]): void {
    if (!this.removed) this.walking.show(now);
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
    if (this.layers) this.fit(this.layers.county, 500);
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
    this.sharpness.remove();
    this.walking.remove();
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

/** The names of divisions, each with its note beneath. */
function points(of: Features, painted: ReadonlyMap<string, Painted>): Collection {
  return {
    type: "FeatureCollection",
    features: of.features
      .filter((feature) => feature.properties.center)
      .map((feature) => {
        const { code, name, center } = feature.properties;
        const note = painted.get(code)?.note;
        return {
          type: "Feature",
          properties: { label: note ? `${name}\n${note}` : name },
          geometry: { type: "Point", coordinates: center! },
        };
      }),
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
