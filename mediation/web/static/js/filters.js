// The panel of filters stands open, because people overlook it closed. On a narrow screen it would
// push the list out of sight, so there it begins closed.

export function watchFilters(page) {
  if (!window.matchMedia("(max-width: 720px)").matches) return;
  for (const panel of page.querySelectorAll("[data-filters]")) panel.open = false;
}
