// Menus and opened chips are <details>. With script they also close with Esc, with a click
// elsewhere, and when another one opens. The drawer with the navigation on phones is opened by its
// address (#navigation); going back closes it and keeps the place on the page.

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
    closeDrawer();
  });
  for (const link of page.querySelectorAll("[data-close-drawer]")) {
    link.addEventListener("click", (event) => { if (closeDrawer()) event.preventDefault(); });
  }
  page.addEventListener("focusin", (event) => {
    for (const one of page.querySelectorAll(open)) if (!one.contains(event.target)) one.open = false;
  });
}

function closeDrawer() {
  if (location.hash !== "#navigation") return false;
  history.back();
  return true;
}
