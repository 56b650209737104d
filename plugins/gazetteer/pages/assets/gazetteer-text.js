/* The full text: Pagefind's engine, which runs beside the page, asked for no more than is shown. */

window.gazetteerText = (() => {
  "use strict";

  const { folder, manifest } = window.gazetteerFinder;
  /** Pages with a word up to which all of them are looked through and ranked. */
  const MANY = 3000;

  let engine;
  /** Loads the engine; null where the site has none, or where a browser lets no page read files. */
  function wake() {
    engine ??= (async () => {
      if (!manifest().text || location.protocol === "file:") return null;
      const pagefind = await import(new URL("pagefind/pagefind.js", folder).href);
      await pagefind.options({ baseUrl: new URL("../..", folder).pathname, excerptLength: 18 });
      await pagefind.init();
      return pagefind;
    })().catch(() => null); // names are found without it
    return engine;
  }

  /**
   * Pages whose text fits, best first: `{ results, whole }`; the `data()` of a result says more.
   *
   * What a word costs grows with the pages that have it. So the first shelf is looked through before all pages are: those
   * that people wrote, and one out of many of the others. A word that most of those have is not looked for elsewhere,
   * unless all is wanted.
   */
  async function search(question, filters, all) {
    const pagefind = question ? await wake() : null;
    if (!pagefind) return { results: [], whole: true };
    const { shelf } = manifest();
    if (shelf && !all) {
      const { results } = await pagefind.search(question, { filters: { ...filters, shelf: "first" } });
      if (results.length * shelf > MANY) return { results, whole: false };
    }
    const { results } = await pagefind.search(question, { filters });
    return { results, whole: true };
  }

  return { wake, search };
})();
