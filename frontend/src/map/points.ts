// The points of a map as the server gives them, and the few things that are worked out from them.
import type { Feature, FeatureCollection, LineString, Point } from "geojson";

export type Kind = "incident" | "unit" | "warning" | "stop" | "premises";
export type Tone = "danger" | "warning" | "action" | "done" | "neutral";

export interface PointProperties {
  kind: Kind;
  state: string;
  label: string;
  url?: string;
  tone?: Tone;
  order?: number;
  form?: string;
  id?: string | number;
  at?: string;
}

export type MapPoint = Feature<Point, PointProperties>;

export interface MapContent {
  points: MapPoint[];
  route: FeatureCollection;
}

export function readContent(collection: FeatureCollection): MapContent {
  const points = collection.features.filter((feature): feature is MapPoint => feature.geometry?.type === "Point");
  const lines = collection.features.filter((feature) => feature.geometry?.type === "LineString");
  return { points, route: { type: "FeatureCollection", features: lines.length ? lines : straightRoute(points) } };
}

// Without the roads' own geometry the order of the stops is shown by straight dashes.
function straightRoute(points: MapPoint[]): Feature<LineString>[] {
  const stops = points.filter((point) => typeof point.properties.order === "number");
  stops.sort((one, other) => (one.properties.order ?? 0) - (other.properties.order ?? 0));
  if (stops.length < 2) return [];
  const coordinates = stops.map((stop) => stop.geometry.coordinates);
  return [{ type: "Feature", properties: {}, geometry: { type: "LineString", coordinates } }];
}

export function identityOf(point: MapPoint): string {
  const own = point.id ?? point.properties.id ?? point.properties.url;
  return own !== undefined ? `${point.properties.kind}:${own}` : `${point.properties.kind}:${point.properties.label}`;
}

export function boundsOf(points: readonly (readonly number[])[]): [number, number, number, number] | null {
  if (points.length === 0) return null;
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [longitude = 0, latitude = 0] of points) {
    west = Math.min(west, longitude);
    east = Math.max(east, longitude);
    south = Math.min(south, latitude);
    north = Math.max(north, latitude);
  }
  return [west, south, east, north];
}
