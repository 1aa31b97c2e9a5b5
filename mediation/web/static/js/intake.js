// The form that is filled while somebody is on the telephone: Enter goes on to the next field and
// never sends, ten people are said to be a collective case, and the time since it was opened runs.

import { isComposing } from "./typing.js";

const second = 1000;

export function watchIntake(page) {
  page.addEventListener("keydown", (event) => {
    const field = event.target;
    if (event.key !== "Enter" || isComposing(event) || event.ctrlKey || event.metaKey) return;
    if (!field.matches?.("form[data-intake] input")) return;
    event.preventDefault();
    goOn(field);
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
