// Two questions that every key handler must ask first.

const fields = "input, textarea, select, [contenteditable]";
const buttons = ["checkbox", "radio", "button", "submit", "reset"];

// While an input method composes Chinese, keys belong to it: Enter picks a word, digits pick a
// candidate. keyCode 229 covers the keydown that some methods send before isComposing is set.
export function isComposing(event) {
  return event.isComposing || event.keyCode === 229;
}

// Whether a single letter would be typed into something.
export function isInField(element) {
  const field = element instanceof Element ? element.closest(fields) : null;
  return field !== null && !buttons.includes(field.type);
}
