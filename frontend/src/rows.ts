// A whole row that leads somewhere: <tr data-href="…">. Links and buttons inside keep their own meaning.
const OWN_MEANING = "a, button, input, select, textarea, label, summary, video";

export function startRows(): void {
  prepareRows(document.body);
  document.addEventListener("click", (event) => {
    const row = rowOf(event.target);
    if (!row || (event.target as Element).closest(OWN_MEANING) || window.getSelection()?.toString()) return;
    go(row, event.ctrlKey || event.metaKey);
  });
  document.addEventListener("auxclick", (event) => {
    const row = rowOf(event.target);
    if (row && event.button === 1 && !(event.target as Element).closest(OWN_MEANING)) go(row, true);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target instanceof HTMLElement && event.target.dataset["href"]) go(event.target, false);
  });
  document.addEventListener("htmx:afterSettle", (event) => prepareRows(event.target as HTMLElement));
}

export function prepareRows(part: ParentNode): void {
  part.querySelectorAll<HTMLElement>("[data-href]:not([tabindex])").forEach((row) => row.setAttribute("tabindex", "0"));
}

function rowOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>("[data-href]") : null;
}

function go(row: HTMLElement, isNewTab: boolean): void {
  const address = row.dataset["href"];
  if (!address) return;
  if (isNewTab) window.open(address, "_blank", "noopener");
  else window.location.assign(address);
}
