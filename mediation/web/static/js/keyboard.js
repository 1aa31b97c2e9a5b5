// The keys of the whole service: Alt+N, /, J, K, ?, Ctrl+Enter, Ctrl+Shift+Enter, Esc. Each has a visible control too.
// Enter on a row is the browser's own, because J and K move the real focus along the row links.

import { isComposing, isInField } from "./typing.js";

export function watchKeyboard(page) {
  page.addEventListener("keydown", (event) => {
    if (isComposing(event) || event.defaultPrevented) return;
    if (withModifier(page, event) || (isPlain(event) && withoutModifier(page, event))) event.preventDefault();
  });
  for (const button of page.querySelectorAll("[data-shortcuts]")) {
    button.hidden = false;
    button.addEventListener("click", () => openSheet(page));
  }
}

function isPlain(event) {
  return !event.altKey && !event.ctrlKey && !event.metaKey && !isInField(event.target);
}

function withModifier(page, event) {
  if (event.altKey && !event.ctrlKey && event.code === "KeyN") return follow(page.querySelector("[data-new-intake]"));
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter") return send(event.target, event.shiftKey);
  return false;
}

function withoutModifier(page, event) {
  if (page.querySelector("dialog[open]")) return false;
  if (event.key === "/") return focus(page.querySelector("[data-search]"));
  if (event.key === "?" || event.key === "？") return openSheet(page);
  if (event.key === "j" || event.key === "J") return moveRow(page, 1);
  if (event.key === "k" || event.key === "K") return moveRow(page, -1);
  return false;
}

function follow(link) {
  if (!link) return false;
  link.click();
  return true;
}

function focus(field) {
  if (!field) return false;
  field.focus();
  field.select();
  return true;
}

// Only forms that write are sent by key; the primary button is named, so that "add a line" is never meant.
// With Shift the form is sent by its second button, which also opens what was saved.
function send(target, opens) {
  const form = target.closest?.("form[method=post]");
  if (!form) return false;
  const open = opens ? form.querySelector("button[name=then][value=open]") : null;
  const button = open ?? form.querySelector("[data-primary]");
  if (button) button.click();
  else form.requestSubmit();
  return true;
}

function openSheet(page) {
  const sheet = page.getElementById("shortcuts");
  if (!sheet || sheet.open) return false;
  sheet.showModal();
  return true;
}

function moveRow(page, step) {
  const links = [...page.querySelectorAll("[data-list] > tbody > tr > th[scope=row] a")];
  if (links.length === 0) return false;
  const here = links.indexOf(page.activeElement);
  const inRow = here >= 0 ? here : links.findIndex((link) => link.closest("tr").contains(page.activeElement));
  const next = inRow < 0 ? (step > 0 ? 0 : links.length - 1) : Math.min(Math.max(inRow + step, 0), links.length - 1);
  links[next].focus();
  links[next].scrollIntoView({ block: "nearest" });
  return true;
}
