// Amounts of money: 1.2万 is read as 12,000.00 and shown at once in figures and in 大写; on leaving
// the field it becomes 12000.00, which is what the server reads. Fen are counted in BigInt, so no
// amount is ever rounded. The server checks everything again.

const digits = "零壹贰叁肆伍陆柒捌玖";
const places = ["", "拾", "佰", "仟"];
const groups = ["", "万", "亿", "万亿"];
const full = /[０-９．，]/g;

export function watchMoney(page) {
  page.addEventListener("input", (event) => {
    if (event.target.matches?.("[data-money]")) show(event.target);
  });
  page.addEventListener("change", (event) => {
    if (event.target.matches?.("[data-money]")) settle(event.target);
  });
  showAmounts(page);
}

export function showAmounts(part) {
  for (const field of part.querySelectorAll("[data-money]")) show(field);
}

// Fen of what was typed, or null when it is not an amount.
export function readYuan(typed) {
  const plain = typed.replace(full, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replace(/[¥￥元,\s]/g, "");
  const found = /^(\d{1,12})(?:\.(\d{1,6}))?(万)?$/.exec(plain);
  if (!found) return null;
  const [, whole, part = "", tenThousand] = found;
  const decimals = tenThousand ? 6 : 2;
  if (part.length > decimals) return null;
  return BigInt(whole + part.padEnd(decimals, "0"));
}

export function writeYuan(fen) {
  const whole = (fen / 100n).toString().replace(/\B(?=(\d{3})+$)/g, ",");
  return `${whole}.${(fen % 100n).toString().padStart(2, "0")}`;
}

// 3860000n -> 人民币叁万捌仟陆佰元整
export function writeCapitals(fen) {
  const yuan = (fen / 100n).toString();
  const jiao = Number((fen / 10n) % 10n);
  const last = Number(fen % 10n);
  const whole = yuan === "0" ? "" : `${capitalsOfWhole(yuan)}元`;
  if (jiao === 0 && last === 0) return `人民币${whole || "零元"}整`;
  const gap = whole && jiao === 0 ? "零" : "";
  return `人民币${whole}${jiao ? `${digits[jiao]}角` : gap}${last ? `${digits[last]}分` : "整"}`;
}

function capitalsOfWhole(yuan) {
  const parts = [];
  for (let end = yuan.length; end > 0; end -= 4) parts.unshift(yuan.slice(Math.max(end - 4, 0), end));
  let words = "";
  let skipped = false;
  parts.forEach((part, at) => {
    const value = Number(part);
    if (value === 0) { skipped = words !== ""; return; }
    if (words && (skipped || value < 1000)) words += "零";
    skipped = false;
    words += capitalsOfGroup(value) + groups[parts.length - 1 - at];
  });
  return words;
}

function capitalsOfGroup(value) {
  const signs = [...String(value)];
  let words = "";
  let gap = false;
  signs.forEach((sign, at) => {
    if (sign === "0") { gap = true; return; }
    if (gap && words) words += "零";
    gap = false;
    words += digits[Number(sign)] + places[signs.length - 1 - at];
  });
  return words;
}

function show(field) {
  const echo = field.ownerDocument.getElementById(`${field.id}-echo`);
  if (!echo) return;
  const fen = readYuan(field.value);
  echo.textContent = fen === null ? "" : `${writeYuan(fen)}　${writeCapitals(fen)}`;
}

function settle(field) {
  const fen = readYuan(field.value);
  if (fen === null) return;
  field.value = writeYuan(fen).replaceAll(",", "");
}
