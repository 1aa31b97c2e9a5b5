// Rows of choices: while one of them has focus, its digit (or letter) chooses it. A radio is
// chosen, a checkbox toggled; the same as clicking it.

import { isComposing } from "./typing.js";

export function watchSegments(page) {
  page.addEventListener("keydown", (event) => {
    if (isComposing(event) || event.altKey || event.ctrlKey || event.metaKey) return;
    const group = event.target.closest?.("[data-segments]");
    if (!group) return;
    const at = group.dataset.segments.toUpperCase().indexOf(event.key.toUpperCase());
    const choice = event.key.length === 1 && at >= 0 ? group.querySelectorAll("input")[at] : undefined;
    if (!choice) return;
    event.preventDefault();
    choice.focus();
    choice.click();
  });
}
