/* Maps: zoom by buttons, keys and wheel; pan by dragging and scrolling; what is tied to a box lights up. A map is a
   picture with links without it. */
(function () {
  "use strict";
  const STEP = 1.25, LEAST = 0.2, MOST = 4;

  function setUp(sheet) {
    if (sheet.gzMap) return;
    sheet.gzMap = true;
    const view = sheet.querySelector(".gz-sheet__view");
    const svg = view.querySelector("svg");
    const natural = svg.viewBox.baseVal.width;

    function zoomTo(to, x, y) {
      const was = svg.getBoundingClientRect(), frame = view.getBoundingClientRect();
      x = x === undefined ? frame.left + frame.width / 2 : x;
      y = y === undefined ? frame.top + frame.height / 2 : y;
      const atX = (x - was.left) / was.width, atY = (y - was.top) / was.height;
      sheet.style.setProperty("--zoom", Math.min(MOST, Math.max(LEAST, to)));
      sheet.classList.add("gz-sheet--moved");
      const now = svg.getBoundingClientRect();
      view.scrollLeft += now.left + atX * now.width - x;
      view.scrollTop += now.top + atY * now.height - y;
    }
    function padding() { return parseFloat(getComputedStyle(svg).paddingLeft) * 2; }
    function own(factor) { return (svg.getBoundingClientRect().width - padding()) / natural * factor; }
    function fit() {
      sheet.classList.remove("gz-sheet--moved");
      sheet.style.removeProperty("--zoom");
    }
    function whole() {
      const pad = padding(), height = svg.viewBox.baseVal.height;
      zoomTo(Math.min((view.clientWidth - pad) / natural, (view.clientHeight - pad) / height));
    }

    const tools = document.createElement("div");
    tools.className = "gz-sheet__tools";
    [["+", "Larger", function () { zoomTo(own(STEP)); }],
     ["−", "Smaller", function () { zoomTo(own(1 / STEP)); }],
     ["All", "All of the map", whole],
     ["Reset", "Reset", fit]].forEach(function (tool) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = tool[0];
      button.title = tool[1];
      button.setAttribute("aria-label", tool[1]);
      button.addEventListener("click", tool[2]);
      tools.appendChild(button);
    });
    sheet.appendChild(tools);

    view.addEventListener("keydown", function (event) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const step = 60;
      switch (event.key) {
        case "+": case "=": zoomTo(own(STEP)); break;
        case "-": zoomTo(own(1 / STEP)); break;
        case "0": fit(); break;
        case "ArrowLeft": case "ArrowRight": case "ArrowUp": case "ArrowDown":
          if (event.target.closest && event.target.closest(".gz-box")) { walk(event.target.closest(".gz-box"), event.key); break; }
          if (event.key === "ArrowLeft") view.scrollLeft -= step;
          if (event.key === "ArrowRight") view.scrollLeft += step;
          if (event.key === "ArrowUp") view.scrollTop -= step;
          if (event.key === "ArrowDown") view.scrollTop += step;
          break;
        case "Escape": view.focus(); light(null); break;
        default: return;
      }
      event.preventDefault();
      event.stopPropagation();
    });

    /* From a box to the nearest one in the direction of the arrow key. */
    function walk(box, key) {
      const here = middle(box);
      let best = null, least = Infinity;
      svg.querySelectorAll(".gz-box a").forEach(function (link) {
        const other = link.closest(".gz-box"), at = middle(other);
        const dx = at.x - here.x, dy = at.y - here.y;
        const along = { ArrowLeft: -dx, ArrowRight: dx, ArrowUp: -dy, ArrowDown: dy }[key];
        const aside = Math.abs(key === "ArrowLeft" || key === "ArrowRight" ? dy : dx);
        if (other === box || along < 1) return;
        const far = along + 2 * aside;
        if (far < least) { least = far; best = link; }
      });
      if (best) best.focus();
    }
    function middle(box) {
      const r = box.getBoundingClientRect();
      return { x: r.left + r.width / 2, y: r.top + r.height / 2 };
    }

    view.addEventListener("wheel", function (event) {
      if (!event.ctrlKey && !event.metaKey) return; // a page scrolls past a map
      event.preventDefault();
      zoomTo(own(event.deltaY < 0 ? 1.1 : 1 / 1.1), event.clientX, event.clientY);
    }, { passive: false });

    /* What is near an arrow is on it. The rows of the table below tell, in the same order, what an arrow goes by and
       where it is written. */
    const box = sheet.closest(".gz-atlas"), rows = box ? box.querySelectorAll(".gz-table--ties tbody tr") : [];
    svg.querySelectorAll(".gz-edge").forEach(function (edge, at) {
      const near = edge.querySelector("path").cloneNode();
      near.setAttribute("class", "gz-edge__near");
      edge.appendChild(near);
      if (!rows[at]) return;
      const title = edge.querySelector("title"), by = rows[at].lastElementChild, mark = rows[at].querySelector(".gz-mark");
      if (by.firstElementChild) title.textContent += " by way of " + by.textContent;
      if (mark) title.textContent += " (" + mark.title + ")";
    });

    let held = null;
    view.addEventListener("pointerdown", function (event) {
      if (event.button !== 0 || event.pointerType === "touch") return; // fingers scroll by themselves
      held = { x: event.clientX, y: event.clientY, left: view.scrollLeft, top: view.scrollTop, far: false };
    });
    window.addEventListener("pointermove", function (event) {
      if (!held) return;
      const dx = event.clientX - held.x, dy = event.clientY - held.y;
      if (!held.far && Math.abs(dx) + Math.abs(dy) < 5) return;
      held.far = true;
      sheet.classList.add("gz-sheet--held");
      view.scrollLeft = held.left - dx;
      view.scrollTop = held.top - dy;
    });
    window.addEventListener("pointerup", function () {
      if (held && held.far) setTimeout(function () { held = null; }, 0); else held = null;
      sheet.classList.remove("gz-sheet--held");
    });
    view.addEventListener("click", function (event) { // a drag that ends on a box opens nothing
      if (held && held.far) { event.preventDefault(); event.stopPropagation(); }
    }, true);
    view.addEventListener("dragstart", function (event) { event.preventDefault(); });

    function light(box) {
      svg.classList.toggle("gz-lit", Boolean(box));
      svg.querySelectorAll(".gz-on").forEach(function (one) { one.classList.remove("gz-on"); });
      if (!box) return;
      const boxes = Array.from(svg.querySelectorAll(".gz-box"));
      const number = String(boxes.indexOf(box)), near = {};
      near[number] = true;
      svg.querySelectorAll("[data-ends]").forEach(function (edge) {
        const ends = edge.getAttribute("data-ends").split(" ");
        if (ends.indexOf(number) < 0) return;
        edge.classList.add("gz-on");
        near[ends[0]] = near[ends[1]] = true;
      });
      boxes.forEach(function (one, at) {
        if (near[at]) one.classList.add("gz-on");
      });
    }
    svg.addEventListener("pointerover", function (event) { light(event.target.closest(".gz-box")); });
    svg.addEventListener("pointerleave", function () { light(null); });
    svg.addEventListener("focusin", function (event) {
      const box = event.target.closest(".gz-box");
      light(box);
      if (box) box.scrollIntoView({ block: "nearest", inline: "nearest" });
    });
    svg.addEventListener("focusout", function () { light(null); });
  }

  function start() { document.querySelectorAll(".gz-sheet").forEach(setUp); }
  if (typeof document$ !== "undefined") document$.subscribe(start); // Material swaps pages without loading them
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
