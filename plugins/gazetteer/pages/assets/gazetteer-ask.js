/* Who to ask: looks a path up by its folders, the longest first, or a name; the question stands in the address. */

(() => {
  "use strict";

  const here = new URL(".", document.currentScript.src);
  const site = new URL("..", here);
  const loaded = new Map();
  let known;
  let folder;

  const made = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  const link = (uri, text) => (uri ? made("a", { href: new URL(uri + known.index, site) }, text) : text);
  const outward = ([title, url]) =>
    /^(https?:\/\/|mailto:)/i.test(url) ? made("a", { href: url, rel: "noopener noreferrer", class: "gz-out" }, title) : title;

  const shard = (key) => {
    let number = 0;
    for (const byte of new TextEncoder().encode(key.split("/").slice(0, 2).join("/"))) number = (number * 31 + byte) % 1000003;
    return number % known.files;
  };

  window.gazetteerAnswers = ({ number, rows }) => loaded.get(number).resolve(rows);

  function rowsOf(key) {
    const number = shard(key);
    if (!loaded.has(number)) {
      const waiting = {};
      waiting.promise = new Promise((resolve) => (waiting.resolve = resolve));
      loaded.set(number, waiting);
      document.head.append(made("script", { src: new URL(`${number}.js`, folder) }));
    }
    return loaded.get(number).promise;
  }

  const found = async (key) => {
    const rows = await rowsOf(key);
    return Object.hasOwn(rows, key) ? rows[key] : undefined;
  };

  async function answer(question) {
    const asked = question.trim().replace(/\\/g, "/").replace(/^(\.?\/)+|[/]+$/g, "").replace(/:\d+(:\d+)?$/, "");
    const name = asked.replace(/^[a-z]+:(.*\/)?/i, "").toLowerCase();
    if (!name.includes("/")) {
      const row = await found(`@${name}`);
      if (row) return { row, key: asked };
    }
    for (let path = asked; ; path = path.slice(0, Math.max(path.lastIndexOf("/"), 0))) {
      const row = await found(path);
      if (row && (path || asked.includes("/") || asked.includes("."))) return { row, key: path || "the whole repository" };
      if (!path) return undefined;
    }
  }

  function shown({ row: [owners, about, authors], key }) {
    const teams = owners.map((owner) => (typeof owner === "number" ? known.teams[owner] : [owner, "", [], -1]));
    const above = [];
    for (let at = teams[0]?.[3] ?? -1; at >= 0 && !above.includes(known.teams[at]); at = known.teams[at][3]) above.push(known.teams[at]);
    const reached = (team) => [link(team[1], team[0]), ...team[2].flatMap((way) => [" · ", outward(way)])];
    const item = (...children) => made("li", {}, ...children);
    const steps = [
      item("Owner: ", ...(teams.length ? teams.flatMap((team, at) => [...(at ? [", "] : []), ...reached(team)]) : ["nobody is named"])),
      item("Changed it in 90 days: ", authors.length ? authors.join(", ") : "nobody that we know of"),
      ...above.map((team) => item("Then: ", ...reached(team))),
    ];
    const of = about.length ? [made("p", {}, `Part of the ${about[0] === "api" ? "API" : about[0]} `, link(about[2], about[1]))] : [];
    return [made("p", { class: "gz-dim" }, "For ", made("code", {}, key)), made("ol", { class: "gz-path" }, ...steps), ...of];
  }

  function start() {
    const form = document.getElementById("gz-ask");
    if (!form || !known) return;
    const box = form.querySelector("input");
    const place = document.getElementById("gz-ask-answer");
    let last = 0;
    const ask = async () => {
      const number = ++last;
      const question = box.value;
      if (location.protocol !== "file:") history.replaceState(history.state, "", question ? `?path=${encodeURIComponent(question)}` : location.pathname);
      const said = question.trim() ? await answer(question) : null;
      if (number !== last) return;
      place.replaceChildren(...(said ? shown(said) : said === undefined ? [made("p", { class: "gz-empty" }, "Nothing of that name or path is known.")] : []));
    };
    form.hidden = false;
    form.addEventListener("submit", (event) => { event.preventDefault(); ask(); });
    box.addEventListener("input", ask);
    box.value = new URLSearchParams(location.search).get("path") || "";
    ask();
  }

  window.gazetteerAsk = (given) => {
    known = given;
    folder = new URL(".", document.currentScript.src);
    document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", start) : start();
  };
})();
