// The map's bundle is large: it is fetched only by pages that show one.
export function startMaps(): void {
  void findMaps();
  document.addEventListener("htmx:afterSettle", () => void findMaps());
  document.addEventListener("fengqiao:refreshed", () => void findMaps());
}

async function findMaps(): Promise<void> {
  const holders = [...document.querySelectorAll<HTMLElement>("[data-map]:not([data-map-started])")];
  if (holders.length === 0) return;
  holders.forEach((holder) => holder.setAttribute("data-map-started", "1"));
  const { startMap, sayNoMap } = await import("./map/start");
  for (const holder of holders) startMap(holder).catch(() => sayNoMap(holder));
}
