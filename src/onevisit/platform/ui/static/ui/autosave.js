// <form data-autosave="address"> with <p role="status" data-autosave-status> inside: what is typed is sent to the
// address a moment later, so that nothing is lost. Files and passwords are left to the button. The answer is 204.
(() => {
  "use strict";

  const PAUSE = 1200; // milliseconds after the last key
  const AGAIN = 10000; // milliseconds until a failed one is tried again

  document.querySelectorAll("form[data-autosave]").forEach((form) => {
    const status = form.querySelector("[data-autosave-status]");
    let timer = 0;
    let unsaved = false;
    let sending = false;

    const say = (text, wrong = false) => {
      if (!status) return;
      status.textContent = text;
      status.classList.toggle("is-wrong", wrong);
    };

    const later = (wait) => {
      clearTimeout(timer);
      timer = setTimeout(save, wait);
    };

    async function save() {
      if (sending) return later(PAUSE);
      sending = true;
      unsaved = false;
      const data = new FormData(form);
      for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
      try {
        const answer = await fetch(form.dataset.autosave, {
          method: "POST", body: data, redirect: "manual", headers: { "X-Autosave": "1" },
        });
        if (answer.status === 204) {
          const time = new Date().toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit" });
          say(`已保存 ${time}`);
        } else if (answer.type === "opaqueredirect" || answer.status === 403) {
          unsaved = true;
          say("登录已过期，还没有保存。请在新窗口登录后，回到这里继续。", true);
        } else {
          throw new Error(String(answer.status));
        }
      } catch {
        unsaved = true;
        say("网络不通，还没有保存；连上后自动再试，请不要关闭本页。", true);
        later(AGAIN);
      } finally {
        sending = false;
      }
    }

    form.addEventListener("input", () => {
      unsaved = true;
      later(PAUSE);
    });
    window.addEventListener("online", () => unsaved && later(0));
    window.addEventListener("beforeunload", (event) => {
      if (unsaved && !form.dataset.sent) event.preventDefault();
    });
  });
})();
