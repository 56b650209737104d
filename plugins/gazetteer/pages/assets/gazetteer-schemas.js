/* The schema explorer: names come from small files by their first letters, fields from the page of the contract; both
   only when somebody asks. Without script, the lists and their links are all there. */
(function () {
  "use strict";
  const LETTERS = 2, MOST = 50, waiting = {}, files = {};

  window.gazetteerTypes = function (given) { // called by the files of names
    files[given[0]] = given[1];
    (waiting[given[0]] || []).forEach(function (then) { then(given[1]); });
    delete waiting[given[0]];
  };
  function hex(text) {
    return Array.from(new TextEncoder().encode(text), function (b) { return (b < 16 ? "0" : "") + b.toString(16); }).join("");
  }
  function load(folder, key, then) {
    if (key in files) return then(files[key]);
    if (waiting[key]) return waiting[key].push(then);
    waiting[key] = [then];
    const script = document.createElement("script");
    script.src = folder + hex(key) + ".js";
    script.onerror = function () { window.gazetteerTypes([key, []]); };
    document.head.appendChild(script);
  }
  /* The names that may fit a word: null where it needs more letters. */
  function named(folder, word, letters, then) {
    const chars = Array.from(word);
    if (chars.length < Math.min(letters, LETTERS)) return then(null);
    load(folder, chars.slice(0, letters).join(""), function (rows) {
      if (rows === null && chars.length > letters) named(folder, word, letters + LETTERS, then);
      else then(rows);
    });
  }
  function fold(text) { return text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, ""); }
  function plain(text) { return fold(text).replace(/[^\p{L}\p{N}]+/gu, ""); }

  function finder(box) {
    if (box.gzReady) return;
    box.gzReady = true;
    const input = box.querySelector("input"), told = box.querySelector("[role=status]"), list = box.querySelector("ul");
    let asked = 0;
    input.addEventListener("input", function () {
      const turn = ++asked, words = fold(input.value).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
      list.textContent = "";
      told.textContent = "";
      if (!words.length) return;
      const longest = words.slice().sort(function (a, b) { return b.length - a.length; })[0];
      named(box.dataset.names, longest, LETTERS, function (rows) {
        if (turn !== asked) return; // somebody typed on
        if (rows === null) { told.textContent = "Type another letter."; return; }
        const fit = rows.filter(function (row) {
          const name = plain(row[0]);
          return words.every(function (word) { return name.indexOf(word) >= 0; });
        });
        told.textContent = fit.length ? fit.length + (fit.length === 1 ? " name" : " names") +
          (fit.length > MOST ? ", the first " + MOST : "") : "No type has such a name.";
        fit.slice(0, MOST).forEach(function (row) {
          const line = document.createElement("li"), link = document.createElement("a"), code = document.createElement("code");
          const note = document.createElement("small");
          code.textContent = row[0];
          link.href = row[1];
          link.appendChild(code);
          note.textContent = (row[2] > 1 ? row[2] + " contracts" : row[4]) + (row[3] > 1 ? ", " + row[3] + " shapes" : "");
          line.append(link, " ", note);
          list.appendChild(line);
        });
      });
    });
  }

  /* A button behind each contract opens the fields, as the contract's own page shows them. */
  function fields(link) {
    if (link.gzReady) return;
    link.gzReady = true;
    const button = document.createElement("button"), row = link.closest("tr");
    let below = null;
    button.type = "button";
    button.className = "gz-open";
    button.textContent = "Fields";
    button.setAttribute("aria-expanded", "false");
    link.parentNode.append(" ", button);
    button.addEventListener("click", function () {
      const open = button.getAttribute("aria-expanded") === "true";
      button.setAttribute("aria-expanded", String(!open));
      if (below) { below.hidden = open; return; }
      below = document.createElement("tr");
      const cell = document.createElement("td");
      cell.colSpan = row.cells.length;
      cell.textContent = "…";
      below.appendChild(cell);
      row.after(below);
      section(link.href).then(function (found) { cell.replaceChildren(found); }, function () {
        cell.textContent = "The page of the contract shows the fields.";
      });
    });
  }
  function section(href) {
    return fetch(href).then(function (answer) {
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.text();
    }).then(function (text) {
      const page = new DOMParser().parseFromString(text, "text/html");
      const found = page.getElementById(decodeURIComponent(new URL(href).hash.slice(1))).closest("table, section");
      found.removeAttribute("id");
      found.querySelectorAll("h2, h3, script").forEach(function (one) { one.remove(); });
      found.querySelectorAll("[id]").forEach(function (one) { one.removeAttribute("id"); });
      found.querySelectorAll("a[href]").forEach(function (one) { one.href = new URL(one.getAttribute("href"), href).href; });
      return document.adoptNode(found);
    });
  }

  function start() {
    document.querySelectorAll(".gz-finder").forEach(finder);
    if (location.protocol !== "file:") document.querySelectorAll(".gz-type-at").forEach(fields);
  }
  if (typeof document$ !== "undefined") document$.subscribe(start); // Material swaps pages without loading them
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
