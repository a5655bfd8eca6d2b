// Points that would cover each other at this zoom stand together under their number; a click opens them.
import type { MapPoint } from "./points";

export interface Cluster {
  points: MapPoint[];
  longitude: number;
  latitude: number;
}

const REACH_PIXELS = 26;

export function clusterPoints(points: MapPoint[], project: (point: MapPoint) => { x: number; y: number }): Cluster[] {
  const seeds: { x: number; y: number; points: MapPoint[] }[] = [];
  for (const point of points) {
    const { x, y } = project(point);
    const near = standsAlone(point) ? undefined : seeds.find((seed) => isNear(seed, x, y));
    if (near) near.points.push(point);
    else seeds.push({ x, y, points: [point] });
  }
  return seeds.map(({ points: members }) => ({ points: members, ...middle(members) }));
}

// Somebody in danger is never hidden under a number.
function standsAlone(point: MapPoint): boolean {
  return point.properties.tone === "danger";
}

function isNear(seed: { x: number; y: number; points: MapPoint[] }, x: number, y: number): boolean {
  const first = seed.points[0];
  if (!first || standsAlone(first)) return false;
  return Math.hypot(seed.x - x, seed.y - y) < REACH_PIXELS;
}

function middle(points: MapPoint[]): { longitude: number; latitude: number } {
  const mean = (axis: 0 | 1): number =>
    points.reduce((sum, point) => sum + (point.geometry.coordinates[axis] ?? 0), 0) / points.length;
  return { longitude: mean(0), latitude: mean(1) };
}

export function clusterWords(points: MapPoint[]): string {
  const orders = points.map((point) => point.properties.order).filter((order): order is number => typeof order === "number");
  if (orders.length !== points.length) return String(points.length);
  return `${Math.min(...orders)}–${Math.max(...orders)}`;
}
