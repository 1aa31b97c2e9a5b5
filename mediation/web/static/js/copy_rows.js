// Copies rows of a table as text that pastes into a spreadsheet cell by cell, masked as on screen.
// When some rows are selected with the mouse, only those are copied. Browsers offer the clipboard
// on https and on localhost only; elsewhere the button stays hidden.

const formulaSigns = /^[\s\u3000]*[=+\-@＝＋－＠]/;

export function watchCopyingRows(page) {
  if (!navigator.clipboard) return;
  for (const button of page.querySelectorAll("[data-copy-rows]")) prepare(page, button);
}

function prepare(page, button) {
  const table = page.querySelector(`${button.dataset.copyRows} table`);
  if (!table) return;
  const words = button.textContent;
  const tell = () => {
    const count = selected(table).length;
    button.textContent = count ? button.dataset.one.replace("#", count) : words;
  };
  button.hidden = false;
  button.addEventListener("mousedown", (event) => event.preventDefault());
  page.addEventListener("selectionchange", tell);
  button.addEventListener("click", async () => {
    const some = selected(table);
    const rows = some.length ? some : [...table.tBodies[0].rows];
    await navigator.clipboard.writeText([table.tHead.rows[0], ...rows].map(line).join("\r\n"));
    button.textContent = button.dataset.copied.replace("#", rows.length);
    setTimeout(tell, 2000);
  });
}

function selected(table) {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed) return [];
  return [...table.tBodies[0].rows].filter((row) => selection.containsNode(row, true));
}

function line(row) {
  return [...row.cells].map((cell) => plain(cell.textContent)).join("\t");
}

function plain(text) {
  const words = text.replace(/\s+/g, " ").trim();
  return formulaSigns.test(words) ? `'${words}` : words;
}
