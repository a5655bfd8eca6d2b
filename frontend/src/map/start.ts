// A map where data-map stands: the base from our own data, the page's points on it, alive.
import { AttributionControl, Map as BaseMap, NavigationControl, ScaleControl, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import "maplibre-gl/dist/maplibre-gl.css";
import type { FeatureCollection, Polygon } from "geojson";
import type { GeoJSONSource } from "maplibre-gl";
import type { LiveEvent } from "../live/live";
import { word } from "../words";
import { PointLayer } from "./layer";
import { drawLegend } from "./legend";
import { boundsOf, type MapContent, readContent } from "./points";
import { buildStyle, coloursOf, ROUTE_SOURCE, typeScale } from "./style";

const EMPTY: FeatureCollection = { type: "FeatureCollection", features: [] };
const CALM_MS = 250;

setWorkerUrl(workerUrl);

export function sayNoMap(holder: HTMLElement): void {
  holder.textContent = "";
  holder.classList.add("map-absent");
  holder.append(message(word("no_map")));
}

export async function startMap(holder: HTMLElement): Promise<void> {
  const waiting = message(word("loading_map"));
  holder.append(waiting);
  const [base, content] = await Promise.all([
    fetchJson(holder.dataset["map"] ?? "").catch(() => EMPTY),
    fetchContent(holder),
  ]);
  if (base.features.length === 0 && content.points.length === 0) {
    waiting.textContent = word("empty_map");
    return;
  }
  const map = openMap(holder, base, content);
  waiting.remove();
  const layer = new PointLayer(map, holder.dataset["mapSelectTarget"] ?? "");
  showContent(holder, map, layer, content);
  keepAlive(holder, map, layer, base);
}

function openMap(holder: HTMLElement, base: FeatureCollection, content: MapContent): BaseMap {
  const canvas = document.createElement("div");
  canvas.className = "map-canvas";
  holder.append(canvas);
  const map = new BaseMap({
    container: canvas,
    locale: {
      "NavigationControl.ZoomIn": word("zoom_in"),
      "NavigationControl.ZoomOut": word("zoom_out"),
      "AttributionControl.ToggleAttribution": word("map_sources"),
      "Map.Title": word("map"),
      "Marker.Title": word("map_mark"),
    },
    style: buildStyle(base, content.route, coloursOf(holder)),
    bounds: firstView(base, content) ?? [108.8, 33.5, 109, 33.7],
    fitBoundsOptions: { padding: 56 * typeScale(), maxZoom: 15.5 },
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    fadeDuration: 0,
    localIdeographFontFamily: '"Noto Sans CJK SC", "Microsoft YaHei", sans-serif',
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new ScaleControl({ maxWidth: 100 * typeScale() }), "bottom-right");
  map.addControl(new AttributionControl({ compact: true, customAttribution: "" }), "bottom-right");
  map.getCanvas().setAttribute("aria-label", word("map"));
  return map;
}

function firstView(base: FeatureCollection, content: MapContent): [number, number, number, number] | null {
  const own = boundsOf(content.points.map((point) => point.geometry.coordinates));
  if (own && content.points.length > 1) return own;
  for (const layer of ["county", "station", "beat"]) {
    const areas = base.features.filter((feature) => feature.properties?.["layer"] === layer && feature.geometry.type === "Polygon");
    const whole = boundsOf(areas.flatMap((area) => (area.geometry as Polygon).coordinates.flat()));
    if (whole) return whole;
  }
  return own;
}

function showContent(holder: HTMLElement, map: BaseMap, layer: PointLayer, content: MapContent): void {
  layer.show(content.points);
  drawLegend(holder, content.points);
  map.getSource<GeoJSONSource>(ROUTE_SOURCE)?.setData(content.route);
}

function keepAlive(holder: HTMLElement, map: BaseMap, layer: PointLayer, base: FeatureCollection): void {
  const prefixes = (holder.dataset["mapRefreshOn"] ?? "").split(/\s+/).filter(Boolean);
  let timer = 0;
  let latest: MapContent["route"] = EMPTY;
  const fetchSoon = (): void => {
    window.clearTimeout(timer);
    timer = window.setTimeout(async () => {
      const content = await fetchContent(holder).catch(() => null);
      if (!content) return; // the line is broken: what is on the map stays, the strip says as of when
      latest = content.route;
      showContent(holder, map, layer, content);
    }, CALM_MS);
  };
  document.addEventListener("fengqiao:event", (event) => {
    const { kind } = (event as CustomEvent<LiveEvent>).detail;
    if (prefixes.some((prefix) => kind.startsWith(prefix))) fetchSoon();
  });
  document.addEventListener("fengqiao:reset", fetchSoon);
  document.addEventListener("fengqiao:preference", () => map.setStyle(buildStyle(base, latest, coloursOf(holder))));
  new ResizeObserver(() => map.resize()).observe(map.getContainer());
}

async function fetchContent(holder: HTMLElement): Promise<MapContent> {
  const address = holder.dataset["mapPoints"];
  return readContent(address ? await fetchJson(address) : EMPTY);
}

async function fetchJson(address: string): Promise<FeatureCollection> {
  if (!address) return EMPTY;
  const answer = await fetch(address, { credentials: "same-origin", headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return (await answer.json()) as FeatureCollection;
}

function message(words: string): HTMLElement {
  const element = document.createElement("div");
  element.className = "map-message";
  element.textContent = words;
  return element;
}
