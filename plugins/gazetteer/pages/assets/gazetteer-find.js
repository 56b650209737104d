/* Finds names in the index that lies beside this file (`pages/shards.py` writes it): loads the words of a question,
   then only those names that are shown. Plain scripts carry the data, so that it works from a disk as well. */

window.gazetteerFinder = (() => {
  "use strict";

  const { fold, wordsOf, formsOf, pathsOf, meant } = window.gazetteerWords;
  const folder = new URL("gazetteer-search/", document.currentScript.src);
  /** A question of one letter looks into this many files of words, and says so if there are more. */
  const MOST = 4;
  /** How well a name fits: a word of it is the word, a word of it begins so, it is found by the word otherwise. */
  const [EXACT, BEGINS, OTHERWISE] = [3, 2, 1];
  /** What has been loaded: files hand their parts over as they run; names.js came first, with what there is. */
  const parts = window.gazetteerParts;
  const waiting = new Map();

  /** A part of the index, loaded at most once. */
  async function part(name) {
    if (!parts.has(name)) {
      if (!waiting.has(name)) waiting.set(name, load(`${manifest().digest}/${name}.js`));
      await waiting.get(name).finally(() => waiting.delete(name));
    }
    return parts.get(name);
  }

  function load(file) {
    return new Promise((done, fail) => {
      const script = document.createElement("script");
      script.src = new URL(file, folder).href;
      script.onload = () => { script.remove(); done(); };
      script.onerror = () => { script.remove(); fail(new Error(`${file} cannot be loaded`)); };
      document.head.append(script);
    });
  }

  /** What there is: kinds with their numbers, words at which files begin. */
  const manifest = () => parts.get("m");

  /** Forgets everything if the site was built anew since names.js was loaded; tells whether it was. */
  async function renew() {
    const old = new Map(parts);
    parts.clear();
    await load(`names.js?${Date.now()}`).catch((error) => {
      for (const [name, value] of old) parts.set(name, value);
      throw error;
    });
    [ranges, facetMaps] = [undefined, undefined];
    return manifest().digest !== old.get("m").digest;
  }

  let ranges;
  /** The kinds with the numbers of their names: from `start`, in use up to `used`, before `end`. */
  function kinds() {
    let start = 0;
    ranges ??= manifest().kinds.map(([kind, count, used]) => {
      const range = { kind, start, used: start + used, end: start + count };
      start += count;
      return range;
    });
    return ranges;
  }

  const none = () => new Uint8Array(kinds().at(-1).end);

  /** Calls with each run of numbers in their text, which is steps in base 36, each perhaps the start of a longer run. */
  function runs(text, use) {
    let at = 0;
    for (const run of text ? text.split(" ") : []) {
      const [step, length] = run.split("*");
      const start = at + parseInt(step, 36);
      at = start + (length ? parseInt(length, 36) : 1);
      use(start, at);
    }
  }

  /** Raises numbers to a level. */
  function mark(levels, text, level) {
    runs(text, (start, end) => {
      for (let at = start; at < end; at += 1) if (levels[at] < level) levels[at] = level;
    });
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

  /** Calls with each word of the index that begins so (`alone`: with the word itself), and its two lists of numbers; tells
      whether those were all. */
  async function each(prefix, use, alone = false) {
    const { words } = manifest();
    const first = before(words, prefix);
    let last = first;
    while (!alone && last + 1 < words.length && words[last + 1].startsWith(prefix)) last += 1;
    const wanted = Array.from({ length: Math.min(last - first + 1, MOST) }, (_, at) => first + at);
    for (const lines of await Promise.all(wanted.map((number) => part(`w${number}`)))) {
      let from = lines.startsWith(prefix) ? 0 : lines.indexOf(`\n${prefix}`) + 1;
      if (from === 0 && !lines.startsWith(prefix)) continue;
      while (from < lines.length && lines.startsWith(prefix, from)) {
        const end = lines.indexOf("\n", from);
        use(...lines.slice(from, end < 0 ? undefined : end).split("\t"));
        from = end < 0 ? lines.length : end + 1;
      }
    }
    return last - first < MOST;
  }

  /** Number -> level for one word: itself, its other forms, a name that it is all parts of, or else the word that was meant. */
  async function having(word) {
    const levels = none();
    let count = 0;
    const put = (own, others, best) => {
      count += 1;
      mark(levels, own, best);
      mark(levels, others, OTHERWISE);
    };
    const all = await Promise.all([
      each(word, (key, own, others) => put(own, others, key === word ? EXACT : BEGINS)),
      ...formsOf(word).map((form) => each(form, (key, ...lists) => { if (key === form) put(...lists, BEGINS); }, true)),
    ]);
    const whole = all.every(Boolean);
    if (count) return { levels, whole, words: [word, ...formsOf(word)] };
    await each(`=${word}`, (_, ...lists) => put(...lists, BEGINS));
    if (count) return { levels, whole, words: [word] };
    const instead = meant(word, (await part("s")).split(" "));
    if (instead) await each(instead, (_, ...lists) => put(...lists, BEGINS));
    return { levels, whole, words: [instead || word], instead };
  }

  /** Number -> level for words that must all fit. */
  async function together(words) {
    const found = await Promise.all(words.map(having));
    const levels = found.length ? found[0].levels : none();
    for (const other of found.slice(1)) {
      for (let at = 0; at < levels.length; at += 1) if (other.levels[at] < levels[at]) levels[at] = other.levels[at];
    }
    const instead = found.flatMap((one, at) => (one.instead ? [[words[at], one.instead]] : []));
    return { levels, whole: found.every((one) => one.whole), words: found.flatMap((one) => one.words), instead };
  }

  /** Number -> level for a path: operations that are described so come before what else has its words. */
  async function along(token) {
    const levels = none();
    const paths = pathsOf(token);
    const loading = together(wordsOf(paths[0]));
    for (const path of paths) {
      let count = 0;
      await each(path, (key, own, others) => {
        count += 1;
        mark(levels, own, key === path ? EXACT : BEGINS);
        mark(levels, others, key === path ? BEGINS : OTHERWISE);
      });
      if (!count) continue;
      const beside = await loading;
      for (let at = 0; at < levels.length; at += 1) if (beside.levels[at] && !levels[at]) levels[at] = OTHERWISE;
      return { levels, whole: true, words: wordsOf(path), instead: [] };
    }
    return loading;
  }

  /** Number -> level of the names that fit, with the words that they were found by. */
  async function fitting(question) {
    const tokens = question.split(/\s+/).filter(Boolean);
    const paths = tokens.filter((token) => pathsOf(token).length);
    const words = wordsOf(tokens.filter((token) => !paths.includes(token)).join(" "));
    const found = await Promise.all([...(words.length ? [together(words)] : []), ...paths.map(along)]);
    if (!found.length) return { levels: none(), whole: true, words: [], instead: [] };
    const [first, ...others] = found;
    for (const other of others) {
      for (let at = 0; at < first.levels.length; at += 1) first.levels[at] = Math.min(first.levels[at], other.levels[at]);
      first.words.push(...other.words);
      first.instead.push(...other.instead);
      first.whole &&= other.whole;
    }
    // Who writes `order service` may mean `orderservice`.
    if (words.length > 1 && !paths.length && !first.levels.some(Boolean)) {
      const one = await together([words.join("")]);
      if (one.levels.some(Boolean)) return { ...one, instead: [] };
    }
    return first;
  }

  /** The names that fit a question and filters: `{ levels, whole, words, instead }`; without a question all that the filters leave. */
  async function find(question, filters = {}) {
    const found = await fitting(question);
    if (!wordsOf(question).length && Object.keys(filters).length) found.levels.fill(EXACT);
    for (const [facet, value] of Object.entries(filters)) {
      const having = none();
      mark(having, (await facets())[facet]?.get(value), 1);
      for (let at = 0; at < having.length; at += 1) if (!having[at]) found.levels[at] = 0;
    }
    return found;
  }

  /** Of the names of some kinds: how many fit, how well the best one does, and the numbers of the first, best ones. */
  function best(levels, wanted, size, oldLast) {
    const some = kinds().filter(({ kind }) => wanted.includes(kind));
    // What was decided once and no longer holds comes behind everything that does.
    const turns = oldLast
      ? [some.map(({ start, used }) => [start, used]), some.map(({ used, end }) => [used, end])]
      : [some.map(({ start, end }) => [start, end])];
    const numbers = [];
    let [count, level] = [0, 0];
    for (const spans of turns) {
      const found = [[], [], [], []];
      for (const [start, end] of spans) {
        for (let at = start; at < end; at += 1) {
          if (levels[at]) count += 1;
          if (levels[at] && found[levels[at]].length < size) found[levels[at]].push(at);
        }
      }
      for (const one of [EXACT, BEGINS, OTHERWISE]) {
        if (found[one].length && numbers.length < size) numbers.push(...found[one].slice(0, size - numbers.length));
        if (found[one].length) level = Math.max(level, one);
      }
    }
    return { count, level, numbers };
  }

  let facetMaps;
  /** Facet -> value -> its numbers, as text. */
  async function facets() {
    const packed = await part("f");
    facetMaps ??= Object.fromEntries(Object.entries(packed).map(([facet, values]) => [facet, new Map(values)]));
    return facetMaps;
  }

  /** How many of the names that fit have each value of a facet. */
  async function counts(levels, facet) {
    return [...(await facets())[facet]].map(([value, numbers]) => {
      let count = 0;
      runs(numbers, (start, end) => { for (let at = start; at < end; at += 1) count += Number(levels[at] > 0); });
      return [value, count];
    });
  }

  /** Loads how the names are shown that have these numbers. */
  async function ready(numbers) {
    await Promise.all([...new Set(numbers.map(blockOf))].map((number) => part(`n${number}`)));
  }
  const blockOf = (number) => Math.floor(number / manifest().block);

  /** How to show names that are ready: `{ number, kind, uri, name, note, owner, status, system }`. */
  function show(numbers) {
    return numbers.map((number) => {
      const [uri, name, note = "", owner = "", status = "", system = ""] =
        parts.get(`n${blockOf(number)}`)[number % manifest().block];
      const { kind } = kinds().find(({ end }) => number < end);
      return { number, kind, uri, name, note, owner, status, system };
    });
  }

  return { find, best, renew, facets, counts, ready, show, fold, wordsOf, manifest, folder, EXACT, BEGINS };
})();
