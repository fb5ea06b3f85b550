// The editor of definitions: rows are added, moved and taken out in place, and what is typed is looked at and kept a
// moment later. Without this script the same buttons of the form do the same.
(() => {
  "use strict";

  const form = document.querySelector("form[data-editor]");
  if (!form) return;
  const LOOK = 500; // milliseconds after the last key until the side is computed anew
  const KEEP = 6000; // milliseconds after the last change until it is saved
  const DEEP = 2500; // milliseconds until what takes longer is asked for
  const side = form.querySelector("[data-panel]");
  const status = form.querySelector("[data-status]");
  const timers = {};
  let unsaved = false;
  let asked = 0;
  let sending = false;

  const later = (name, wait, what) => {
    clearTimeout(timers[name]);
    timers[name] = setTimeout(what, wait);
  };
  const say = (text, wrong = false) => {
    status.textContent = text;
    status.classList.toggle("is-wrong", wrong);
  };
  const body = (what) => {
    const data = new FormData(form);
    data.delete("undo");
    data.set("do", what);
    return data;
  };

  // --- what stands beside the form ---
  async function look(keep = false) {
    if (keep && sending) return later("keep", KEEP, () => look(true));
    sending = keep || sending;
    const number = ++asked;
    const changed = keep && unsaved;
    if (keep) unsaved = false;
    side.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(form.dataset.editor, { method: "POST", body: body(keep ? "keep" : "look"), redirect: "manual" });
      if (answer.type === "opaqueredirect" || answer.status === 403) {
        unsaved = true;
        say("登录已过期，还没有保存。请在新窗口登录后，回到这里继续。", true);
        return;
      }
      const html = await answer.text();
      if (!answer.ok && answer.status !== 409) throw new Error(String(answer.status));
      if (number === asked || keep) show(html, keep, answer.status === 409);
    } catch (error) {
      if (changed) unsaved = true;
      say(/^4/.test(error.message) ? "这一页有表单放不下的内容，还没有保存；请按“保存”看原因。" : "网络不通，还没有保存；连上后会自动再试，请不要关闭本页。", true);
      if (keep && !/^4/.test(error.message)) later("keep", KEEP, () => look(true));
    } finally {
      if (keep) sending = false;
      side.removeAttribute("aria-busy");
    }
  }

  // What the server rendered, as nodes: a document that was parsed this way runs no script.
  const parsed = (html) => [...new DOMParser().parseFromString(html, "text/html").body.childNodes];

  function show(html, kept, stale) {
    const focused = side.contains(document.activeElement);
    const deep = [...(side.querySelector("[data-depth]")?.childNodes || [])];
    const open = [...side.querySelectorAll("details")].map((one) => one.open);
    side.replaceChildren(...parsed(html));
    side.querySelectorAll("details").forEach((one, at) => { if (at in open) one.open = open[at]; });
    const depth = side.querySelector("[data-depth]");
    if (depth && deep.length) depth.replaceChildren(...deep);
    const panel = side.firstElementChild;
    if (kept && !stale) {
      form.elements.revision.value = panel.dataset.revision;
      form.elements.was.value = panel.dataset.was;
      const saved = document.querySelector("[data-saved]");
      if (saved && panel.dataset.kept) saved.textContent = panel.dataset.kept;
      say("已自动保存草稿。");
    }
    if (stale) say("另有人保存了这一页，您的修改还没有覆盖它；请对照两份文本。", true);
    mark(panel);
    if (focused) side.querySelector("h2")?.setAttribute("tabindex", "-1");
    later("depth", DEEP, deepen);
  }

  async function deepen() {
    const place = side.querySelector("[data-depth]");
    if (!place) return;
    try {
      const answer = await fetch(form.dataset.editor, { method: "POST", body: body("depth"), redirect: "manual" });
      if (answer.ok && place.isConnected) place.replaceChildren(...parsed(await answer.text()));
    } catch {
      place.textContent = ""; // the number that counts is there; this one is asked for again with the next change
    }
  }

  // Findings stand at their fields, conditions are said in words, pages carry their counts.
  function mark(panel) {
    form.querySelectorAll("[data-faults]").forEach((place) => {
      place.replaceChildren();
      place.closest(".ed-field, .ed-group, .ed-list")?.classList.remove("is-wrong");
    });
    form.querySelectorAll("[data-inside]").forEach((one) => one.replaceChildren());
    panel.querySelectorAll("[data-fault]").forEach((fault) => {
      const name = fault.dataset.fault;
      const place = form.querySelector(`[data-faults="${CSS.escape(name)}"]`);
      if (!place) return;
      const line = document.createElement("p");
      line.className = fault.className;
      line.textContent = fault.querySelector("a").textContent;
      place.append(line);
      if (fault.classList.contains("is-error")) place.closest(".ed-field, .ed-group, .ed-list")?.classList.add("is-wrong");
      for (let row = place.closest(".ed-row"); row; row = row.parentElement.closest(".ed-row")) count(row);
    });
    panel.querySelectorAll("[data-say]").forEach((one) => {
      const place = form.querySelector(`[data-says="${CSS.escape(one.dataset.say)}"]`);
      if (place) place.textContent = one.textContent;
    });
    document.querySelectorAll("[data-count]").forEach((place) => {
      const found = panel.querySelector(`[data-counted="${place.dataset.count}"]`);
      place.replaceChildren();
      if (!found) return;
      const number = document.createElement("b");
      number.className = "ov-count";
      number.textContent = String(Number(found.textContent));
      place.append(number);
    });
    const bar = document.querySelector(".ed-bar a");
    if (bar) bar.textContent = panel.querySelector("[data-summary]").textContent;
  }
  function count(row) {
    const place = row.querySelector(":scope > details > summary [data-inside]");
    if (!place) return;
    const badge = place.querySelector(".ov-badge") || document.createElement("span");
    badge.className = "ov-badge is-warn";
    badge.textContent = String(Number(badge.textContent || 0) + 1);
    place.append(badge);
  }

  function touched() {
    unsaved = true;
    say("有修改还没有保存。");
    later("look", LOOK, () => look());
    later("keep", KEEP, () => look(true));
  }

  // --- rows ---
  const listOf = (row) => row.closest("[data-list]");
  const rowsOf = (list) => [...list.children].filter((one) => one.classList.contains("ed-row"));
  const first = (row) => row.querySelector("summary, input:not([type=hidden]), textarea, select, button");

  async function add(button) {
    const list = form.querySelector(`[data-list="${CSS.escape(button.value.slice(4))}"]`);
    const numbers = rowsOf(list).map((one) => Number((one.dataset.row || one.dataset.gone).split(".").pop()));
    const name = `${list.dataset.list}.${Math.max(-1, ...numbers) + 1}`;
    const query = new URLSearchParams({ path: button.dataset.path, name });
    try {
      const answer = await fetch(`${form.dataset.row}?${query}`, { redirect: "manual" });
      if (!answer.ok) throw new Error(String(answer.status));
      list.append(...parsed(await answer.text()));
      const row = list.lastElementChild;
      (row.querySelector("input:not([type=hidden]), textarea, select") || first(row)).focus();
      row.scrollIntoView({ block: "nearest" });
      touched();
    } catch {
      say("没有加上：网络不通或者登录已过期。", true);
    }
  }

  function shift(row, by, button) {
    const rows = rowsOf(listOf(row));
    const other = rows[rows.indexOf(row) + by];
    if (!other) return;
    if (by < 0) other.before(row);
    else other.after(row);
    button.focus();
    row.scrollIntoView({ block: "nearest" });
    touched();
  }

  function remove(row) {
    const title = row.querySelector("[data-titled]")?.textContent || row.querySelector("input:not([type=hidden]), textarea")?.value || "这一行";
    const gone = document.createElement("li");
    gone.className = "ed-row is-gone";
    gone.dataset.gone = row.dataset.row;
    const words = document.createElement("span");
    words.textContent = `已删除“${title}”`;
    const back = document.createElement("button");
    back.type = "button";
    back.className = "btn btn-sm";
    back.textContent = "撤销删除";
    back.addEventListener("click", () => {
      gone.replaceWith(row);
      first(row).focus();
      touched();
    });
    gone.append(words, back);
    row.replaceWith(gone);
    back.focus();
    touched();
  }

  form.addEventListener("click", (event) => {
    const button = event.target.closest('button[name="do"]');
    if (!button) return;
    const [what] = button.value.split(":");
    if (!["add", "up", "down", "remove"].includes(what)) return;
    event.preventDefault();
    if (what === "add") add(button);
    else if (what === "remove") remove(button.closest(".ed-row"));
    else shift(button.closest(".ed-row"), what === "up" ? -1 : 1, button);
  });

  // The title of a row follows its first field.
  form.addEventListener("input", (event) => {
    const row = event.target.closest(".ed-row.is-folded");
    const titled = row?.querySelector(":scope > details > summary [data-titled]");
    if (titled && row.querySelector(".ed-body .ed-field input, .ed-body .ed-field textarea") === event.target) titled.textContent = event.target.value || "（还没有名称）";
    touched();
  });
  form.addEventListener("change", touched);

  // A link to a finding opens what its field lies in and focuses it.
  side.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#f-']");
    const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!field) return;
    event.preventDefault();
    for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    field.querySelector(":scope > details")?.setAttribute("open", "");
    field.scrollIntoView({ block: "center" });
    (field.matches("input, select, textarea") ? field : field.querySelector("input:not([type=hidden]), select, textarea") || field).focus({ preventScroll: true });
  });

  document.addEventListener("visibilitychange", () => document.hidden && unsaved && look(true));
  window.addEventListener("online", () => unsaved && look(true));
  form.addEventListener("submit", () => { unsaved = false; });
  window.addEventListener("beforeunload", (event) => unsaved && event.preventDefault());
  later("depth", DEEP, deepen);
})();
