// Narrows a long row of checkboxes to those whose words hold what is typed, and says how many are
// chosen. What is chosen stays chosen, in sight or not; the box itself is no part of the form.

export function watchNarrowing(page) {
  for (const part of page.querySelectorAll("[data-narrows]")) {
    const box = part.querySelector("input");
    const told = part.querySelector("output");
    const ticks = [...page.querySelectorAll(`input[type=checkbox][name="${part.dataset.narrows}"]`)];
    const tell = () => {
      const chosen = ticks.filter((tick) => tick.checked).length;
      const none = ticks.every((tick) => tick.parentElement.hidden);
      told.textContent = part.dataset.chosen.replace("#", chosen) + (none ? part.dataset.none : "");
    };
    box.addEventListener("input", (event) => {
      event.stopPropagation();
      const sought = box.value.trim().toLowerCase();
      for (const tick of ticks) {
        tick.parentElement.hidden = !tick.parentElement.textContent.toLowerCase().includes(sought);
      }
      tell();
    });
    box.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.ctrlKey) event.preventDefault();
    });
    for (const tick of ticks) tick.addEventListener("change", tell);
    part.hidden = false;
    tell();
  }
}
