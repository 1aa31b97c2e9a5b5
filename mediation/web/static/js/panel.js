// The panel of intake over any page: the page behind stays visible and usable, the form is fetched
// from the address of the full page. Esc closes the panel and loses nothing; Alt+N shows it again.

import { focusErrors } from "./errors.js";
import { beginIntake } from "./intake.js";
import { watchLimits } from "./limit.js";
import { showAmounts } from "./money.js";
import { gatherStops } from "./segmented.js";
import { isComposing } from "./typing.js";

const wide = "(min-width: 62rem)";
const whole = /^\s*<!doctype/i;

export function watchPanel(page) {
  const panel = page.querySelector("[data-panel]");
  if (!panel) return;
  const body = panel.firstElementChild;
  page.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-close-panel]")) close(panel);
    else if (event.target.closest?.("[data-new-intake]") && isPlain(event) && fits(page)) {
      event.preventDefault();
      open(panel, body);
    }
  });
  page.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !isComposing(event) && !event.defaultPrevented && panel.contains(event.target)) close(panel);
  });
  panel.addEventListener("focusin", (event) => { panel.lastFocus = event.target; });
  body.addEventListener("htmx:beforeSwap", (event) => { if (event.target === body) judge(panel, event); });
  body.addEventListener("htmx:afterSettle", (event) => { if (event.target === body) prepare(panel); });
  for (const kind of ["htmx:sendError", "htmx:timeout"]) body.addEventListener(kind, () => sayTrouble(panel, ""));
}

function isPlain(event) {
  return !event.ctrlKey && !event.metaKey && !event.shiftKey;
}

function fits(page) {
  return window.htmx && window.matchMedia(wide).matches && !page.querySelector("main form[data-intake]");
}

function open(panel, body) {
  panel.ownerDocument.body.classList.add("with-panel");
  panel.hidden = false;
  if (body.querySelector("form[data-intake]")) {
    (panel.contains(panel.lastFocus) ? panel.lastFocus : first(panel))?.focus();
    return;
  }
  const address = new URL(panel.dataset.panel, location.href);
  if (body.querySelector("[data-saved]")) address.searchParams.set("fresh", "1");
  window.htmx.ajax("GET", address.pathname + address.search, { target: body, swap: "innerHTML" })
    .catch(() => location.assign(address));
}

function close(panel) {
  panel.hidden = true;
  panel.ownerDocument.body.classList.remove("with-panel");
  panel.ownerDocument.querySelector("[data-new-intake]")?.focus();
}

// A refused form is shown with its faults; a whole page is no part of a panel and is opened instead.
function judge(panel, event) {
  const { xhr } = event.detail;
  const isWhole = whole.test(xhr.responseText);
  event.detail.shouldSwap = !isWhole && [200, 409, 422].includes(xhr.status);
  if (event.detail.shouldSwap) event.detail.isError = false;
  else if (xhr.status < 400 && isWhole) location.assign(xhr.responseURL);
  else sayTrouble(panel, xhr.responseText);
}

function sayTrouble(panel, html) {
  const line = panel.querySelector("[data-trouble]");
  if (!line) return;
  const number = new DOMParser().parseFromString(html, "text/html").querySelector(".mono")?.textContent ?? "";
  line.textContent = number ? `${line.dataset.trouble}编号 ${number}，可提供给管理员。` : line.dataset.trouble;
  line.hidden = false;
  line.scrollIntoView({ block: "nearest" });
}

// The focus may have gone on already: whoever types fast must not be called back.
function prepare(panel) {
  watchLimits(panel);
  showAmounts(panel);
  gatherStops(panel);
  beginIntake(panel);
  panel.scrollTop = 0;
  if (panel.querySelector("[data-error-summary]")) focusErrors(panel);
  else if (!panel.contains(panel.ownerDocument.activeElement)) first(panel)?.focus();
}

function first(panel) {
  return panel.querySelector("[data-first]");
}
