// What is new or changed after a refresh is shown once, so that the eye finds it; nothing moves.
const PARTS = "tr[id], li[id], .list-item[id], .card[id], .figure[id], [data-pulse]";
const LASTS_MS = 1_300;

export function markChanges(part: HTMLElement): () => void {
  const before = new Map<string, string>();
  for (const element of part.querySelectorAll<HTMLElement>(PARTS)) before.set(nameOf(element), wordsOf(element));
  return () => {
    for (const element of part.querySelectorAll<HTMLElement>(PARTS)) {
      if (before.get(nameOf(element)) !== wordsOf(element)) pulse(element);
    }
  };
}

function nameOf(element: HTMLElement): string {
  return element.id || (element.dataset["pulse"] ?? "");
}

// Words that only say how time goes by ("3 min ago") are no change: <span data-quiet>.
function wordsOf(element: HTMLElement): string {
  const copy = element.cloneNode(true) as HTMLElement;
  copy.querySelectorAll("[data-quiet], time").forEach((quiet) => quiet.remove());
  return (copy.textContent ?? "").replace(/\s+/g, " ");
}

function pulse(element: HTMLElement): void {
  element.classList.add("pulse");
  window.setTimeout(() => element.classList.remove("pulse"), LASTS_MS);
}
