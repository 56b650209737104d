/* The filters of the search: chosen in a row of lists, or typed as `owner:shipping` in the question. */

window.gazetteerFilters = (box, rows, changed) => {
  "use strict";

  const engine = window.gazetteerFinder;
  const { made, said } = rows;
  const button = box.querySelector(".gz-found__narrow");
  const row = box.querySelector(".gz-found__filters");
  const FACET = { owner: "Owner", lifecycle: "Lifecycle", system: "System", tag: "Tag", status: "Status" };
  let chosen = {};

  /** A question without the filters that were typed in it, and all filters. */
  function asked(question) {
    const wanted = { ...chosen };
    const text = question.replace(/(\w+):(?:"([^"]*)"|(\S+))/g, (all, facet, quoted, plain) => {
      if (!Object.hasOwn(FACET, facet)) return all;
      wanted[facet] = quoted ?? plain;
      return " ";
    });
    return { text: text.trim(), wanted };
  }

  /** Filters as they are spelled in the catalog, whatever case they were typed in, and those that nothing there has. */
  async function spelled(wanted) {
    const entries = Object.entries(wanted);
    const known = entries.length ? await engine.facets() : {};
    const exact = entries.map(([facet, value]) => {
      const values = [...known[facet].keys()];
      return [facet, values.find((one) => engine.fold(one) === engine.fold(value)) ?? value];
    });
    return { exact: Object.fromEntries(exact), unknown: exact.filter(([facet, value]) => !known[facet].has(value)) };
  }

  /** Draws the lists with how many of the names that fit have each value; they are only counted when they are seen. */
  async function draw(levels) {
    const count = Object.keys(chosen).length;
    button.textContent = count ? `Filter (${count})` : "Filter";
    if (row.hidden) return;
    const choices = await Promise.all(Object.entries(FACET).map(async ([facet, label]) => {
      const choice = made("select", "", new Option(`${label}: any`, ""));
      choice.setAttribute("aria-label", label);
      choice.dataset.facet = facet;
      for (const [value, fits] of await engine.counts(levels, facet)) {
        if (fits || chosen[facet] === value) choice.append(new Option(`${value} (${said(fits)})`, value));
      }
      choice.value = chosen[facet] ?? "";
      return choice;
    }));
    row.replaceChildren(...choices.filter((choice) => choice.options.length > 1));
  }

  row.addEventListener("change", (event) => {
    const { facet } = event.target.dataset;
    if (event.target.value) chosen[facet] = event.target.value; else delete chosen[facet];
    changed().then(() => row.querySelector(`[data-facet=${facet}]`)?.focus());
  });
  button.addEventListener("click", () => {
    row.hidden = !row.hidden;
    button.setAttribute("aria-expanded", String(!row.hidden));
    changed();
  });

  return { asked, spelled, draw, reset() { chosen = {}; } };
};
