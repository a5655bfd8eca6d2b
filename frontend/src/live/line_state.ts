// The quiet strip under the top bar: shown when the line has been broken for more than a blink.
import { timeOfDay } from "../clock";

const BLINK_MS = 2_500;

let timer = 0;

export function showBroken(since: number): void {
  window.clearTimeout(timer);
  timer = window.setTimeout(() => {
    const strip = document.querySelector<HTMLElement>("[data-line-state]");
    const words = strip?.querySelector<HTMLElement>("[data-line-words]");
    if (!strip || !words) return;
    words.textContent = (words.dataset["lineWords"] ?? "").replace("{time}", timeOfDay(new Date(since)));
    strip.hidden = false;
  }, BLINK_MS);
}

export function showWhole(): void {
  window.clearTimeout(timer);
  const strip = document.querySelector<HTMLElement>("[data-line-state]");
  if (strip) strip.hidden = true;
}
