/* The results under the search box: tabs by kind, filters, rows that look like what they are. Loaded with the first use of
   the box, beside gazetteer-find.js, which knows the names. */

window.gazetteerResults = (box, root) => {
  "use strict";

  const input = box.querySelector("input");
  const list = box.querySelector("[role=listbox]");
  const tabs = box.querySelector("[role=tablist]");
  const bar = tabs.parentElement;
  const narrow = box.querySelector(".gz-found__narrow");
  const filterRow = box.querySelector(".gz-found__filters");
  const told = box.querySelector("[role=status]");
  const welcome = told.textContent;
  const engine = gazetteerFinder;
  const { made, group, hit, passage } = gazetteerRows(root);

  /** Tab -> the kinds that it holds. */
  const TABS = {
    Services: ["component"], APIs: ["api"], Operations: ["operation"], Decisions: ["decision"], Teams: ["group", "user"],
    Data: ["resource"], Systems: ["system", "domain"], Documents: ["page", "document"], Types: ["type"],
    Other: ["template", "airesource"],
  };
  const TAB_OF = Object.fromEntries(Object.entries(TABS).flatMap(([tab, kinds]) => kinds.map((kind) => [kind, tab])));
  const FACET = { owner: "Owner", lifecycle: "Lifecycle", system: "System", tag: "Tag", status: "Status" };
  const TEXT = "Text";
  const SHORT = 5;
  const LONG = 50;

  /** Milliseconds without a key after which words are looked for in the text, too. */
  const PAUSE = 60;

  let tab = "All";
  let turn = 0;
  let filters = {};
  let active = -1;

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

  /** Shows what fits the question: names as soon as they are found, then what fits in the text. */
  function ask() {
    const mine = (turn += 1);
    const { text, wanted } = asked();
    if (!text && !Object.keys(wanted).length) return Promise.resolve(clear());
    const pause = new Promise((done) => { setTimeout(done, PAUSE); });
    const named = showNames(mine, text, wanted);
    named.then(async (shown) => {
      await pause;
      if (shown && mine === turn) await showText(mine, text, shown);
    }).catch(() => {}); // the caller of `ask` is told
    return named;
  }

  async function showNames(mine, text, wanted) {
    if (text) engine.wakeText();
    const exact = await spelled(wanted);
    const found = await engine.find(text, exact);
    if (mine !== turn) return null;
    const names = await sections(found);
    if (mine !== turn) return null;
    await draw(found, names, []);
    return { exact, found, names };
  }

  async function showText(mine, text, { exact, found, names }) {
    const results = await engine.inText(text, exact);
    if (mine !== turn || !results.length) return;
    const texts = await Promise.all(results.slice(0, tab === TEXT ? 20 : 2 * SHORT).map((result) => result.data()));
    if (mine === turn) await draw(found, names, texts, results.length);
  }

  /** Values of facets as they are spelled in the catalog, whatever case they were typed in. */
  async function spelled(wanted) {
    const entries = Object.entries(wanted);
    const known = entries.length ? await engine.facets() : {};
    return Object.fromEntries(entries.map(([facet, value]) => {
      const values = [...known[facet].keys()];
      return [facet, values.find((one) => engine.fold(one) === engine.fold(value)) ?? value];
    }));
  }

  /** Tab -> rows to show and how many there are, in the order to show them. */
  async function sections(found) {
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

  function clear() {
    list.replaceChildren();
    bar.hidden = true;
    told.classList.remove("gz-found__told--read");
    told.textContent = welcome;
    choose(-1);
  }

  async function draw(found, names, texts, textCount = 0) {
    const hrefs = new Set(names.flatMap((section) => section.rows.map((row) => new URL(row.uri, root).href)));
    const fresh = tab === TEXT ? texts : texts.filter((text) => !hrefs.has(new URL(text.url, root).href)).slice(0, SHORT);
    const parts = names.filter((section) => section.rows.length).map((section) =>
      group(section.name, section.count, section.rows.map((row) => hit(row, found.words))));
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
    if (!filterRow.hidden) await drawFilters(found);
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

  async function drawFilters(found) {
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

  function fail(error) {
    told.classList.remove("gz-found__told--read");
    told.textContent = `The search index cannot be loaded: ${error.message}.`;
  }
  const again = () => ask().catch(fail);

  tabs.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    tab = button.dataset.tab;
    again();
  });
  narrow.addEventListener("click", () => {
    filterRow.hidden = !filterRow.hidden;
    narrow.setAttribute("aria-expanded", String(!filterRow.hidden));
    again();
  });
  tabs.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const all = [...tabs.querySelectorAll("[role=tab]")];
    all[(all.findIndex((one) => one.dataset.tab === tab) + step + all.length) % all.length].click();
    event.preventDefault();
  });

  return {
    ask: again,
    /** Chooses the next result, or the one before. */
    move(step) {
      const count = options().length;
      if (count) choose(active < 0 && step < 0 ? count - 1 : (active + step + count) % count);
    },
    /** Opens the chosen result, or the best one. */
    open: () => (options()[active] ?? options()[0])?.click(),
    reset() { filters = {}; tab = "All"; return again(); },
  };
};
