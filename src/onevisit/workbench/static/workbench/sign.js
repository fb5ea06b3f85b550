// A drawn signature as numbers: each stroke is x, y, x, y … on a grid of 1000 by 360. No picture leaves the page.
(() => {
  "use strict";

  document.querySelectorAll("[data-sign]").forEach((pad) => {
    const canvas = pad.querySelector("canvas");
    const kept = pad.parentElement.querySelector("[data-strokes]");
    const pen = canvas.getContext("2d");
    let strokes = [];
    pad.hidden = false;

    const at = (event) => {
      const box = canvas.getBoundingClientRect();
      const x = Math.round(((event.clientX - box.left) / box.width) * canvas.width);
      const y = Math.round(((event.clientY - box.top) / box.height) * canvas.height);
      return [Math.min(Math.max(x, 0), canvas.width), Math.min(Math.max(y, 0), canvas.height)];
    };

    function draw() {
      pen.clearRect(0, 0, canvas.width, canvas.height);
      pen.lineWidth = 5;
      pen.lineCap = pen.lineJoin = "round";
      for (const stroke of strokes) {
        pen.beginPath();
        pen.moveTo(stroke[0], stroke[1]);
        for (let i = 0; i < stroke.length; i += 2) pen.lineTo(stroke[i], stroke[i + 1]);
        pen.stroke();
      }
      kept.value = strokes.length ? JSON.stringify(strokes) : "";
    }

    try {
      strokes = kept.value ? JSON.parse(kept.value) : [];
    } catch {
      strokes = [];
    }
    draw();

    canvas.addEventListener("pointerdown", (event) => {
      canvas.setPointerCapture(event.pointerId);
      strokes.push(at(event));
      draw();
    });
    canvas.addEventListener("pointermove", (event) => {
      if (!canvas.hasPointerCapture(event.pointerId)) return;
      strokes.at(-1).push(...at(event));
      draw();
    });
    pad.querySelector("button").addEventListener("click", () => {
      strokes = [];
      draw();
    });
  });
})();
