// After a refused form the summary of what to mend gets the focus, so that it is seen and read out.

export function focusErrors(page) {
  page.querySelector("[data-error-summary]")?.focus();
}
