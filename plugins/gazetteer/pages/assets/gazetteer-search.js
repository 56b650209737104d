/* The search box: its keys, and what is loaded when it is used for the first time. Until then this is all there is. */

(() => {
  "use strict";

  const box = document.querySelector("[data-gz-search]");
  const toggle = document.getElementById("__search");
  if (!box || !toggle) return;

  const assets = new URL(".", document.currentScript.src);
  const root = new URL("..", assets);
  const form = box.querySelector("form");
  const input = box.querySelector("input");
  const panel = box.querySelector(".gz-found");
  const told = box.querySelector("[role=status]");

  // Files of the index hand over their parts as they run.
  window.gazetteerParts = new Map();
  window.gazetteerPart = (name, value) => window.gazetteerParts.set(name, value);

  const load = (file) => new Promise((done, fail) => {
    const script = document.createElement("script");
    script.src = new URL(file, assets).href;
    script.onload = done;
    script.onerror = () => fail(new Error(`${file} cannot be loaded`));
    document.head.append(script);
  });

  const LATER = ["gazetteer-found.js", "gazetteer-search/names.js"];
  let loading;
  /** What shows results; everything that every question needs comes at once. */
  function wake() {
    loading ??= Promise.all(LATER.map(load))
      .then(() => window.gazetteerResults(box, root))
      .catch((error) => {
        loading = undefined;
        told.textContent = `The search cannot be loaded: ${error.message}.`;
        throw error;
      });
    return loading;
  }

  /** Does something with the results; that they cannot be loaded has been told already. */
  const results = (use) => wake().then(use, () => {});

  let asking = Promise.resolve();
  const ask = () => { asking = results((found) => found.ask()); };

  function open(wanted) {
    if (toggle.checked !== wanted) toggle.click();
    panel.hidden = !wanted;
    if (wanted) { results(() => {}); input.focus(); } else input.blur();
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => { setTimeout(() => { results((found) => found.reset()); input.focus(); }); });
  input.addEventListener("focus", () => open(true));
  input.addEventListener("input", ask);
  toggle.addEventListener("change", () => open(toggle.checked));
  box.addEventListener("pointerenter", () => results(() => {}));
  panel.addEventListener("click", (event) => {
    if (event.target.closest("a") && !event.ctrlKey && !event.metaKey) open(false);
  });

  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") results((found) => found.move(1));
    else if (event.key === "ArrowUp") results((found) => found.move(-1));
    // Whoever types quickly means the results of what is written, not of what was there before.
    else if (event.key === "Enter") asking.then(() => results((found) => found.open()));
    else return;
    event.preventDefault();
  });
  box.addEventListener("keydown", (event) => { if (event.key === "Escape") open(false); });

  document.addEventListener("keydown", (event) => {
    const writing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (writing || event.ctrlKey || event.metaKey || event.altKey || !["/", "s", "f"].includes(event.key)) return;
    event.preventDefault();
    open(true);
    input.select();
  });

  const linked = new URLSearchParams(location.search).get("q");
  if (linked) { input.value = linked; open(true); ask(); }
})();
