/* The catalog browser: narrows and sorts the entities that entities.js hands over. What is chosen stands in the address.
   Only one piece of the list is ever in the page. */

(() => {
  "use strict";

  const root = new URL("..", document.currentScript.src);
  const FACETS = [["kind", "Kind"], ["owner", "Owner"], ["lifecycle", "Lifecycle"], ["system", "System"], ["tag", "Tag"], ["status", "Decision status"]];
  const SORTS = [["name", "Name"], ["kind", "Kind"], ["owner", "Owner"], ["system", "System"], ["lifecycle", "State"]];
  const KIND = { api: "API", group: "Team", user: "Person", airesource: "AI resource" };
  const NOTHING = { question: "", facets: Object.fromEntries(FACETS.map(([facet]) => [facet, new Set()])) };
  const PIECE = 50;
  const SHORT = 8;

  const said = (facet, value) => {
    if (facet !== "kind") return value;
    return KIND[value] ?? value.charAt(0).toUpperCase() + value.slice(1);
  };
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const order = new Intl.Collator(document.documentElement.lang || "en", { numeric: true }).compare;
  const made = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.filter((child) => child !== "" && child != null));
    return element;
  };

  /* What is chosen, out of the address and into it; on a disk only the part behind # can be changed. */

  const onDisk = location.protocol === "file:";

  function chosenFromAddress() {
    const given = new URLSearchParams(location.search || location.hash.replace(/^#/, ""));
    const sort = given.get("sort") || "kind";
    return {
      question: given.get("q") || "",
      facets: Object.fromEntries(FACETS.map(([facet]) => [facet, new Set(given.getAll(facet))])),
      sort: SORTS.some(([name]) => name === sort.replace("-", "")) ? sort : "kind",
      page: Math.max(1, parseInt(given.get("page"), 10) || 1),
    };
  }

  function toAddress({ question, facets, sort, page }) {
    const given = new URLSearchParams();
    if (question) given.set("q", question);
    for (const [facet, values] of Object.entries(facets)) for (const value of values) given.append(facet, value);
    if (sort !== "kind") given.set("sort", sort);
    if (page > 1) given.set("page", page);
    const text = given.toString();
    history.replaceState(history.state, "", onDisk ? `#${text}` : `${location.pathname}${text ? `?${text}` : ""}`);
  }

  /* The entities */

  function entitiesOf({ values, rows }) {
    return rows.map(([name, uri, kind, owner, system, lifecycle, status, tags], place) => {
      const entity = { name, uri, place, folded: fold(name) };
      entity.kind = values.kind[kind];
      entity.owner = values.owner[owner] ?? "";
      entity.system = values.system[system] ?? "";
      entity.lifecycle = values.lifecycle[lifecycle] ?? "";
      entity.status = values.status[status] ?? "";
      entity.tag = tags.map((tag) => values.tag[tag]);
      return entity;
    });
  }

  const has = (entity, facet, value) => (facet === "tag" ? entity.tag.includes(value) : entity[facet] === value);

  /** The entities that fit, and facet -> value -> how many there would be with that value. */
  function narrowed(entities, { question, facets }) {
    const words = fold(question).split(/\s+/).filter(Boolean);
    const active = FACETS.map(([facet]) => facet).filter((facet) => facets[facet].size);
    const counts = Object.fromEntries(FACETS.map(([facet]) => [facet, new Map()]));
    const fits = [];
    for (const entity of entities) {
      if (!words.every((word) => entity.folded.includes(word))) continue;
      const failed = active.filter((facet) => ![...facets[facet]].some((value) => has(entity, facet, value)));
      if (!failed.length) fits.push(entity);
      if (failed.length > 1) continue;
      for (const [facet] of FACETS) {
        if (failed.length && failed[0] !== facet) continue;
        for (const value of facet === "tag" ? entity.tag : [entity[facet]]) {
          if (value) counts[facet].set(value, (counts[facet].get(value) || 0) + 1);
        }
      }
    }
    return { fits, counts };
  }

  function sorted(entities, sort) {
    const column = sort.replace("-", "");
    const sign = sort.startsWith("-") ? -1 : 1;
    const key = (entity) => (column === "lifecycle" ? entity.lifecycle || entity.status : entity[column]);
    if (column === "kind") return [...entities].sort((a, b) => sign * (a.place - b.place));
    // What has no value comes last, whichever way the others stand.
    return [...entities].sort((a, b) =>
      !key(a) - !key(b) || sign * order(key(a), key(b)) || a.place - b.place);
  }

  /* The page */

  window.gazetteerBrowse = (given) => {
    const place = document.getElementById("gz-browse");
    if (!place) return;
    const entities = entitiesOf(given);
    const chosen = chosenFromAddress();
    const open = new Set();
    // Values keep their places whatever is chosen: the most frequent ones first.
    const values = Object.fromEntries(Object.entries(narrowed(entities, NOTHING).counts).map(([facet, counts]) =>
      [facet, [...counts].sort((a, b) => b[1] - a[1] || order(a[0], b[0])).map(([value]) => value)]));

    const field = made("input", { type: "search", placeholder: "Filter by name", "aria-label": "Filter by name", value: chosen.question });
    const side = made("details", { class: "gz-browse__side" }, made("summary", {}, "Filters"), made("div"));
    const picked = made("div", { class: "gz-browse__picked" });
    const told = made("p", { role: "status", class: "gz-browse__told" });
    const body = made("tbody");
    const heads = SORTS.map(([name, label]) => {
      const button = made("button", { type: "button" }, label);
      button.addEventListener("click", () => change(() => { chosen.sort = chosen.sort === name ? `-${name}` : name; }));
      return made("th", { scope: "col", "data-sort": name, class: name === "kind" || name === "system" ? "gz-wide" : undefined }, button);
    });
    const table = made("div", { class: "gz-scroll" }, made("table", { class: "gz-table gz-browse__table" }, made("thead", {}, made("tr", {}, ...heads)), body));
    const pages = made("nav", { class: "gz-browse__pages", "aria-label": "Pages" });
    place.replaceChildren(side, made("div", { class: "gz-browse__main" }, made("div", { class: "gz-browse__top" }, field, told), picked, table, pages));
    side.open = window.matchMedia("(min-width: 60em)").matches;

    field.addEventListener("input", () => change(() => { chosen.question = field.value; }));

    function change(how, keep = false) {
      how();
      if (!keep) chosen.page = 1;
      toAddress(chosen);
      draw();
    }

    function toggle(facet, value) {
      change(() => { if (!chosen.facets[facet].delete(value)) chosen.facets[facet].add(value); });
    }

    function draw() {
      const { fits, counts } = narrowed(entities, chosen);
      const last = Math.max(1, Math.ceil(fits.length / PIECE));
      chosen.page = Math.min(chosen.page, last);
      const from = (chosen.page - 1) * PIECE;
      const shown = sorted(fits, chosen.sort).slice(from, from + PIECE);
      body.replaceChildren(...shown.map(row));
      const range = fits.length > PIECE ? `${(from + 1).toLocaleString("en")}–${(from + shown.length).toLocaleString("en")} of ` : "";
      told.textContent = fits.length
        ? `${range}${fits.length.toLocaleString("en")} ${fits.length === 1 ? "entity" : "entities"}`
        : "Nothing fits. Take a filter away.";
      for (const head of heads) {
        const own = chosen.sort.replace("-", "") === head.dataset.sort;
        if (own) head.setAttribute("aria-sort", chosen.sort.startsWith("-") ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      }
      drawFacets(counts);
      drawPicked();
      drawPages(last);
    }

    function row(entity) {
      const state = entity.lifecycle || entity.status;
      const badge = state ? made("span", { class: `gz-badge gz-badge--${state.toLowerCase().replace(/[^\w-]+/g, "-")}` }, state) : "–";
      return made("tr", {},
        made("td", {}, made("i", { class: `gz-icon gz-icon--${entity.kind}`, title: said("kind", entity.kind) }), " ", made("a", { href: new URL(entity.uri, root).href }, entity.name)),
        made("td", { class: "gz-wide" }, said("kind", entity.kind)), made("td", {}, entity.owner || "–"), made("td", { class: "gz-wide" }, entity.system || "–"), made("td", {}, badge));
    }

    function drawFacets(counts) {
      const focused = document.activeElement?.id;
      side.lastElementChild.replaceChildren(...FACETS.map(([facet, label]) => {
        const picks = chosen.facets[facet];
        const all = [...values[facet], ...[...picks].filter((value) => !values[facet].includes(value))]
          .filter((value) => counts[facet].has(value) || picks.has(value));
        if (!all.length) return "";
        const long = all.length > SHORT + 2;
        const shown = long && !open.has(facet) ? all.filter((value, at) => at < SHORT || picks.has(value)) : all;
        const more = long ? made("button", { type: "button", id: `gz-more-${facet}` }, open.has(facet) ? "Fewer" : `All ${all.length.toLocaleString("en")}`) : "";
        if (more) more.addEventListener("click", () => { if (!open.delete(facet)) open.add(facet); draw(); });
        return made("fieldset", {}, made("legend", {}, label), ...shown.map((value) => option(facet, value, counts[facet].get(value) || 0)), more);
      }).filter(Boolean));
      if (focused) document.getElementById(focused)?.focus();
    }

    function option(facet, value, count) {
      const box = made("input", { type: "checkbox", id: `gz-${facet}-${value}` });
      box.checked = chosen.facets[facet].has(value);
      box.addEventListener("change", () => toggle(facet, value));
      return made("label", {}, box, made("span", {}, said(facet, value)), made("small", {}, count.toLocaleString("en")));
    }

    function drawPicked() {
      const all = Object.entries(chosen.facets).flatMap(([facet, values]) => [...values].map((value) => [facet, value]));
      const chips = all.map(([facet, value]) => {
        const label = FACETS.find(([name]) => name === facet)[1];
        const chip = made("button", { type: "button", "aria-label": `Remove ${label}: ${said(facet, value)}` }, `${label}: ${said(facet, value)} ×`);
        chip.addEventListener("click", () => { toggle(facet, value); field.focus(); });
        return chip;
      });
      if (all.length > 1) {
        const none = made("button", { type: "button", class: "gz-browse__none" }, "Clear all");
        none.addEventListener("click", () => {
          change(() => { for (const values of Object.values(chosen.facets)) values.clear(); });
          field.focus();
        });
        chips.push(none);
      }
      picked.replaceChildren(...chips);
    }

    function drawPages(last) {
      pages.hidden = last < 2;
      const steps = [["← Previous", chosen.page - 1], ["Next →", chosen.page + 1]].map(([label, to]) => {
        const button = made("button", { type: "button", disabled: to < 1 || to > last }, label);
        button.addEventListener("click", () => {
          change(() => { chosen.page = to; }, true);
          place.scrollIntoView({ block: "start" });
          [...pages.querySelectorAll("button")].find((one) => one.textContent === label && !one.disabled)?.focus({ preventScroll: true });
        });
        return button;
      });
      pages.replaceChildren(steps[0], made("span", {}, `${chosen.page.toLocaleString("en")} of ${last.toLocaleString("en")}`), steps[1]);
    }

    draw();
  };
})();
