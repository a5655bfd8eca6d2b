// One shape for each kind: readable without colour, and the same in the legend.
import type { Kind, MapPoint } from "./points";

const SHAPES: Record<Kind, string> = {
  incident: "M14 2 26 14 14 26 2 14Z",
  warning: "M14 3 26 25H2Z",
  unit: "M7 4H21A4 4 0 0 1 25 8V20A4 4 0 0 1 21 24H7A4 4 0 0 1 3 20V8A4 4 0 0 1 7 4Z",
  stop: "M14 3A11 11 0 1 1 13.99 3Z",
  premises: "M14 7A7 7 0 1 1 13.99 7Z",
};

const TWO_WHEELS =
  "M8 17.5A2.2 2.2 0 1 0 12.4 17.5A2.2 2.2 0 1 0 8 17.5M15.6 17.5A2.2 2.2 0 1 0 20 17.5A2.2 2.2 0 1 0 15.6 17.5" +
  "M10.2 17.5 13 12H16L17.8 17.5M16 12 17 9.5";

// How a unit moves, where it is not by car.
const FORMS: Record<string, string> = {
  foot: "M14 7.5V8.2M14 11V15.5L11.5 20M14 15.5 16.5 20M10.8 13.5 14 11 17.2 13.5",
  e_bike: TWO_WHEELS,
  motorcycle: TWO_WHEELS,
};

// What stands inside a shape: a bolt of danger, an eye, a car; drawn small, in the surface's colour.
const INSIDES: Partial<Record<Kind, string>> = {
  incident: "M14 8.5V15M14 18.5V19",
  warning: "M14 11V17M14 20.5V21",
  unit: "M7 16V13.5L9 10H19L21 13.5V16ZM9.5 19V16M18.5 19V16",
};

export const KINDS = Object.keys(SHAPES) as Kind[];

export function drawSymbol(kind: Kind, form = ""): SVGSVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 28 28");
  svg.setAttribute("aria-hidden", "true");
  svg.append(path("map-shape", SHAPES[kind] ?? SHAPES.stop));
  const inside = FORMS[form] ?? INSIDES[kind];
  if (inside) svg.append(path("map-inside", inside));
  return svg;
}

function path(name: string, shape: string): SVGPathElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", "path");
  element.setAttribute("class", name);
  element.setAttribute("d", shape);
  return element;
}

export function wordsOf(point: MapPoint): string {
  const { label, state } = point.properties;
  return state && state !== label ? `${label} · ${state}` : label;
}

export function drawPoint(point: MapPoint): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "map-point";
  dressPoint(button, point);
  return button;
}

export function dressPoint(button: HTMLButtonElement, point: MapPoint): void {
  const { kind, tone, order, form } = point.properties;
  button.dataset["kind"] = kind;
  button.dataset["tone"] = tone ?? "neutral";
  button.title = wordsOf(point);
  button.setAttribute("aria-label", wordsOf(point));
  button.textContent = "";
  button.append(drawSymbol(kind, form));
  if (typeof order === "number") button.append(small("map-order", String(order)));
  if (kind === "unit") button.append(small("map-name", point.properties.label));
}

export function small(name: string, words: string): HTMLSpanElement {
  const span = document.createElement("span");
  span.className = name;
  span.textContent = words;
  return span;
}
