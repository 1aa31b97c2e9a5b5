// Shows how many characters are left below a text area, in the words that the template gives.
// Nothing is cut off; the server says what is too long.

export function watchLimits(part) {
  for (const area of part.querySelectorAll("textarea[data-limit]")) {
    const words = area.ownerDocument.getElementById(`${area.id}-left`);
    const tell = () => {
      const left = Number(area.dataset.limit) - [...area.value].length;
      words.textContent = (left >= 0 ? area.dataset.left : area.dataset.over).replace("#", Math.abs(left));
    };
    area.addEventListener("input", tell);
    tell();
  }
}
