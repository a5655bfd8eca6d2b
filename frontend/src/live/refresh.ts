// Parts of a page that fetch themselves again: data-refresh-url, data-refresh-on="incidents. tasks."
import { Idiomorph } from "idiomorph";
import { htmx } from "../htmx";
import { prepareRows } from "../rows";
import { markChanges } from "./pulse";

const CALM_MS = 250; // events come in bursts: one fetch answers them all
const PATIENCE_MS = 1_000; // but a steady stream of them must not put it off for ever

interface Wait {
  firstAt: number;
  timer: number;
}

const waits = new WeakMap<HTMLElement, Wait>();
const whileHidden = new Set<HTMLElement>();

export function refreshFor(kind: string): void {
  for (const part of document.querySelectorAll<HTMLElement>("[data-refresh-url]")) {
    const prefixes = (part.dataset["refreshOn"] ?? "").split(/\s+/).filter(Boolean);
    if (prefixes.some((prefix) => kind.startsWith(prefix))) schedule(part);
  }
}

export function refreshEverything(): void {
  document.querySelectorAll<HTMLElement>("[data-refresh-url]").forEach(schedule);
}

function schedule(part: HTMLElement): void {
  if (document.hidden) {
    whileHidden.add(part);
    return;
  }
  const now = performance.now();
  const wait = waits.get(part) ?? { firstAt: now, timer: 0 };
  window.clearTimeout(wait.timer);
  const delay = Math.max(0, Math.min(CALM_MS, wait.firstAt + PATIENCE_MS - now));
  wait.timer = window.setTimeout(() => {
    waits.delete(part);
    void fetchAgain(part);
  }, delay);
  waits.set(part, wait);
}

async function fetchAgain(part: HTMLElement): Promise<void> {
  const address = part.dataset["refreshUrl"];
  if (!address || !part.isConnected) return;
  try {
    const answer = await fetch(address, {
      headers: { "HX-Request": "true", "X-Refresh": "1" },
      credentials: "same-origin",
      cache: "no-store",
    });
    if (answer.redirected && new URL(answer.url).pathname.startsWith("/sign-in/")) {
      window.location.reload();
    } else if (answer.ok) {
      morph(part, await answer.text());
      part.removeAttribute("data-stale");
    } else {
      part.setAttribute("data-stale", String(answer.status));
    }
  } catch {
    part.setAttribute("data-stale", "line");
  }
}

function morph(part: HTMLElement, html: string): void {
  const done = markChanges(part);
  Idiomorph.morph(part, html, {
    morphStyle: "innerHTML",
    ignoreActiveValue: true,
    callbacks: {
      beforeNodeMorphed: (old: Node) => !isKept(old),
      beforeAttributeUpdated: (name: string, element: Element) => !(name === "open" && element.tagName === "DETAILS"),
    },
  });
  htmx.process(part);
  prepareRows(part);
  done();
  part.dispatchEvent(new CustomEvent("fengqiao:refreshed", { bubbles: true }));
}

// What somebody is typing, a map and a running video stay as they are.
function isKept(node: Node): boolean {
  if (!(node instanceof HTMLElement)) return false;
  if (node.matches("[data-map], [data-keep], video")) return true;
  if (node instanceof HTMLInputElement) {
    return node.type === "checkbox" || node.type === "radio"
      ? node.checked !== node.defaultChecked
      : node.type !== "hidden" && node.value !== node.defaultValue;
  }
  if (node instanceof HTMLTextAreaElement) return node.value !== node.defaultValue;
  if (node instanceof HTMLSelectElement) return [...node.options].some((option) => option.selected !== option.defaultSelected);
  return false;
}

document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  whileHidden.forEach(schedule);
  whileHidden.clear();
});
