// The keyboard in lists: j and k move, Enter opens, x ticks, / searches, ? explains. Never while one types.
(() => {
  "use strict";

  const rows = () => [...document.querySelectorAll("table[data-rows] > tbody > tr")].filter((row) => row.cells.length);
  const chosen = () => document.querySelector("tr.is-chosen");

  function choose(row) {
    chosen()?.classList.remove("is-chosen");
    row.classList.add("is-chosen");
    row.querySelector("a[href]")?.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }

  function move(by) {
    const all = rows();
    if (!all.length) return;
    const at = all.indexOf(chosen());
    choose(all[Math.min(Math.max(at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by, 0), all.length - 1)]);
  }

  const actions = {
    j: () => move(1),
    k: () => move(-1),
    x: () => chosen()?.querySelector("input[type=checkbox]")?.click(),
    "/": () => document.querySelector("[data-search]")?.focus(),
    "?": () => document.getElementById("ov-keys").showModal(),
    Enter: (event) => {
      const link = chosen()?.querySelector("a[href]");
      if (!link || event.target.closest("a, button, summary")) return false;
      link.click();
      return true;
    },
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (document.querySelector("dialog[open]")) {
      if (event.key === "?") document.querySelector("dialog[open]").close();
      return;
    }
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const action = actions[event.key];
    if (action && action(event) !== false) event.preventDefault();
  });
})();
