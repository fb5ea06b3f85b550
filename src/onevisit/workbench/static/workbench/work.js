// Keys of the workbench and phrases that are put into a text. Everything works without it, by mouse and Tab.
(() => {
  "use strict";

  // htmx copies style attributes from the old part of a page to the new one; the security policy blocks them.
  if (window.htmx) window.htmx.config.attributesToSettle = ["class"];

  const typing = (event) => event.target.closest("input, textarea, select, [contenteditable]");
  const chosen = () => document.querySelector("tr.is-chosen");
  const places = { t: "/work/", w: "/work/items", n: "/work/intake", h: "/work/window", o: "/work/hand-out" };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      const text = event.target.closest("textarea[data-submits]");
      if (!text) return;
      const name = text.dataset.submits;
      const button = name ? text.form.querySelector(`button[name="do"][value="${name}"]`) : null;
      text.form.requestSubmit(button || text.form.querySelector("button.btn-primary"));
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event)) return;
    if (document.querySelector("dialog[open]")) return;
    const own = `[data-hotkey="${CSS.escape(event.key)}"]`;
    const button = chosen()?.querySelector(own) || document.querySelector(`main a${own}`);
    if (button) {
      event.preventDefault();
      button.click();
      return;
    }
    // A row whose way on is a button instead of a link.
    const open = event.key === "Enter" && !event.target.closest("a, button, summary") && chosen()?.querySelector("button[data-open]");
    if (open) {
      event.preventDefault();
      open.click();
      return;
    }
    const link = places[event.key] && document.querySelector(`.ov-side a[href="${places[event.key]}"]`);
    if (link) {
      event.preventDefault();
      link.click();
    }
  });

  document.querySelectorAll("[data-phrase]").forEach((button) => {
    button.hidden = false;
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-phrase]");
    if (!button) return;
    const text = document.getElementById(button.dataset.into);
    text.value = text.value ? `${text.value.trimEnd()}\n${button.dataset.phrase}` : button.dataset.phrase;
    text.dispatchEvent(new Event("input", { bubbles: true }));
    text.focus();
  });
})();
