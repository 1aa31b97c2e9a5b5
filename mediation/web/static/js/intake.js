// The form that is filled while somebody is on the telephone: Enter goes on to the next field and
// never sends, ten people are said to be a collective case, and the time since it was opened runs.
// The cases that the caller may mean come in while somebody types; they must not stand in the way of
// the Tab key, so F2 leads into them, the arrow keys walk there, Enter takes the choice that has the
// focus, and F2 or Esc leads back.

import { isComposing } from "./typing.js";

const second = 1000;
const stopsInside = "a[href], button, input";
const steps = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
let before = null;

export function watchIntake(page) {
  page.addEventListener("keydown", (event) => {
    const field = event.target;
    if (event.key !== "Enter" || isComposing(event) || event.ctrlKey || event.metaKey) return;
    if (!field.matches?.("form[data-intake] input")) return;
    event.preventDefault();
    goOn(field);
  });
  page.addEventListener("keydown", (event) => {
    const form = event.target.closest?.("form[data-intake]");
    if (!form || isComposing(event) || event.defaultPrevented || !besides(form, event)) return;
    event.preventDefault();
    event.stopPropagation();
  }, true);
  page.addEventListener("htmx:afterSwap", (event) => {
    if (!event.target.matches?.("[data-aside]")) return;
    for (const stop of event.target.querySelectorAll(stopsInside)) stop.tabIndex = -1;
  });
  page.addEventListener("input", (event) => {
    if (event.target.matches?.("form[data-intake] [name=worker_count]")) tellCollective(event.target);
  });
  beginIntake(page);
  setInterval(() => tick(page), second);
}

export function beginIntake(part) {
  for (const clock of part.querySelectorAll("[data-elapsed]")) clock.dataset.elapsed = Date.now();
  for (const field of part.querySelectorAll("form[data-intake] [name=worker_count]")) tellCollective(field);
}

function besides(form, event) {
  const aside = form.querySelector("[data-aside]");
  const stops = [...aside?.querySelectorAll(stopsInside) ?? []];
  const at = stops.indexOf(event.target);
  if (at < 0) return event.key === "F2" && stops.length > 0 && enter(stops[0], event.target);
  if (event.key === "F2" || event.key === "Escape") return goBack(form);
  if (event.key === "Enter" && event.target.type === "radio" && !event.ctrlKey && !event.metaKey) {
    event.target.click();
    return goBack(form);
  }
  const step = steps[event.key];
  if (step) stops[(at + step + stops.length) % stops.length].focus();
  return Boolean(step);
}

function enter(stop, from) {
  before = from;
  stop.focus();
  return true;
}

function goBack(form) {
  (before && form.contains(before) ? before : form.querySelector("[data-first]"))?.focus();
  return true;
}

function goOn(field) {
  const stops = [...field.form.elements].filter(isStop);
  stops[stops.indexOf(field) + 1]?.focus();
}

function isStop(field) {
  return field.tabIndex >= 0 && !field.disabled && field.type !== "hidden" && field.offsetParent !== null;
}

function tellCollective(field) {
  const line = field.form.querySelector("[data-collective]");
  const typed = field.value.replace(/[０-９]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
  if (line) line.hidden = !(Number(typed) >= Number(line.dataset.collective));
}

function tick(page) {
  for (const clock of page.querySelectorAll("[data-elapsed]")) {
    const seconds = Math.floor((Date.now() - Number(clock.dataset.elapsed)) / second);
    clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }
}
