// The filter of the decision log. All rows are in the page; this shows and hides them, and keeps the choice in the address.
(() => {
  "use strict";
  const form = document.querySelector(".gz-filters");
  if (!form) return;
  const bodies = [...document.querySelectorAll(".gz-log tbody")];
  const rows = [...document.querySelectorAll(".gz-log tr[data-status]")];
  const words = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));

  const chosen = () => [...new FormData(form)].filter(([, value]) => value.trim() !== "");

  const fits = (row, [name, value]) =>
    name === "words"
      ? value.toLowerCase().trim().split(/\s+/).every((word) => words.get(row).includes(word))
      : row.dataset[name].split(" ").includes(value);

  // How many rows each choice would leave, the other choices standing.
  const count = (name, choices) => {
    const others = choices.filter(([other]) => other !== name);
    const left = rows.filter((row) => others.every((choice) => fits(row, choice)));
    return (value) => left.filter((row) => !value || fits(row, [name, value])).length;
  };

  const show = () => {
    const choices = chosen();
    for (const row of rows) row.hidden = !choices.every((choice) => fits(row, choice));
    for (const body of bodies) body.hidden = !body.querySelector("tr[data-status]:not([hidden])");
    const shown = rows.filter((row) => !row.hidden).length;
    const where = form.dataset.several === "true" ? " on this page" : "";
    form.querySelector("output").textContent =
      choices.length ? `${shown} of ${rows.length} decisions${where}` : `${rows.length} decisions${where}`;
    for (const select of form.querySelectorAll("select")) {
      const number = count(select.name, choices);
      for (const option of select.options) {
        option.dataset.label ??= option.textContent;
        option.textContent = `${option.dataset.label} (${number(option.value)})`;
      }
    }
    const number = count("status", choices);
    for (const radio of form.querySelectorAll("[name=status]"))
      radio.nextElementSibling.querySelector("small").textContent = number(radio.value);
  };

  const remember = () => {
    const query = new URLSearchParams(chosen()).toString();
    try {
      history.replaceState(history.state, "", `${location.pathname}${query ? `?${query}` : ""}${location.hash}`);
    } catch {
      // Some browsers do not let pages from disk change their address; the filter works all the same.
    }
  };

  for (const [name, value] of new URLSearchParams(location.search)) {
    const field = form.elements.namedItem(name);
    if (field) field.value = value;
  }
  const update = () => { show(); remember(); };
  form.addEventListener("input", update);
  form.addEventListener("reset", () => setTimeout(update));
  form.addEventListener("submit", (event) => event.preventDefault());
  show();
})();
