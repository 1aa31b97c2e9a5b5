// The name of another body stands in its field as soon as its kind is chosen, where the records know
// one. What somebody typed is left alone, and a name that was put there goes when the kind does.

const put = new WeakMap();

export function watchKnownBodies(page) {
  page.addEventListener("change", (event) => {
    if (!event.target.matches?.("[data-kind-of], [name=channel]")) return;
    const kinds = event.target.form?.querySelector("[data-kind-of]");
    if (kinds) name(kinds);
  });
}

// An arbitration commission is a channel of its own and needs no kind.
function name(kinds) {
  const field = kinds.form.elements[kinds.dataset.kindOf];
  if (field.value && field.value !== put.get(field)) return;
  const channel = kinds.form.elements.channel?.value;
  const kind = channel === "arbitration" ? channel : kinds.value;
  const known = JSON.parse(kinds.dataset.knownBodies)[kind]?.[0] ?? "";
  if (field.value === known) return;
  field.value = known;
  put.set(field, known);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
