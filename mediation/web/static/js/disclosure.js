// Menus and opened chips are <details>. With script they also close with Esc, with a click
// elsewhere, and when another one opens.

const open = "details[data-disclosure][open]";

export function watchDisclosures(page) {
  page.addEventListener("click", (event) => {
    for (const one of page.querySelectorAll(open)) if (!one.contains(event.target)) one.open = false;
  });
  page.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const one of page.querySelectorAll(open)) {
      one.open = false;
      one.querySelector("summary").focus();
    }
    if (location.hash === "#navigation") location.hash = "#main";
  });
  page.addEventListener("focusin", (event) => {
    for (const one of page.querySelectorAll(open)) if (!one.contains(event.target)) one.open = false;
  });
}
