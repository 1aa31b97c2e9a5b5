// Keeps what is typed into a form[data-draft] as a draft on the server: five seconds after a change,
// when the page goes away, and just before the form is sent. Nothing is kept in the browser.

const wait = 5000;
const waiting = new WeakMap();

export function watchDrafts(page) {
  page.addEventListener("input", (event) => later(event.target.closest?.("form[data-draft]")));
  page.addEventListener("change", (event) => later(event.target.closest?.("form[data-draft]")));
  page.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-draft]");
    if (!form) return;
    if (event.submitter?.matches("[data-drop-draft]")) cancel(form);
    else keepNow(form);
  }, true);
  window.addEventListener("pagehide", () => keepAll(page));
  page.addEventListener("visibilitychange", () => { if (page.hidden) keepAll(page); });
}

function keepAll(page) {
  for (const form of page.querySelectorAll("form[data-draft]")) keepNow(form);
}

function later(form) {
  if (!form || waiting.has(form)) return;
  waiting.set(form, setTimeout(() => keepNow(form), wait));
}

function cancel(form) {
  clearTimeout(waiting.get(form));
  return waiting.delete(form);
}

// A form that has not changed since it was last kept is not sent again.
export function keepNow(form) {
  if (!cancel(form)) return;
  const body = new URLSearchParams(new FormData(form));
  fetch(form.dataset.draft, { method: "POST", body, keepalive: true, headers: { "HX-Request": "true" } })
    .then((answer) => tell(form, answer), () => say(form, form.dataset.draftAway));
}

async function tell(form, answer) {
  if (answer.status === 401) say(form, form.dataset.draftOver);
  else if (answer.ok) say(form, (await answer.text()).trim());
  else say(form, form.dataset.draftAway);
}

function say(form, words) {
  const place = form.querySelector("[data-draft-said]");
  if (place) place.textContent = words;
}
