// Lines of fields that can be added and taken away (claims, instalments). The model line stands in
// a <template> with __at__ where its number belongs; numbers only grow, gaps are allowed.

import { readYuan, writeYuan } from "./money.js";

export function watchRows(page) {
  for (const block of page.querySelectorAll("[data-rows]")) prepare(block);
}

function prepare(block) {
  const body = block.querySelector("tbody");
  const add = block.querySelector("[data-rows-add]");
  let next = body.children.length;
  add.hidden = false;
  add.addEventListener("click", () => {
    const line = newLine(block, next);
    next += 1;
    body.append(line);
    showRemoval(block, body);
    line.querySelector("input, select, textarea")?.focus();
  });
  body.addEventListener("click", (event) => {
    const button = event.target.closest("[data-rows-remove]");
    if (!button) return;
    button.closest("tr").remove();
    showRemoval(block, body);
    showTotal(block);
    block.dispatchEvent(new Event("input", { bubbles: true }));
    add.focus();
  });
  block.addEventListener("input", () => showTotal(block));
  showRemoval(block, body);
  showTotal(block);
}

function newLine(block, number) {
  const line = block.querySelector("template").content.querySelector("tr").cloneNode(true);
  for (const element of [line, ...line.querySelectorAll("*")]) {
    for (const attribute of [...element.attributes]) {
      if (attribute.value.includes("__at__")) attribute.value = attribute.value.replaceAll("__at__", number);
    }
  }
  return line;
}

function showRemoval(block, body) {
  const spare = body.children.length > Number(block.dataset.least);
  for (const button of body.querySelectorAll("[data-rows-remove]")) button.hidden = !spare;
}

function showTotal(block) {
  const foot = block.querySelector("[data-rows-total]");
  if (!foot) return;
  const amounts = [...block.querySelectorAll("tbody [data-money]")].map((field) => readYuan(field.value)).filter((fen) => fen !== null);
  foot.hidden = amounts.length === 0;
  foot.querySelector("output").textContent = writeYuan(amounts.reduce((sum, fen) => sum + fen, 0n));
}
