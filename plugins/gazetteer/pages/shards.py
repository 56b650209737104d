"""Shards: the index of names as small script files, of which a search loads the few that it needs.

The files are scripts that hand over data, because a page that is read from disk may load scripts, but fetch nothing.
Names are numbered by kind, then by rank. A file of words says for each which names have it, as runs of numbers; a file
of names says how to show a hundred of them. A search loads the files of its words and those of the names it shows.
"""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from gazetteer.model.page import Asset
from gazetteer.pages.names import FACETS, KINDS, OUT_OF_USE, Named
from gazetteer.pages.words import folded, joined, paths_of, words_of

FOLDER = "assets/gazetteer-search/"
"""Where the files stand, relative to the site's root."""

ENTRY = f"{FOLDER}names.js"
"""The file that tells what there is; it holds everything where there is little."""

BLOCK = 100
"""Names in one file."""

SHARD = 48_000
"""Characters of words in one file, unless one word alone has more."""

SMALL = 192_000
"""Characters up to which everything is in one file."""

VOCABULARY = 20_000
"""Words among which the meant one is looked for when a question is misspelt."""

LEAST = 4
"""Letters of a word that can be misspelt and still be known again."""

INSIDE = ("operation", "type")
"""Kinds that are part of something else, which is alive or not as a whole."""

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

Part = tuple[str, object]


def files(
    named: Iterable[Named], index: str = "", *, text: bool = False, shelf: int = 0
) -> Iterator[Asset]:
    """The files of the index.

    Args:
        named: what is to be found.
        index: what a link to a folder needs behind it (`Site.index`).
        text: whether a full-text index stands beside this one.
        shelf: one page of so many is on its first shelf; 0 where it has none.
    """
    ranked = sorted(named, key=_rank)
    shards = _shards(_words(ranked))
    blocks = _blocks(ranked, index)
    parts: list[Part] = [("f", _facets(ranked)), ("s", _vocabulary(ranked))]
    parts += ((f"w{number}", shard) for number, (_, shard) in enumerate(shards))
    parts += ((f"n{number}", block) for number, block in enumerate(blocks))
    scripts = {name: _script(name, value) for name, value in parts}
    digest = hashlib.sha256("".join(scripts.values()).encode()).hexdigest()[:12]
    manifest = _script(
        "m",
        {
            "kinds": _kinds(ranked),
            "block": BLOCK,
            "words": [first for first, _ in shards],
            "digest": digest,
            "text": text,
            "shelf": shelf,
        },
    )
    if sum(map(len, scripts.values())) <= SMALL:
        yield Asset(uri=ENTRY, content="".join((manifest, *scripts.values())).encode())
        return
    yield Asset(uri=ENTRY, content=manifest.encode())
    for name, script in scripts.items():
        # In a folder of its own: a visitor who keeps the entry of an earlier build gets its files, or none.
        yield Asset(uri=f"{FOLDER}{digest}/{name}.js", content=script.encode())


def runs(numbers: Iterable[int]) -> str:
    """Ascending numbers as text: steps in base 36, `*n` behind one for a run of n.

    >>> runs([3, 4, 5, 10])
    '3*3 4'
    """
    out: list[str] = []
    after = 0
    first = last = -1
    for number in (*numbers, -1):
        if number == last + 1 and last >= 0:
            last = number
            continue
        if last >= 0:
            step, length = _base36(first - after), last - first + 1
            out.append(f"{step}*{_base36(length)}" if length > 1 else step)
            after = last + 1
        first = last = number
    return " ".join(out)


def _kinds(ranked: Sequence[Named]) -> list[tuple[str, int, int]]:
    """(kind, how many, how many of them are in use), as they are numbered."""
    every = Counter(named.kind for named in ranked)
    used = Counter(named.kind for named in ranked if not _out_of_use(named))
    return [(kind, every[kind], used[kind]) for kind in KINDS]


def _out_of_use(named: Named) -> bool:
    return named.status in OUT_OF_USE or named.lifecycle in OUT_OF_USE


def _rank(named: Named) -> tuple[int, bool, str, int, str, str]:
    """What is in use comes before what is not, and short names before long ones.

    Among the names that have all words of a question that with the fewest others is the exact one. An operation stays
    beside those of its API, which makes long runs of numbers.
    """
    inside = named.kind in INSIDE
    group, words = (named.note, 0) if inside else ("", len(words_of(named.name)))
    return KINDS.index(named.kind), _out_of_use(named), group, words, folded(named.name), named.uri


def _words(ranked: Sequence[Named]) -> dict[str, tuple[list[int], list[int]]]:
    """Word -> numbers of the names that it stands in, and of those that are found by it otherwise."""
    found: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for number, named in enumerate(ranked):
        own = dict.fromkeys(_own_words(named))
        for word in own:
            found[word][0].append(number)
        for word in _other_words(named):
            if word not in own:
                own[word] = None
                found[word][1].append(number)
    return found


def _own_words(named: Named) -> Iterator[str]:
    yield from words_of(named.name)
    if named.kind == "operation":
        yield from paths_of(named.name)[:1]
    if whole := joined(named.name):
        yield whole


def _other_words(named: Named) -> Iterator[str]:
    alive = "" if named.kind in INSIDE else named.lifecycle
    states = (named.owner, named.system, named.status, alive)
    kind = named.kind if named.kind != "page" else ""
    for text in (named.note, *states, *named.tags, *named.words, kind):
        yield from words_of(text)
        if whole := joined(text):
            yield whole
    if named.kind == "operation":
        yield from paths_of(named.name)[1:]


def _vocabulary(ranked: Sequence[Named]) -> str:
    """Words that names are made of, the most frequent ones first; what only stands in texts is not among it."""
    count: Counter[str] = Counter()
    for named in ranked:
        names = (text for text in named.words if not any(sign.isspace() for sign in text))
        for text in (named.name, named.owner, named.system, *named.tags, *names):
            count.update(word for word in words_of(text) if len(word) >= LEAST and word.isalpha())
    return " ".join(sorted(count, key=lambda word: (-count[word], word))[:VOCABULARY])


def _shards(words: dict[str, tuple[list[int], list[int]]]) -> list[tuple[str, str]]:
    """(first word, lines of words) in the order of words: a prefix is found in one shard, or in neighbours."""
    out: list[tuple[str, str]] = []
    lines: list[str] = []
    first, size = "", 0
    # Sorted as JavaScript compares: by code unit.
    for word in sorted(words, key=lambda word: word.encode("utf-16-be", "surrogatepass")):
        own, others = words[word]
        line = f"{word}\t{runs(own)}\t{runs(others)}"
        if lines and size + len(line) > SHARD:
            out.append((first, "\n".join(lines)))
            lines, size = [], 0
        first = first if lines else word
        lines.append(line)
        size += len(line) + 4  # its ends are written as two characters each
    return [*out, (first, "\n".join(lines))]


def _facets(ranked: Sequence[Named]) -> dict[str, list[tuple[str, str]]]:
    """Facet -> (value, numbers of the names that have it), by value."""
    found: dict[str, dict[str, list[int]]] = {facet: {} for facet in FACETS}
    for number, named in enumerate(ranked):
        for facet, value in named.facets:
            found[facet].setdefault(value, []).append(number)
    return {
        facet: [(value, runs(dict.fromkeys(values[value]))) for value in sorted(values)]
        for facet, values in found.items()
    }


def _blocks(ranked: Sequence[Named], index: str) -> Iterator[list[tuple[str, ...]]]:
    for at in range(0, len(ranked), BLOCK):
        yield [_row(named, index) for named in ranked[at : at + BLOCK]]


def _row(named: Named, index: str) -> tuple[str, ...]:
    path, hash_, anchor = named.uri.partition("#")
    page = f"{path}{index}" if not path or path.endswith("/") else path
    row = (
        f"{page}{hash_}{anchor}",
        named.name,
        named.note,
        named.owner,
        named.status or named.lifecycle,
        named.system,
    )
    return row[: max(at for at, text in enumerate(row, 1) if text)]


def _script(name: str, value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # A lone surrogate has no place in UTF-8.
    return f'gazetteerPart("{name}",{text});\n'.encode("utf-8", "replace").decode()


def _base36(number: int) -> str:
    out = ""
    while True:
        number, digit = divmod(number, 36)
        out = _DIGITS[digit] + out
        if not number:
            return out
