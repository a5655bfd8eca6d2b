// Type size and theme: a button steps through its values; a cookie remembers, so that the server draws the next page so.
const YEAR_SECONDS = 365 * 24 * 3600;

export function startPreferences(): void {
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-preference]");
    if (!button) return;
    const name = button.dataset["preference"] ?? "";
    const values = (button.dataset["values"] ?? "").split(" ");
    const current = document.documentElement.dataset[name] ?? "";
    const next = values[(values.indexOf(current) + 1) % values.length] ?? "";
    document.documentElement.dataset[name] = next;
    document.cookie = `fengqiao_${name}=${next}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
    document.dispatchEvent(new CustomEvent("fengqiao:preference", { detail: { name, value: next } }));
  });
}
