// Small acts of buttons and forms: print, back, ask before a step that cannot be undone, never send twice.
export function startActs(): void {
  document.addEventListener("click", (event) => {
    const target = event.target as Element;
    if (target.closest("[data-print]")) window.print();
    if (target.closest("[data-back]")) goBack();
    closeSheet(target);
  });
  document.addEventListener("submit", onSubmit);
  document.addEventListener("change", (event) => {
    const form = (event.target as HTMLElement).closest<HTMLFormElement>("form[data-autosubmit]");
    if (form) form.requestSubmit ? form.requestSubmit() : form.submit();
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll(".is-pending").forEach((element) => element.classList.remove("is-pending"));
    document.querySelectorAll("form[data-sent]").forEach((form) => form.removeAttribute("data-sent"));
  });
}

function onSubmit(event: Event): void {
  const form = event.target as HTMLFormElement;
  const question = (event as SubmitEvent).submitter?.dataset["confirm"] ?? form.dataset["confirm"];
  if (question && !window.confirm(question)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  if (form.method === "get" || form.method === "dialog" || form.closest("[hx-post], [hx-put], [hx-patch]")) return;
  if (form.hasAttribute("data-sent")) {
    event.preventDefault();
    return;
  }
  form.setAttribute("data-sent", "1");
  form.querySelectorAll("button[type=submit], button:not([type])").forEach((button) => button.classList.add("is-pending"));
}

function goBack(): void {
  if (window.history.length > 1) window.history.back();
  else window.location.assign("/");
}

// The menu sheet of a phone closes when something else is touched.
function closeSheet(target: Element): void {
  document.querySelectorAll<HTMLDetailsElement>(".bottombar details[open]").forEach((sheet) => {
    if (!sheet.contains(target)) sheet.open = false;
  });
}
