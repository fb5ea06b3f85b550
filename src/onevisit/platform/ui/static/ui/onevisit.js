// What pages do better with a script. Each part looks for its own mark in the page; without scripts all still works.
(() => {
  "use strict";

  // A link to a field in the summary opens what it lies in and focuses it, which a bare anchor does not.
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".ov-errors a[href^='#']");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    field.closest("details")?.setAttribute("open", "");
    field.closest(".ov-field")?.scrollIntoView({ block: "start" });
    field.focus({ preventScroll: true });
  });

  // A form is sent once: the second click of a double click does nothing. Coming back to the page frees it again.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    event.submitter?.setAttribute("aria-busy", "true");
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => {
      delete form.dataset.sent;
      form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
    });
  });

  // Buttons that only a script can serve are shown by it.
  document.querySelectorAll("[data-copy], [data-print], [data-dialog]").forEach((button) => {
    button.hidden = false;
  });
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy], [data-print], [data-dialog]");
    if (!button) return;
    if ("print" in button.dataset) window.print();
    if ("dialog" in button.dataset) document.getElementById(button.dataset.dialog).showModal();
    if ("copy" in button.dataset) {
      const status = button.parentElement.querySelector("[role=status]");
      try {
        await navigator.clipboard.writeText(button.dataset.copy);
        status.textContent = "已复制";
      } catch {
        // No clipboard without https or leave: the number is selected, to be copied by hand.
        window.getSelection().selectAllChildren(button.parentElement.querySelector("code"));
        status.textContent = "已选中，请手动复制";
      }
    }
  });

  // One menu or due day is open at a time; Escape and a click elsewhere close it.
  const folds = "details.ov-menu[open], details.ov-due[open]";
  const close = (except) =>
    document.querySelectorAll(folds).forEach((one) => one !== except && one.removeAttribute("open"));
  document.addEventListener("click", (event) => close(event.target.closest("details")));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = document.querySelector(folds);
    close();
    open?.querySelector("summary").focus();
  });
})();
