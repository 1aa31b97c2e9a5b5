// Rows of choices: while one of them has focus, its digit (or letter) chooses it. A radio is
// chosen, a checkbox toggled; the same as clicking it. A row of checkboxes is one stop of the Tab
// key, as a row of radios is, and the arrow keys walk in it.

import { isComposing } from "./typing.js";

const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

export function watchSegments(page) {
  page.addEventListener("keydown", (event) => {
    if (isComposing(event) || event.altKey || event.ctrlKey || event.metaKey) return;
    const group = event.target.closest?.("[data-segments]");
    if (group && (choose(group, event.key) || walk(group, event))) event.preventDefault();
  });
  page.addEventListener("focusin", (event) => {
    const group = event.target.closest?.("[data-segments]");
    if (group) makeOneStop(group, event.target);
  });
  gatherStops(page);
}

export function gatherStops(part) {
  for (const group of part.querySelectorAll("[data-segments]")) makeOneStop(group, boxes(group)[0]);
}

function boxes(group) {
  return [...group.querySelectorAll("input[type=checkbox]")];
}

function makeOneStop(group, stop) {
  const all = boxes(group);
  if (!all.includes(stop)) return;
  for (const box of all) box.tabIndex = box === stop ? 0 : -1;
}

function choose(group, key) {
  const at = group.dataset.segments.toUpperCase().indexOf(key.toUpperCase());
  const choice = key.length === 1 && at >= 0 ? group.querySelectorAll("input")[at] : undefined;
  if (!choice) return false;
  choice.focus();
  choice.click();
  return true;
}

function walk(group, event) {
  const all = boxes(group);
  const step = steps[event.key];
  if (!step || !all.includes(event.target)) return false;
  all[(all.indexOf(event.target) + step + all.length) % all.length].focus();
  return true;
}
