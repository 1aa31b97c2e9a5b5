// A text field with a list of names below it, filled by the server while somebody types. The arrow
// keys walk in the list, Enter takes the marked name, Esc closes it; what is typed stays otherwise.

import { isComposing } from "./typing.js";

const steps = { ArrowDown: 1, ArrowUp: -1 };

export function watchComboboxes(page) {
  page.addEventListener("keydown", (event) => {
    const field = event.target.closest?.("[data-combobox]");
    if (field && !isComposing(event) && press(field, event)) {
      event.preventDefault();
      event.stopPropagation();
    }
  }, true);
  page.addEventListener("focusout", (event) => {
    if (event.target.matches?.("[data-combobox]")) close(event.target);
  });
  page.addEventListener("mousedown", (event) => {
    const option = event.target.closest?.("[role=listbox] > [role=option]");
    const field = option && page.querySelector(`[data-combobox="${option.parentElement.id}"]`);
    if (!field) return;
    event.preventDefault();
    take(field, option);
  });
  page.addEventListener("htmx:afterSwap", (event) => {
    const field = page.querySelector(`[data-combobox="${event.target.id}"]`);
    if (field) open(field);
  });
}

function listOf(field) {
  return field.ownerDocument.getElementById(field.dataset.combobox);
}

function press(field, event) {
  const list = listOf(field);
  const options = [...list.querySelectorAll("[role=option]")];
  const marked = options.find((option) => option.ariaSelected === "true");
  if (steps[event.key] && options.length > 0) {
    list.hidden = false;
    field.ariaExpanded = "true";
    const at = options.indexOf(marked) + steps[event.key];
    mark(field, options, options[at < 0 ? options.length - 1 : at % options.length]);
    return true;
  }
  if (list.hidden) return false;
  if (event.key === "Enter" && marked) return take(field, marked);
  if (event.key === "Escape") return close(field);
  return false;
}

function mark(field, options, chosen) {
  for (const option of options) option.ariaSelected = String(option === chosen);
  field.setAttribute("aria-activedescendant", chosen.id);
  chosen.scrollIntoView({ block: "nearest" });
}

function open(field) {
  const list = listOf(field);
  list.hidden = list.children.length === 0 || field.ownerDocument.activeElement !== field;
  field.ariaExpanded = String(!list.hidden);
  field.removeAttribute("aria-activedescendant");
}

function close(field) {
  listOf(field).hidden = true;
  field.ariaExpanded = "false";
  field.removeAttribute("aria-activedescendant");
  return true;
}

function take(field, option) {
  if (option.dataset.value) field.value = option.dataset.value;
  close(field);
  listOf(field).replaceChildren();
  for (const kind of ["change", "taken"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
  return true;
}
