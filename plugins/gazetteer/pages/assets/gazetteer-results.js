/* The results under the search box: tabs by kind, filters, rows that look like what they are. Loaded with the first use of
   the box, behind gazetteer-find.js, which knows the names, and gazetteer-text.js, which knows the text. */

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
  const engine = window.gazetteerFinder;
  const pages = window.gazetteerText;
  const { made, group, hit, passage, more } = window.gazetteerRows(root);

  /** Tab -> the kinds that it holds. */
  const TABS = {
    Services: ["component"], APIs: ["api"], Operations: ["operation"], Decisions: ["decision"], Teams: ["group", "user"],
    Data: ["resource"], Systems: ["system", "domain"], Documents: ["page", "document"], Types: ["type"],
    Other: ["template", "airesource"],
  };
  const FACET = { owner: "Owner", lifecycle: "Lifecycle", system: "System", tag: "Tag", status: "Status" };
  const TEXT = "Text";
  /** Rows of a kind among others, rows of a kind alone, passages alone. */
  const [SHORT, LONG, PASSAGES] = [5, 50, 20];

  /** Milliseconds without a key after which words are looked for in the text, too. */
  const PAUSE = 60;

  let tab = "All";
  let turn = 0;
  let filters = {};
  let active = -1;
  /** How often more was asked for, and whether all pages are to be looked through. */
  let [steps, everywhere] = [1, false];

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
    const exact = spelled(wanted);
    const shown = exact.then((all) => inNames(mine, text, all)).then(async (names) => {
      if (names && mine === turn) await draw(names);
      return names;
    });
    inText(mine, text, exact).then(async (texts) => {
      const names = await shown;
      if (names && texts && mine === turn) await draw(names, texts);
    }).catch(() => {}); // the caller of `ask` is told
    return shown;
  }

  async function inNames(mine, text, exact) {
    const found = await engine.find(text, exact);
    if (mine !== turn) return null;
    const sections = Object.entries(TABS)
      .map(([name, kinds]) => ({ name, ...engine.best(found.levels, kinds, LONG * steps, name === "Decisions") }))
      .filter(({ count }) => count);
    for (const section of sections) {
      const size = tab === section.name ? LONG * steps : tab !== "All" ? 0 : sections.length === 1 ? LONG : SHORT;
      section.numbers.splice(size);
    }
    await engine.ready(sections.flatMap(({ numbers }) => numbers));
    return { ...found, sections: arranged(sections, engine.wordsOf(text).join(" ")) };
  }

  async function inText(mine, text, exact) {
    if (!text) return null;
    await new Promise((done) => { setTimeout(done, PAUSE); });
    if (mine !== turn) return null;
    const { results, whole } = await pages.search(text, await exact, everywhere);
    if (mine !== turn || !results.length) return null;
    const wanted = results.slice(0, tab === TEXT ? PASSAGES * steps : 2 * SHORT);
    return { passages: await Promise.all(wanted.map((result) => result.data())), count: results.length, whole };
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

  /** Sections with their rows, in the order to show them: an exact name, names, what is found otherwise, types. */
  function arranged(sections, question) {
    for (const section of sections) {
      section.rows = engine.show(section.numbers);
      section.exact = section.rows.some((row) => engine.wordsOf(row.name).join(" ") === question);
    }
    const place = ({ name, exact, level }) => Number(name === "Types") || (exact ? -2 : 0) + Number(level < engine.BEGINS);
    return sections.sort((a, b) => place(a) - place(b));
  }

  /* What is shown */

  function clear() {
    list.replaceChildren();
    bar.hidden = true;
    told.classList.remove("gz-found__told--read");
    told.textContent = welcome;
    choose(-1);
  }

  const said = (count) => count.toLocaleString("en");

  async function draw(names, texts = { passages: [], count: 0, whole: true }) {
    const { sections, words } = names;
    const hrefs = new Set(sections.flatMap(({ rows }) => rows.map((row) => new URL(row.uri, root).href)));
    const fresh = tab === TEXT ? texts.passages
      : texts.passages.filter((text) => !hrefs.has(new URL(text.url, root).href)).slice(0, SHORT);
    const inPages = `${said(texts.count)}${texts.whole ? "" : "+"}`;
    const parts = sections.filter(({ rows }) => rows.length)
      .map(({ name, count, rows }) => group(name, said(count), rows.map((row) => hit(row, words))));
    if (fresh.length && (tab === "All" || tab === TEXT)) parts.push(group(TEXT, inPages, fresh.map(passage)));
    const rest = restOf(sections, texts);
    if (rest) parts.push(rest);
    const kept = active >= 0 ? options()[active]?.href : "";
    list.replaceChildren(...parts);
    options().forEach((option, at) => { option.id = `gz-hit-${at}`; });
    drawTabs(sections, texts.count ? inPages : "");
    tell(names, texts.count ? inPages : "");
    input.setAttribute("aria-expanded", String(options().length > 0));
    choose(kept ? options().findIndex((option) => option.href === kept) : -1);
    if (!filterRow.hidden) await drawFilters(names.levels);
  }

  /** The row that shows more of the chosen tab. */
  function restOf(sections, { passages, count, whole }) {
    const section = sections.find(({ name }) => name === tab) ?? (tab === "All" && sections.length === 1 ? sections[0] : null);
    const named = section && section.rows.length < section.count;
    const further = tab === TEXT && passages.length > 0 && (passages.length < count || !whole);
    if (!named && !further) return null;
    const left = named ? section.count - section.rows.length : count - passages.length;
    const size = Math.min(left, named ? LONG : PASSAGES);
    const row = size ? more(`Show ${said(size)} more of ${said(left)}`) : more("Look through all pages");
    row.addEventListener("click", () => {
      if (size) steps += 1; else everywhere = true;
      if (named) tab = section.name;
      again();
    });
    return row;
  }

  function tell({ sections, whole, instead }, inPages) {
    const total = sections.reduce((sum, { count }) => sum + count, 0);
    const other = instead.map(([typed, meant]) => `Nothing is called “${typed}”; this is what “${meant}” finds.`).join(" ");
    const counted = `${said(total)}${whole ? "" : "+"} ${total === 1 ? "name" : "names"}${inPages ? `, ${inPages} in the text` : ""}`;
    const found = total > 0 || inPages !== "";
    told.classList.toggle("gz-found__told--read", found && !other);
    told.textContent = found ? `${other} ${counted}`.trim() : "Nothing has that name. Try fewer or other words.";
  }

  function drawTabs(sections, inPages) {
    const total = sections.reduce((sum, { count }) => sum + count, 0);
    const counted = Object.fromEntries(sections.map(({ name, count }) => [name, count]));
    const all = [["All", said(total)]];
    for (const name of Object.keys(TABS)) if (counted[name] || name === tab) all.push([name, said(counted[name] || 0)]);
    if (inPages || tab === TEXT) all.push([TEXT, inPages || "0"]);
    const focused = tabs.contains(document.activeElement);
    bar.hidden = false;
    tabs.replaceChildren(...all.map(([name, count]) => {
      const button = made("button", "", name, made("span", "gz-found__count", count));
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

  async function drawFilters(levels) {
    const choices = await Promise.all(Object.entries(FACET).map(async ([facet, label]) => {
      const choice = made("select", "", new Option(`${label}: any`, ""));
      choice.setAttribute("aria-label", label);
      choice.dataset.facet = facet;
      for (const [value, count] of await engine.counts(levels, facet)) {
        if (count || filters[facet] === value) choice.append(new Option(`${value} (${said(count)})`, value));
      }
      choice.value = filters[facet] ?? "";
      return choice;
    }));
    filterRow.replaceChildren(...choices.filter((choice) => choice.options.length > 1));
  }

  filterRow.addEventListener("change", (event) => {
    const { facet } = event.target.dataset;
    if (event.target.value) filters[facet] = event.target.value; else delete filters[facet];
    anew().then(() => filterRow.querySelector(`[data-facet=${facet}]`)?.focus());
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
  function anew() {
    [steps, everywhere] = [1, false];
    return again();
  }

  tabs.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    tab = button.dataset.tab;
    anew();
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

  // Whoever has come to the box will ask; the engine comes behind what the names need.
  setTimeout(pages.wake, PAUSE);

  return {
    ask: anew,
    /** Chooses the next result, or the one before. */
    move(step) {
      const count = options().length;
      if (count) choose(active < 0 && step < 0 ? count - 1 : (active + step + count) % count);
    },
    /** Opens the chosen result, or the best one. */
    open: () => (options()[active] ?? options()[0])?.click(),
    reset() { filters = {}; tab = "All"; return anew(); },
  };
};
