// The keys of a window: 1 to 8, as they stand on the buttons. Everything works without them, by mouse and Tab.
(() => {
  "use strict";

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
    if (event.target.closest("input, textarea, select, [contenteditable]") || document.querySelector("dialog[open]")) return;
    const found = document.querySelector(`main [data-key="${CSS.escape(event.key)}"]`);
    if (!found) return;
    event.preventDefault();
    if (found.tagName !== "SUMMARY") {
      found.click();
      return;
    }
    // A deed that needs a reason opens, and the first field is ready to be typed in.
    found.parentElement.open = true;
    found.parentElement.querySelector("select, input:not([type=hidden])").focus();
  });

  // The line is renewed every ten seconds, but not while somebody writes why he calls one out of turn.
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.target.id === "wb-side" && event.target.querySelector("details[open]")) event.preventDefault();
  });
})();
