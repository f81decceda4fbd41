type LonLat = [number, number];

/** Mean radius of the earth; good to 0.3 %, and the server measures for itself. */
const EARTH_M = 6_371_008;
const CIRCLE_CORNERS = 64;

export type Tool = "pick" | "polygon" | "circle";

/** What is drawn as GeoJSON: the corners while they are set, the area once there are three. */
export function polygonShape(corners: readonly LonLat[]): GeoJSON.FeatureCollection {
  const features: GeoJSON.Feature[] = corners.map((at) => feature({ type: "Point", coordinates: at }));
  const area = polygon(corners);
  if (area) features.unshift(feature(area));
  else if (corners.length === 2) features.unshift(feature({ type: "LineString", coordinates: [...corners] }));
  return { type: "FeatureCollection", features };
}

/** The closed polygon of at least three corners. */
export function polygon(corners: readonly LonLat[]): GeoJSON.Polygon | undefined {
  return corners.length < 3 ? undefined : { type: "Polygon", coordinates: [[...corners, corners[0]!]] };
}

/** A circle as it looks on the map. */
export function circleShape(center: LonLat | undefined, radiusM: number): GeoJSON.FeatureCollection {
  if (!center) return { type: "FeatureCollection", features: [] };
  const ring: LonLat[] = [];
  const up = (radiusM / EARTH_M) * (180 / Math.PI);
  const across = up / Math.cos((center[1] * Math.PI) / 180);
  for (let i = 0; i <= CIRCLE_CORNERS; i++) {
    const turn = (2 * Math.PI * (i % CIRCLE_CORNERS)) / CIRCLE_CORNERS;
    ring.push([center[0] + across * Math.sin(turn), center[1] + up * Math.cos(turn)]);
  }
  return {
    type: "FeatureCollection",
    features: [
      feature({ type: "Polygon", coordinates: [ring] }),
      feature({ type: "Point", coordinates: center }),
    ],
  };
}

function feature(geometry: GeoJSON.Geometry): GeoJSON.Feature {
  return { type: "Feature", properties: {}, geometry };
}
