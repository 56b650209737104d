/* The search box: keys, results, tabs and filters. Nothing is loaded before the box is used; then gazetteer-find.js
   brings names, and Pagefind, where the site has it, the words inside of pages. */

(() => {
  "use strict";

  const box = document.querySelector("[data-gz-search]");
  const toggle = document.getElementById("__search");
  if (!box || !toggle) return;

  const assets = new URL(".", document.currentScript.src);
  const root = new URL("..", assets);
  const form = box.querySelector("form");
  const input = box.querySelector("input");
  const list = box.querySelector("[role=listbox]");
  const tabs = box.querySelector("[role=tablist]");
  const bar = tabs.parentElement;
  const narrow = box.querySelector(".gz-found__narrow");
  const told = box.querySelector("[role=status]");
  const panel = box.querySelector(".gz-found");
  const filterRow = box.querySelector(".gz-found__filters");
  const welcome = told.textContent;

  /** Tab -> the kinds that it holds. */
  const TABS = {
    Services: ["component"], APIs: ["api"], Operations: ["operation"], Decisions: ["decision"], Teams: ["group", "user"],
    Data: ["resource"], Systems: ["system", "domain"], Documents: ["page", "document"], Types: ["type"],
    Other: ["template", "airesource"],
  };
  const TAB_OF = Object.fromEntries(Object.entries(TABS).flatMap(([tab, kinds]) => kinds.map((kind) => [kind, tab])));
  const KIND = {
    component: "Component", api: "API", operation: "Operation", resource: "Resource", system: "System", domain: "Domain",
    group: "Team", user: "Person", decision: "Decision", page: "Page", document: "Document", type: "Type",
    template: "Template", airesource: "AI resource",
  };
  const FACET = { owner: "Owner", lifecycle: "Lifecycle", system: "System", tag: "Tag", status: "Status" };
  const TEXT = "Text";
  const SHORT = 5;
  const LONG = 50;

  let tab = "All";
  let turn = 0;
  let filters = {};
  let active = -1;

  /* Loading */

  let finder;
  function wake() {
    finder ??= new Promise((done, fail) => {
      const script = document.createElement("script");
      script.src = new URL("gazetteer-find.js", assets).href;
      script.onload = () => done(gazetteerFinder);
      script.onerror = () => { finder = undefined; fail(new Error("gazetteer-find.js cannot be loaded")); };
      document.head.append(script);
    }).then(async (found) => { await found.ready(); return found; });
    return finder;
  }

  let pagefind;
  async function inText(question, wanted) {
    const { text } = await (await wake()).ready();
    if (!text || !question || location.protocol === "file:") return [];
    pagefind ??= import(new URL("gazetteer-search/pagefind/pagefind.js", assets).href).then(async (engine) => {
      await engine.options({ baseUrl: root.pathname, excerptLength: 18 });
      return engine;
    });
    const found = await (await pagefind).search(question, { filters: wanted });
    return found ? found.results : [];
  }

  /* What is asked */

  function asked() {
    const wanted = { ...filters };
    const text = input.value.replace(/(\w+):(?:"([^"]*)"|(\S+))/g, (all, facet, quoted, plain) => {
      if (!(facet in FACET)) return all;
      wanted[facet] = quoted ?? plain;
      return " ";
    });
    return { text: text.trim(), wanted };
  }

  async function ask() {
    const mine = (turn += 1);
    const { text, wanted } = asked();
    if (!text && !Object.keys(wanted).length) return clear();
    const engine = await wake();
    const exact = await spelled(engine, wanted);
    const found = await engine.find(text, exact);
    if (mine !== turn) return undefined;
    const names = await sections(engine, found);
    if (mine !== turn) return undefined;
    await draw(engine, found, names, []);
    await new Promise((done) => { setTimeout(done, 180); });
    if (mine !== turn) return undefined;
    const results = await inText(text, exact);
    if (mine !== turn || !results.length) return undefined;
    const texts = await Promise.all(results.slice(0, tab === TEXT ? 20 : 2 * SHORT).map((result) => result.data()));
    if (mine === turn) await draw(engine, found, names, texts, results.length);
    return undefined;
  }

  /** Values of facets as they are spelled in the catalog, whatever case they were typed in. */
  async function spelled(engine, wanted) {
    const entries = Object.entries(wanted);
    const known = entries.length ? await engine.facets() : {};
    return Object.fromEntries(entries.map(([facet, value]) => {
      const values = [...known[facet].keys()];
      return [facet, values.find((one) => engine.fold(one) === engine.fold(value)) ?? value];
    }));
  }

  /** Tab -> rows to show and how many there are, in the order to show them. */
  async function sections(engine, found) {
    const numbers = Object.fromEntries(Object.keys(TABS).map((name) => [name, []]));
    for (const number of found.numbers) numbers[TAB_OF[engine.kindOf(number)]].push(number);
    // What was decided once and no longer holds comes behind everything that does.
    const [holds, old] = [[], []];
    for (const number of numbers.Decisions) (engine.inUse(number) ? holds : old).push(number);
    numbers.Decisions = [...holds, ...old];
    const shown = Object.entries(numbers).filter(([, all]) => all.length)
      .map(([name, all]) => ({ name, count: all.length, numbers: all }));
    const most = shown.length === 1 ? LONG : SHORT;
    const question = found.words.join(" ");
    for (const section of shown) {
      const size = tab === section.name ? LONG : tab === "All" ? most : 0;
      section.rows = await engine.show(section.numbers.slice(0, size));
      section.best = Math.min(...section.numbers.slice(0, SHORT).map((number) => found.scores.get(number)));
      section.exact = section.rows.some((row) => engine.wordsOf(row.name).join(" ") === question);
    }
    const place = (section) => Number(section.name === "Types") || (section.exact ? -2 : 0) + Number(section.best > 1);
    return shown.sort((a, b) => place(a) - place(b));
  }

  /* What is shown */

  const made = (tag, className, ...children) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...children.filter((child) => child !== "" && child != null));
    return element;
  };

  function clear() {
    list.replaceChildren();
    bar.hidden = true;
    told.classList.remove("gz-found__told--read");
    told.textContent = welcome;
    choose(-1);
  }

  async function draw(engine, found, names, texts, textCount = 0) {
    const hrefs = new Set(names.flatMap((section) => section.rows.map((row) => new URL(row.uri, root).href)));
    const fresh = tab === TEXT ? texts : texts.filter((text) => !hrefs.has(new URL(text.url, root).href)).slice(0, SHORT);
    const parts = names.filter((section) => section.rows.length).map((section) =>
      group(section.name, section.count, section.rows.map((row) => hit(row, found.words, engine))));
    if (fresh.length && (tab === "All" || tab === TEXT)) parts.push(group(TEXT, textCount, fresh.map(passage)));
    const kept = active >= 0 ? list.querySelector("[aria-selected=true]")?.href : "";
    list.replaceChildren(...parts);
    options().forEach((option, at) => { option.id = `gz-hit-${at}`; });
    const total = found.numbers.length;
    drawTabs(names, total, textCount);
    const number = `${total.toLocaleString("en")}${found.whole ? "" : "+"}`;
    told.classList.toggle("gz-found__told--read", total + textCount > 0);
    told.textContent = total || textCount
      ? `${number} ${total === 1 ? "name" : "names"}${textCount ? `, ${textCount.toLocaleString("en")} in the text` : ""}`
      : "Nothing has that name. Try fewer or other words.";
    input.setAttribute("aria-expanded", String(options().length > 0));
    choose(kept ? options().findIndex((option) => option.href === kept) : -1);
    if (!filterRow.hidden) await drawFilters(engine, found);
  }

  function group(name, count, rows) {
    const head = made("div", "gz-found__head", made("span", "", name), made("span", "gz-found__count", count.toLocaleString("en")));
    head.setAttribute("aria-hidden", "true");
    const section = made("div", "gz-found__group", head, ...rows);
    section.setAttribute("role", "group");
    section.setAttribute("aria-label", `${name}, ${count}`);
    return section;
  }

  function option(href, ...children) {
    const link = made("a", "gz-hit", ...children);
    link.href = href;
    link.tabIndex = -1;
    link.setAttribute("role", "option");
    link.setAttribute("aria-selected", "false");
    return link;
  }

  function hit(row, words, engine) {
    const old = ["deprecated", "rejected", "superseded"].includes(row.status);
    let name = made("span", `gz-hit__name${old ? " gz-hit__name--old" : ""}`, ...marked(row.name, words, engine));
    let sign = icon({ page: "document", type: "api" }[row.kind] ?? row.kind);
    if (row.kind === "operation") {
      const [method, ...path] = row.name.split(" ");
      sign = made("span", `gz-method gz-method--${method.toLowerCase()}`, method);
      name = made("code", "gz-hit__name", ...marked(path.join(" "), words, engine));
    }
    // Operations and types live as long as their API: only what is on its way out is worth a word.
    const badge = old || !["operation", "type"].includes(row.kind) ? badgeOf(row.status) : "";
    const about = [row.note || KIND[row.kind], row.system, row.owner].filter(Boolean).join(" · ");
    return option(new URL(row.uri, root).href, sign, name, badge, made("small", "", about));
  }

  /** A page whose text fits: its title and the words around the first fit. */
  function passage(text) {
    const best = text.sub_results.length === 1 ? text.sub_results[0] : text;
    const parsed = new DOMParser().parseFromString(best.excerpt, "text/html").body;
    const words = [...parsed.childNodes].map((node) =>
      node.nodeName === "MARK" ? made("mark", "", node.textContent) : node.textContent);
    const { kind = "page", status = "", owner = "" } = text.meta;
    const name = made("span", "gz-hit__name", text.meta.title);
    const about = made("small", "", ...(owner ? [`${owner} — `] : []), ...words);
    return option(new URL(best.url, root).href, icon({ page: "document" }[kind] ?? kind), name, badgeOf(status), about);
  }

  const badgeOf = (status) =>
    status ? made("span", `gz-badge gz-badge--${status.toLowerCase().replace(/[^\w-]+/g, "-")}`, status) : "";
  const icon = (kind) => made("i", `gz-icon gz-icon--${kind}`);

  /** A name with the words of the question marked in it. */
  function marked(name, words, engine) {
    return name.split(/([\p{L}\p{N}]+)/u).map((part) => {
      const folded = engine.fold(part);
      const word = words.find((one) => folded.startsWith(one) && folded.length === part.length);
      return word ? made("span", "", made("mark", "", part.slice(0, word.length)), part.slice(word.length)) : part;
    });
  }

  function drawTabs(names, total, textCount) {
    const all = [["All", total], ...names.map((section) => [section.name, section.count])];
    if (textCount || tab === TEXT) all.push([TEXT, textCount]);
    if (!all.some(([name]) => name === tab)) all.push([tab, 0]);
    const focused = tabs.contains(document.activeElement);
    bar.hidden = false;
    tabs.replaceChildren(...all.map(([name, count]) => {
      const button = made("button", "", name, made("span", "gz-found__count", count.toLocaleString("en")));
      button.type = "button";
      button.dataset.tab = name;
      button.tabIndex = name === tab ? 0 : -1;
      button.setAttribute("role", "tab");
      button.setAttribute("aria-selected", String(name === tab));
      return button;
    }));
    const count = Object.keys(filters).length;
    narrow.textContent = count ? `Filter (${count})` : "Filter";
    tabs.querySelector("[aria-selected=true]").scrollIntoView({ block: "nearest", inline: "nearest" });
    if (focused) tabs.querySelector("[aria-selected=true]").focus();
  }

  /* Filters */

  async function drawFilters(engine, found) {
    const known = await engine.facets();
    const inside = new Set(found.numbers);
    filterRow.replaceChildren(...Object.entries(FACET).filter(([facet]) => known[facet].size).map(([facet, label]) => {
      const choice = made("select", "", new Option(`${label}: any`, ""));
      choice.setAttribute("aria-label", label);
      choice.dataset.facet = facet;
      for (const [value, numbers] of known[facet]) {
        const count = [...numbers.keys()].filter((number) => inside.has(number)).length;
        if (count || filters[facet] === value) choice.append(new Option(`${value} (${count.toLocaleString("en")})`, value));
      }
      choice.value = filters[facet] ?? "";
      return choice;
    }));
  }

  filterRow.addEventListener("change", (event) => {
    const { facet } = event.target.dataset;
    if (event.target.value) filters[facet] = event.target.value; else delete filters[facet];
    ask().then(() => filterRow.querySelector(`[data-facet=${facet}]`)?.focus());
  });

  /* Keys and clicks */

  const options = () => [...list.querySelectorAll("[role=option]")];

  function choose(at) {
    active = at;
    options().forEach((one, number) => one.setAttribute("aria-selected", String(number === at)));
    const chosen = options()[at];
    if (chosen) input.setAttribute("aria-activedescendant", chosen.id); else input.removeAttribute("aria-activedescendant");
    chosen?.scrollIntoView({ block: "nearest" });
  }

  function open(wanted) {
    if (toggle.checked !== wanted) toggle.click();
    panel.hidden = !wanted;
    if (wanted) { wake().catch(() => {}); input.focus(); } else input.blur();
  }

  const failed = (error) => { told.classList.remove("gz-found__told--read"); told.textContent = `The search index cannot be loaded: ${error.message}.`; };
  const typed = () => ask().catch(failed);

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => { filters = {}; tab = "All"; setTimeout(() => { typed(); input.focus(); }); });
  input.addEventListener("focus", () => open(true));
  input.addEventListener("input", typed);
  toggle.addEventListener("change", () => open(toggle.checked));
  box.addEventListener("pointerenter", () => wake().catch(() => {}));
  list.addEventListener("click", (event) => { if (event.target.closest("a") && !event.ctrlKey && !event.metaKey) open(false); });

  tabs.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    tab = button.dataset.tab;
    typed();
  });
  narrow.addEventListener("click", () => {
    filterRow.hidden = !filterRow.hidden;
    narrow.setAttribute("aria-expanded", String(!filterRow.hidden));
    typed();
  });
  tabs.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const all = [...tabs.querySelectorAll("[role=tab]")];
    all[(all.findIndex((one) => one.dataset.tab === tab) + step + all.length) % all.length].click();
    event.preventDefault();
  });

  input.addEventListener("keydown", (event) => {
    const count = options().length;
    if (event.key === "ArrowDown" && count) choose((active + 1) % count);
    else if (event.key === "ArrowUp" && count) choose(active <= 0 ? count - 1 : active - 1);
    else if (event.key === "Enter") (options()[active] ?? options()[0])?.click();
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
  if (linked) { input.value = linked; open(true); typed(); }
})();
