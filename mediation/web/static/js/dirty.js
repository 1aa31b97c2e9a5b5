// Warns before a page with typed, unsent text is left. The words of the question are the browser's.

export function watchUnsaved(page) {
  let unsaved = false;
  page.addEventListener("input", (event) => {
    if (event.target.closest?.("form[data-watch]")) unsaved = true;
  });
  page.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) unsaved = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });
}
