/* The results under the search box: tabs by kind, rows that look like what they are. Loaded with the first use of
   the box, behind gazetteer-find.js, which knows the names, and gazetteer-text.js, which knows the text. */

window.gazetteerResults = (box, root) => {
  "use strict";

  const input = box.querySelector("input");
  const list = box.querySelector("[role=listbox]");
  const tabs = box.querySelector("[role=tablist]");
  const bar = tabs.parentElement;
  const told = box.querySelector("[role=status]");
  const welcome = told.textContent;
  const engine = window.gazetteerFinder;
  const pages = window.gazetteerText;
  const rows = window.gazetteerRows(root);
  const { made, said, group, hit, passage, more } = rows;

  /** Tab -> the kinds that it holds. */
  const TABS = {
    Services: ["component"], APIs: ["api"], Operations: ["operation"], Decisions: ["decision"], Teams: ["group", "user"],
    Data: ["resource"], Systems: ["system", "domain"], Documents: ["page", "document"], Types: ["type"],
    Other: ["template", "airesource"],
  };
  const TEXT = "Text";
  /** Rows of a kind among others, rows of a kind alone, passages alone. */
  const [SHORT, LONG, PASSAGES] = [5, 50, 20];

  /** Milliseconds without a key after which words are looked for in the text, too. */
  const PAUSE = 40;

  let tab = "All";
  let turn = 0;
  let active = -1;
  /** How often more was asked for, and whether all pages are to be looked through. */
  let [steps, everywhere] = [1, false];

  /** Shows what fits the question: names as soon as they are found, then what fits in the text. */
  function ask() {
    const mine = (turn += 1);
    const { text, wanted } = filters.asked(input.value);
    if (!text && !Object.keys(wanted).length) return Promise.resolve(clear());
    const exact = filters.spelled(wanted);
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

  async function inNames(mine, text, { exact, unknown }) {
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
    return { ...found, unknown, sections: arranged(sections, engine.wordsOf(text).join(" ")) };
  }

  async function inText(mine, text, spelled) {
    if (!text) return null;
    await new Promise((done) => { setTimeout(done, PAUSE); });
    if (mine !== turn) return null;
    const { results, whole } = await pages.search(text, (await spelled).exact, everywhere);
    if (mine !== turn || !results.length) return null;
    const wanted = results.slice(0, tab === TEXT ? PASSAGES * steps : 2 * SHORT);
    return { passages: await Promise.all(wanted.map((result) => result.data())), count: results.length, whole };
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
    const kept = active >= 0 ? whatIs(options()[active]) : "";
    list.replaceChildren(...parts);
    const all = options();
    all.forEach((option, at) => { option.id = `gz-hit-${at}`; });
    drawTabs(sections, texts.count ? inPages : "");
    tell(names, texts.count ? inPages : "");
    input.setAttribute("aria-expanded", String(all.length > 0));
    choose(kept ? all.findIndex((option) => whatIs(option) === kept) : -1);
    await filters.draw(names.levels);
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

  /** Says how many there are to those who listen, and to everybody what was made of a word that finds nothing. */
  function tell({ sections, whole, instead, unknown }, inPages) {
    const total = sections.reduce((sum, { count }) => sum + count, 0);
    const other = instead.map(([typed, meant]) => `Nothing is called “${typed}”; this is what “${meant}” finds.`).join(" ");
    const counted = `${said(total)}${whole ? "" : "+"} ${total === 1 ? "name" : "names"}${inPages ? `, ${inPages} in the text` : ""}`;
    const found = total > 0 || inPages !== "";
    told.classList.toggle("gz-found__told--read", found && !other);
    const nothing = unknown.map(([facet, value]) => `Nothing has the ${facet} “${value}”.`).join(" ");
    told.textContent = found ? `${other} ${counted}`.trim() : nothing || "Nothing has that name. Try fewer or other words.";
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
    if (tab !== "All") tabs.querySelector("[aria-selected=true]").scrollIntoView({ block: "nearest", inline: "nearest" });
    if (focused) tabs.querySelector("[aria-selected=true]").focus();
  }

  const filters = window.gazetteerFilters(box, rows, () => anew());

  /* Keys and clicks */

  const options = () => [...list.querySelectorAll("[role=option]")];
  /** What a row stays known by when the rows are drawn again: where it leads, or that it shows more. */
  const whatIs = (option) => (option ? option.href || "more" : "");

  function choose(at) {
    active = at;
    list.querySelector("[aria-selected=true]")?.setAttribute("aria-selected", "false");
    const chosen = at < 0 ? null : options()[at];
    chosen?.setAttribute("aria-selected", "true");
    if (chosen) input.setAttribute("aria-activedescendant", chosen.id); else input.removeAttribute("aria-activedescendant");
    chosen?.scrollIntoView({ block: "nearest" });
  }

  function fail(error) {
    told.classList.remove("gz-found__told--read");
    told.textContent = `The search index cannot be loaded: ${error.message}.`;
  }
  /** Asks, and once more where the index has become another since this page was opened. */
  const again = () => ask().catch((error) => engine.renew().then((changed) => (changed ? ask() : fail(error)))).catch(fail);
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
  tabs.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const all = [...tabs.querySelectorAll("[role=tab]")];
    all[(all.findIndex((one) => one.dataset.tab === tab) + step + all.length) % all.length].click();
    event.preventDefault();
  });

  // Whoever has come to the box will ask; the engine of the text comes right behind what the names need.
  setTimeout(pages.wake);

  return {
    ask: anew,
    /** Chooses the next result, or the one before. */
    move(step) {
      const count = options().length;
      if (count) choose(active < 0 && step < 0 ? count - 1 : (active + step + count) % count);
    },
    /** Opens the chosen result, or the best one. */
    open: () => (options()[active] ?? options()[0])?.click(),
    reset() { filters.reset(); tab = "All"; return anew(); },
  };
};
