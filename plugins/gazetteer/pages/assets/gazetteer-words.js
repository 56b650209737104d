/* Words of a question: cut as those of the index are (`pages/words.py`), with their other forms, paths as they are
   described, and the word that was meant where one letter is wrong. */

window.gazetteerWords = (() => {
  "use strict";

  const LONGEST = 64;
  /** Letters of a word that can be misspelt and still be known again. */
  const LEAST = 4;

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const wordsOf = (text) => [...new Set(fold(text).match(/[\p{L}\p{N}]+/gu) || [])].map((word) => word.slice(0, LONGEST));

  /** The singular of a plural, the plural in -ies of a singular in -y; `orders` begins with `order`, so it needs no form. */
  function formsOf(word) {
    if (word.length < LEAST) return [];
    if (/ies$/.test(word)) return [`${word.slice(0, -3)}y`];
    if (/(s|x|z|ch|sh)es$/.test(word)) return [word.slice(0, -2), word.slice(0, -1)];
    if (/[^s]s$/.test(word)) return [word.slice(0, -1)];
    if (/[^aeiou]y$/.test(word)) return [`${word.slice(0, -1)}ies`];
    return [];
  }

  /** How a path may be described, likeliest first: `/v1/orders/42` as `/v1/orders/{}`, then `/orders/{}`. */
  function pathsOf(text) {
    const path = text.replace(/^[a-z][\w+.-]*:\/\/[^/]*/i, "").replace(/[?#].*$/, "");
    const parts = path.includes("/") ? path.split("/").filter(Boolean) : [];
    if (!parts.length) return [];
    const plain = parts.map((part) => (/[{}]|^[:<]|^\d+$/.test(part) ? "{}" : fold(part)));
    const valued = plain.map((part) => (/\d/.test(part) && !/^v\d[\d.]*$/.test(part) ? "{}" : part));
    const guessed = valued.flatMap((part, at) => (at && part !== "{}" ? [valued.map((one, other) => (other === at ? "{}" : one))] : []));
    const endings = (all) => all.map((_, at) => all.slice(at)).filter((some) => some[0] !== "{}" && (some.length > 1 || all.length === 1));
    const described = [plain, valued].flatMap(endings);
    return [...new Set([...described, ...guessed].map((some) => `/${some.join("/")}`.slice(0, LONGEST)))];
  }

  /** Whether two words differ in no more than one letter: a wrong one, one too many or too few, or two exchanged. */
  function isClose(one, other) {
    const [short, long] = one.length < other.length ? [one, other] : [other, one];
    if (long.length - short.length > 1) return false;
    let at = 0;
    while (at < short.length && short[at] === long[at]) at += 1;
    if (long.length > short.length) return long.slice(at + 1) === short.slice(at);
    return long.slice(at + 1) === short.slice(at + 1) ||
      (long[at] === short[at + 1] && long[at + 1] === short[at] && long.slice(at + 2) === short.slice(at + 2));
  }

  /** The word of a vocabulary that a misspelt word, or its beginning, was meant to be; empty for none. */
  function meant(word, vocabulary) {
    if (word.length < LEAST || /\p{N}/u.test(word)) return "";
    const whole = vocabulary.find((known) => isClose(known, word));
    if (whole || word.length === LEAST) return whole || "";
    const begins = (known, length) => known.length > length && isClose(known.slice(0, length), word);
    return vocabulary.find((known) => [0, -1, 1].some((more) => begins(known, word.length + more))) || "";
  }

  return { fold, wordsOf, formsOf, pathsOf, meant };
})();
