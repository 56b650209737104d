/* Finds names in the index that lies beside this file (`pages/shards.py` writes it): loads the words of a question,
   then only those names that are shown. Plain scripts carry the data, so that it works from a disk as well. */

window.gazetteerFinder = (() => {
  "use strict";

  const folder = new URL("gazetteer-search/", document.currentScript.src);
  /** A question of one letter looks into this many files of words, and says so if there are more. */
  const MOST = 4;
  /** What has been loaded: files hand their parts over as they run; names.js came first, with what there is. */
  const parts = window.gazetteerParts;
  const waiting = new Map();

  /** A part of the index, loaded at most once. */
  async function part(name) {
    if (!parts.has(name)) {
      if (!waiting.has(name)) waiting.set(name, load(name));
      await waiting.get(name);
    }
    return parts.get(name);
  }

  function load(file) {
    return new Promise((done, fail) => {
      const script = document.createElement("script");
      script.src = new URL(`${file}.js?${manifest().digest}`, folder).href;
      script.onload = () => { script.remove(); done(); };
      script.onerror = () => {
        script.remove();
        waiting.delete(file);
        fail(new Error(`${file}.js cannot be loaded`));
      };
      document.head.append(script);
    });
  }

  /** What there is: kinds with their numbers, words at which files begin. */
  const manifest = () => parts.get("m");

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const wordsOf = (text) => [...new Set(fold(text).match(/[\p{L}\p{N}]+/gu) || [])].map((word) => word.slice(0, 64));

  /** Numbers out of their text: steps in base 36, each perhaps the start of a run. */
  function unpack(text, into, value) {
    let at = 0;
    for (const run of text ? text.split(" ") : []) {
      const [step, length] = run.split("*");
      at += parseInt(step, 36);
      for (let left = length ? parseInt(length, 36) : 1; left > 0; left -= 1, at += 1) {
        if (!(into.get(at) <= value)) into.set(at, value);
      }
    }
    return into;
  }

  /** Index of the last of the sorted texts that is not behind the given one. */
  function before(texts, text) {
    let [low, high] = [0, texts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (texts[middle] <= text) low = middle + 1; else high = middle;
    }
    return Math.max(0, low - 1);
  }

  /** Number -> 0 (the word stands in its name), 1 (a word of its name begins so), 2 (it is found by it otherwise). */
  async function having(prefix) {
    const { words } = manifest();
    const found = new Map();
    const first = before(words, prefix);
    let last = first;
    while (last + 1 < words.length && words[last + 1].startsWith(prefix)) last += 1;
    const whole = last - first < MOST;
    const wanted = Array.from({ length: Math.min(last - first + 1, MOST) }, (_, at) => first + at);
    for (const lines of await Promise.all(wanted.map((number) => part(`w${number}`)))) {
      let from = lines.startsWith(prefix) ? 0 : lines.indexOf(`\n${prefix}`) + 1;
      if (from === 0 && !lines.startsWith(prefix)) continue;
      while (from < lines.length && lines.startsWith(prefix, from)) {
        const end = lines.indexOf("\n", from);
        const [word, own, others] = lines.slice(from, end < 0 ? undefined : end).split("\t");
        unpack(own, found, word === prefix ? 0 : 1);
        unpack(others, found, 2);
        from = end < 0 ? lines.length : end + 1;
      }
    }
    return { found, whole };
  }

  /** Facet -> value -> numbers that have it. */
  let facetMaps;
  async function facets() {
    const packed = await part("f");
    facetMaps ??= Object.fromEntries(Object.entries(packed).map(([facet, values]) => [
      facet, new Map(values.map(([value, numbers]) => [value, unpack(numbers, new Map(), 0)])),
    ]));
    return facetMaps;
  }

  /** Numbers of the names that fit, best first: `{ numbers, whole }`; null stands for "everything". */
  async function find(question, filters = {}) {
    const words = wordsOf(question);
    const sets = await Promise.all(words.map(having));
    const whole = sets.every((set) => set.whole);
    let scores = null;
    for (const { found } of sets.sort((a, b) => a.found.size - b.found.size)) {
      scores = scores === null ? found : both(scores, found);
    }
    for (const [facet, value] of Object.entries(filters)) {
      const values = (await facets())[facet];
      const having = (values && values.get(value)) || new Map();
      scores = scores === null ? new Map(having) : both(scores, having);
    }
    const numbers = [...(scores || new Map()).keys()].sort((a, b) => scores.get(a) - scores.get(b) || a - b);
    return { numbers, scores, whole, words };
  }

  function both(some, others) {
    const out = new Map();
    for (const [number, score] of some) {
      const other = others.get(number);
      if (other !== undefined) out.set(number, Math.max(score, other));
    }
    return out;
  }

  /** How to show names: `{ number, kind, uri, name, note, owner, status, system }`. */
  async function show(numbers) {
    const { block } = manifest();
    const wanted = [...new Set(numbers.map((number) => Math.floor(number / block)))];
    await Promise.all(wanted.map((number) => part(`n${number}`)));
    return numbers.map((number) => {
      const [uri, name, note = "", owner = "", status = "", system = ""] =
        parts.get(`n${Math.floor(number / block)}`)[number % block];
      return { number, kind: kindOf(number), uri, name, note, owner, status, system };
    });
  }

  /** The kind of a number, and its place among those of its kind. */
  function placed(number) {
    let left = number;
    for (const [kind, count, used] of manifest().kinds) {
      if (left < count) return { kind, inUse: left < used };
      left -= count;
    }
    return { kind: "page", inUse: true };
  }
  const kindOf = (number) => placed(number).kind;
  const inUse = (number) => placed(number).inUse;

  let text;
  /** Pagefind's engine; null where the site has none, or where a browser lets no page read files. */
  function wakeText() {
    text ??= (async () => {
      if (!manifest().text || location.protocol === "file:") return null;
      const pagefind = await import(new URL("pagefind/pagefind.js", folder).href);
      await pagefind.options({ baseUrl: new URL("../..", folder).pathname, excerptLength: 18 });
      await pagefind.init();
      return pagefind;
    })().catch(() => null); // names are found without it
    return text;
  }

  /** Pages whose text fits; their `data()` says more. */
  async function inText(question, filters) {
    const pagefind = question ? await wakeText() : null;
    const found = pagefind && await pagefind.search(question, { filters });
    return found ? found.results : [];
  }

  return { find, show, facets, kindOf, inUse, wakeText, inText, wordsOf, fold };
})();
