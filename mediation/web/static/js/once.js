// A form is sent once: a second press while the first is on its way is held back and the button
// says so. It stays in the page and keeps its focus; the server's form_key is the real protection.

export function watchDoubleSending(page) {
  page.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-once]") || event.defaultPrevented) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    mark(event.submitter, true);
    // A file leaves the page where it is, and the next one may be asked for.
    if (form.matches("[data-again]")) setTimeout(() => free(form), 3000);
  });
  // A page that comes back from the browser's memory must be usable again.
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    for (const form of page.querySelectorAll("form[data-sent]")) free(form);
  });
}

function free(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("[aria-disabled]")) mark(button, false);
}

function mark(button, busy) {
  if (!button) return;
  if (busy) button.setAttribute("aria-disabled", "true");
  else button.removeAttribute("aria-disabled");
}
