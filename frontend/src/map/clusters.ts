// Points that would cover each other at this zoom stand together under their number; a click opens them.
// Incidents and units are what a command room looks for: they are set beside each other instead, until they are too many.
import type { MapPoint } from "./points";
import { typeScale } from "./style";

export interface Cluster {
  points: MapPoint[];
  longitude: number;
  latitude: number;
  lowered: number; // pixels below its true place, where others stand already
}

interface Seed {
  x: number;
  y: number;
  isAlone: boolean;
  lowered: number;
  points: MapPoint[];
}

const REACH_REM = 1.625;
const STEP_REM = 2.75; // a symbol and the name under it
const MANY = 60; // more live points than this are no longer looked at one by one

export function clusterPoints(points: MapPoint[], project: (point: MapPoint) => { x: number; y: number }): Cluster[] {
  const isCrowded = points.filter(isLive).length > MANY;
  const seeds: Seed[] = [];
  const rem = 16 * typeScale();
  for (const point of [...points].sort(incidentsFirst)) {
    const { x, y } = project(point);
    const isAlone = point.properties.tone === "danger" || (isLive(point) && !isCrowded);
    const near = seeds.filter((seed) => seed.isAlone === isAlone && Math.hypot(seed.x - x, seed.y - y) < REACH_REM * rem);
    const first = near[0];
    if (first && !isAlone) first.points.push(point);
    else seeds.push({ x, y, isAlone, lowered: near.length * STEP_REM * rem, points: [point] });
  }
  return seeds.map((seed) => ({ points: seed.points, lowered: seed.lowered, ...middle(seed.points) }));
}

function incidentsFirst(one: MapPoint, other: MapPoint): number {
  return Number(other.properties.kind === "incident") - Number(one.properties.kind === "incident");
}

function isLive(point: MapPoint): boolean {
  return point.properties.kind === "incident" || point.properties.kind === "unit";
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
