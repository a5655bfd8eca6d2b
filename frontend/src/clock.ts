// The page's clock: starts at the server's time, runs at its rate, and jumps forward when the server's day does.
const JUMP_MS = 90_000; // an event this far ahead means that the simulated day was moved on

let originMs = 0;
let startedMs = 0;
let rate = 1;
let zone = "+08:00";

export function pageNow(): Date {
  return new Date(originMs + (performance.now() - startedMs) * rate);
}

// The station's local time of day, whatever zone this browser is in.
export function timeOfDay(moment: Date): string {
  const local = new Date(moment.getTime() + offsetMs());
  return `${pad(local.getUTCHours())}:${pad(local.getUTCMinutes())}`;
}

function pad(part: number): string {
  return String(part).padStart(2, "0");
}

function offsetMs(): number {
  const found = /([+-])(\d\d):(\d\d)$/.exec(zone);
  if (!found) return 0;
  const minutes = Number(found[2]) * 60 + Number(found[3]);
  return (found[1] === "-" ? -1 : 1) * minutes * 60_000;
}

export function hearServerTime(at: string): void {
  const moment = Date.parse(at);
  if (Number.isNaN(moment) || moment - pageNow().getTime() < JUMP_MS) return;
  originMs = moment;
  startedMs = performance.now();
  show();
}

function show(): void {
  const now = pageNow();
  const shown = document.querySelector<HTMLElement>("[data-clock-time]");
  if (shown && shown.textContent !== timeOfDay(now)) shown.textContent = timeOfDay(now);
}

export function startClock(): void {
  const source = document.querySelector<HTMLElement>("[data-clock]");
  const at = source?.dataset["clock"] ?? new Date().toISOString();
  zone = at.slice(-6);
  originMs = Date.parse(at);
  startedMs = performance.now();
  rate = Number(source?.dataset["clockRate"] ?? "1");
  if (Number.isNaN(rate)) rate = 1;
  if (source) window.setInterval(show, rate > 1 ? 250 : 1000);
}
