// The paper of a ticket at a printer: printed by itself, then back to the first page for the next person.
(() => {
  "use strict";

  const paper = document.querySelector("[data-prints]");
  if (!paper) return;
  // A key or a touch means that somebody is still reading: he goes back by the button himself.
  const timer = window.setTimeout(() => window.location.assign(paper.dataset.back), 20_000);
  for (const kind of ["pointerdown", "keydown"]) {
    document.addEventListener(kind, () => window.clearTimeout(timer), { once: true });
  }
  // Not again when somebody comes back to this page.
  const printed = `printed:${window.location.pathname}`;
  if (!window.sessionStorage.getItem(printed)) {
    window.sessionStorage.setItem(printed, "1");
    window.addEventListener("load", () => window.print(), { once: true });
  }
})();
