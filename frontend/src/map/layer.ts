// The symbols on the map: kept by identity, so that a refresh moves them and never makes the eye lose one.
import { Marker, type Map as BaseMap } from "maplibre-gl";
import { htmx } from "../htmx";
import { boundsOf, identityOf, type MapPoint } from "./points";
import { type Cluster, clusterPoints, clusterWords } from "./clusters";
import { drawPoint, dressPoint, small, wordsOf } from "./symbols";

const DEEPEST_ZOOM = 17;

interface Shown {
  marker: Marker;
  button: HTMLButtonElement;
}

export class PointLayer {
  private points: MapPoint[] = [];
  private readonly shown = new Map<string, Shown>();
  private selected = "";
  private isFirst = true;

  constructor(
    private readonly map: BaseMap,
    private readonly target: string,
  ) {
    map.on("zoomend", () => this.draw());
  }

  show(points: MapPoint[]): void {
    this.points = points;
    this.draw();
    this.isFirst = false;
  }

  private draw(): void {
    const clusters = clusterPoints(this.points, (point) => this.map.project(point.geometry.coordinates as [number, number]));
    const kept = new Set<string>();
    for (const cluster of clusters) {
      const key = cluster.points.length === 1 ? identityOf(cluster.points[0] as MapPoint) : keyOfMany(cluster);
      kept.add(key);
      this.place(key, cluster);
    }
    for (const [key, { marker }] of this.shown) {
      if (kept.has(key)) continue;
      marker.remove();
      this.shown.delete(key);
    }
  }

  private place(key: string, cluster: Cluster): void {
    const known = this.shown.get(key);
    const single = cluster.points.length === 1 ? (cluster.points[0] as MapPoint) : null;
    if (known) {
      known.marker.setLngLat([cluster.longitude, cluster.latitude]).setOffset([0, cluster.lowered]);
      if (single) dressPoint(known.button, single);
      this.markSelected(key, known.button);
      if (single) known.button.onclick = () => this.select(key, single);
      return;
    }
    const button = single ? drawPoint(single) : drawCluster(cluster);
    button.onclick = () => (single ? this.select(key, single) : this.open(cluster));
    if (!this.isFirst && single) button.classList.add("map-new");
    const marker = new Marker({ element: button, offset: [0, cluster.lowered] }).setLngLat([cluster.longitude, cluster.latitude]).addTo(this.map);
    button.setAttribute("aria-label", single ? wordsOf(single) : button.title);
    this.shown.set(key, { marker, button });
    this.markSelected(key, button);
  }

  private markSelected(key: string, button: HTMLElement): void {
    button.classList.toggle("map-selected", key === this.selected);
  }

  private select(key: string, point: MapPoint): void {
    this.selected = key;
    for (const [other, { button }] of this.shown) this.markSelected(other, button);
    const { url } = point.properties;
    if (!url) return;
    if (this.target && document.querySelector(this.target)) void htmx.ajax("get", url, { target: this.target, swap: "innerHTML" });
    else window.location.assign(url);
  }

  private open(cluster: Cluster): void {
    const bounds = boundsOf(cluster.points.map((point) => point.geometry.coordinates));
    if (!bounds) return;
    if (this.map.getZoom() < DEEPEST_ZOOM) this.map.fitBounds(bounds, { padding: 80, maxZoom: DEEPEST_ZOOM + 1, animate: false });
    else this.fanOut(cluster);
  }

  // At one and the same door: a small list to choose from.
  private fanOut(cluster: Cluster): void {
    const list = document.createElement("div");
    list.className = "map-choice";
    for (const point of cluster.points) {
      const entry = drawPoint(point);
      entry.append(small("map-choice-words", wordsOf(point)));
      entry.onclick = () => {
        this.select(identityOf(point), point);
        marker.remove();
      };
      list.append(entry);
    }
    const marker = new Marker({ element: list, anchor: "top" }).setLngLat([cluster.longitude, cluster.latitude]).addTo(this.map);
    this.map.once("movestart", () => marker.remove());
    list.querySelector<HTMLElement>("button")?.focus();
  }
}

function keyOfMany(cluster: Cluster): string {
  return `many:${cluster.points.map(identityOf).sort().join("|")}`;
}

function drawCluster(cluster: Cluster): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "map-cluster";
  button.textContent = clusterWords(cluster.points);
  button.title = cluster.points.slice(0, 8).map(wordsOf).join("\n");
  const tones = new Set(cluster.points.map((point) => point.properties.tone));
  button.dataset["tone"] = tones.has("warning") ? "warning" : "neutral";
  return button;
}
