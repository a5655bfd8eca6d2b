// What the shapes mean: only the kinds that are on this map.
import { word } from "../words";
import type { Kind, MapPoint } from "./points";
import { drawSymbol, KINDS } from "./symbols";

const NAMES: Record<Kind, string> = {
  incident: "incident",
  unit: "unit",
  warning: "warning",
  stop: "stop",
  premises: "premises",
};

export function drawLegend(holder: HTMLElement, points: MapPoint[]): void {
  let legend = holder.querySelector<HTMLElement>(".map-legend");
  if (!legend) {
    legend = document.createElement("div");
    legend.className = "map-legend";
    holder.append(legend);
  }
  const present = KINDS.filter((kind) => points.some((point) => point.properties.kind === kind));
  legend.textContent = "";
  legend.hidden = present.length === 0;
  for (const kind of present) {
    const entry = document.createElement("span");
    entry.dataset["kind"] = kind;
    entry.append(drawSymbol(kind), word(NAMES[kind]));
    legend.append(entry);
  }
}
