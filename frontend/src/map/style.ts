// The quiet base: relief, water, roads, boundaries and names of our own data, in the colours of the page's theme.
import type {
  ExpressionSpecification,
  FilterSpecification,
  LayerSpecification,
  StyleSpecification,
} from "maplibre-gl";
import type { FeatureCollection } from "geojson";

export const ROUTE_SOURCE = "route";
const BASE = "base";
const FONTS = ["Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", "PingFang SC", "sans-serif"];

// Road classes from narrow to wide: first zoom at which a class is drawn, and its width in pixels at zoom 14.
const ROADS: readonly [string, number, number][] = [
  ["village_road", 12.5, 1.4],
  ["lane", 14.5, 1.2],
  ["street", 13, 2.2],
  ["main_street", 11.5, 4],
  ["secondary", 9, 3],
  ["primary", 0, 4.5],
];

export type Colours = (name: string) => string;

// How much larger than on a desk the page's type is: names on a wall's map grow with it.
export function typeScale(): number {
  return parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;
}

export function coloursOf(element: HTMLElement): Colours {
  const style = getComputedStyle(element);
  return (name) => style.getPropertyValue(`--${name}`).trim();
}

export function buildStyle(base: FeatureCollection, route: FeatureCollection, colour: Colours): StyleSpecification {
  return {
    version: 8,
    sources: {
      [BASE]: { type: "geojson", data: base, tolerance: 0.3 },
      [ROUTE_SOURCE]: { type: "geojson", data: route },
    },
    layers: [
      { id: "ground", type: "background", paint: { "background-color": colour("map-ground") } },
      fill("relief", colour("map-relief"), 0.5),
      fill("green", colour("map-green")),
      brook(colour("map-water")),
      fill("water", colour("map-water")),
      { ...fill("building", colour("map-building")), minzoom: 13.5 } as LayerSpecification,
      ...ROADS.map((road) => edge(road, colour("map-road-edge"))),
      ...ROADS.map((road) => surface(road, colour("map-road"))),
      boundary("beat", colour("map-boundary"), 1, [2, 3], 11),
      boundary("station", colour("map-boundary"), 1.25, [6, 3], 0),
      boundary("county", colour("map-boundary"), 2, [8, 3, 2, 3], 0),
      routeLine(colour("action"), colour("surface")),
      roadNames(colour("map-ink"), colour("map-halo"), typeScale()),
      beatNames(colour("map-boundary"), colour("map-halo"), typeScale()),
      placeNames(colour("map-ink"), colour("map-water-ink"), colour("map-halo"), typeScale()),
    ],
  };
}

function only(layer: string): FilterSpecification {
  return ["==", ["get", "layer"], layer];
}

function fill(layer: string, colour: string, opacity = 1): LayerSpecification {
  return {
    id: layer,
    type: "fill",
    source: BASE,
    filter: only(layer),
    paint: { "fill-color": colour, "fill-opacity": opacity },
  };
}

function brook(colour: string): LayerSpecification {
  return {
    id: "brook",
    type: "line",
    source: BASE,
    filter: only("brook"),
    minzoom: 11,
    paint: { "line-color": colour, "line-width": ["interpolate", ["linear"], ["zoom"], 11, 0.6, 16, 4] },
  };
}

function roadFilter(name: string): FilterSpecification {
  return ["all", ["==", ["get", "layer"], "road"], ["==", ["get", "road_class"], name]];
}

function width(at14: number, extra: number): ExpressionSpecification {
  return ["interpolate", ["exponential", 1.6], ["zoom"], 9, Math.max(at14 * 0.3, 0.5) + extra, 14, at14 + extra, 18, at14 * 4 + extra];
}

function edge([name, minzoom, at14]: [string, number, number] | readonly [string, number, number], colour: string): LayerSpecification {
  return {
    id: `road-edge-${name}`,
    type: "line",
    source: BASE,
    filter: roadFilter(name),
    minzoom,
    layout: { "line-cap": "round", "line-join": "round" },
    paint: { "line-color": colour, "line-width": width(at14, 1.2) },
  };
}

function surface([name, minzoom, at14]: [string, number, number] | readonly [string, number, number], colour: string): LayerSpecification {
  return {
    id: `road-${name}`,
    type: "line",
    source: BASE,
    filter: roadFilter(name),
    minzoom,
    layout: { "line-cap": "round", "line-join": "round" },
    paint: { "line-color": colour, "line-width": width(at14, 0) },
  };
}

function boundary(layer: string, colour: string, at: number, dashes: number[], minzoom: number): LayerSpecification {
  return {
    id: layer,
    type: "line",
    source: BASE,
    filter: only(layer),
    minzoom,
    paint: { "line-color": colour, "line-width": at, "line-dasharray": dashes, "line-opacity": 0.8 },
  };
}

function routeLine(colour: string, _halo: string): LayerSpecification {
  return {
    id: "route",
    type: "line",
    source: ROUTE_SOURCE,
    layout: { "line-cap": "round", "line-join": "round" },
    paint: { "line-color": colour, "line-width": 3, "line-dasharray": [0.5, 1.75] },
  };
}

function roadNames(ink: string, halo: string, scale: number): LayerSpecification {
  return {
    id: "road-names",
    type: "symbol",
    source: BASE,
    minzoom: 14,
    filter: ["all", ["==", ["get", "layer"], "road"], ["!=", ["get", "name"], ""], ["!=", ["get", "road_class"], "village_road"]],
    layout: {
      "symbol-placement": "line",
      "symbol-spacing": 320 * scale,
      "text-field": ["get", "name"],
      "text-font": FONTS,
      "text-size": 11 * scale,
    },
    paint: { "text-color": ink, "text-opacity": 0.8, "text-halo-color": halo, "text-halo-width": 1.5 },
  };
}

function beatNames(ink: string, halo: string, scale: number): LayerSpecification {
  return {
    id: "beat-names",
    type: "symbol",
    source: BASE,
    minzoom: 11.5,
    maxzoom: 15,
    filter: only("beat"),
    layout: { "text-field": ["get", "name"], "text-font": FONTS, "text-size": 11 * scale, "text-letter-spacing": 0.1 },
    paint: { "text-color": ink, "text-halo-color": halo, "text-halo-width": 1.5 },
  };
}

function placeNames(ink: string, waterInk: string, halo: string, scale: number): LayerSpecification {
  return {
    id: "place-names",
    type: "symbol",
    source: BASE,
    filter: [
      "all",
      ["==", ["get", "layer"], "place"],
      [">=", ["zoom"], ["match", ["get", "rank"], 1, 0, 2, 8, 3, 11, 4, 12.5, 14]],
    ],
    layout: {
      "text-field": ["get", "name"],
      "text-font": FONTS,
      "text-size": ["match", ["get", "rank"], 1, 16 * scale, 2, 14 * scale, 3, 12 * scale, 11 * scale],
      "text-rotate": ["coalesce", ["get", "angle_degrees"], 0],
      "symbol-sort-key": ["get", "rank"],
      "text-padding": 4,
    },
    paint: {
      "text-color": ["match", ["get", "kind"], ["river", "reservoir", "lake", "brook"], waterInk, ink],
      "text-halo-color": halo,
      "text-halo-width": 1.5,
    },
  };
}
