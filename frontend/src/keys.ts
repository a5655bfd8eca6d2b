// data-key="d" on a button or link: that key presses it. "?" shows the keys of this page.
export function startKeys(): void {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
    if (event.key === "?") {
      showKeys();
      event.preventDefault();
      return;
    }
    const pressed = bearers().find((element) => element.dataset["key"]?.toLowerCase() === event.key.toLowerCase());
    if (pressed) {
      event.preventDefault();
      pressed.focus();
      pressed.click();
    }
  });
}

function bearers(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-key]")].filter(
    (element) => element.getClientRects().length > 0 && !(element as HTMLButtonElement).disabled,
  );
}

function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["button", "submit", "checkbox", "radio", "reset"].includes(target.type);
  return target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

function showKeys(): void {
  const dialog = document.querySelector<HTMLDialogElement>("[data-keys-dialog]");
  const list = dialog?.querySelector<HTMLElement>("[data-keys-list]");
  if (!dialog || !list || dialog.open) return;
  list.textContent = "";
  for (const element of bearers()) {
    const key = document.createElement("dt");
    const words = document.createElement("dd");
    key.className = "mono";
    key.textContent = (element.dataset["key"] ?? "").toUpperCase();
    words.textContent = element.getAttribute("aria-label") ?? element.textContent?.trim() ?? "";
    list.append(key, words);
  }
  dialog.showModal();
}
