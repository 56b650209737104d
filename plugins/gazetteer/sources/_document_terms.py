"""Terms that a document explains, and acronyms that it uses.

Explained is what stands in a glossary (a page or section of that name): a heading with the paragraph below it, a bold
word with a sentence behind it, a row of a table, a list of definitions. Anywhere else only what cannot mean anything
else: `*[SLO]: ...`, and `service level objective (SLO)`.
"""

import re
from collections.abc import Iterator

from gazetteer.formats.markdown import Block, plain, shorten
from gazetteer.model.document import Heading
from gazetteer.model.place import Place
from gazetteer.model.term import Acronym, Term

MOST = 500
"""Terms and acronyms of one page that are kept."""

_GLOSSARY = re.compile(
    r"\b(?:glossary|terminology|vocabulary|definitions?|acronyms?|abbreviations?|terms(?! (?:of|and)))\b",
    re.IGNORECASE,
)
_BOLD = re.compile(
    r"(?:\*\*|__)([^*_\n]{2,60}?):?(?:\*\*|__)[ \t]*"
    r"(?:[:\u2013\u2014-]+[ \t]+|\n?:[ \t]+|(?=(?:is|are|means)\b|\())(\S.*)",
    re.DOTALL,
)
_LISTED = re.compile(r"([^\n:]{2,60})\n:[ \t]+(\S.*)", re.DOTALL)
_ABBREVIATION = re.compile(r"^\*\[([^\]\n]{2,40})\]:[ \t]*(\S[^\n]*)", re.MULTILINE)
_EXPANDED = re.compile(
    r"(?<![\w-])((?:[A-Za-z][\w-]{0,40}[ \t]){1,6}[A-Za-z][\w-]{0,40})[ \t]\(([A-Z][A-Z0-9]{1,6})s?\)"
)
_ACRONYM = re.compile(r"(?<![\w./$#@:=&?%-])([A-Z][A-Z0-9]{1,5})(?:s|'s)?(?![\w/=-]|\.\w)")
_CAPITALS = re.compile(r"[A-Z][A-Z0-9]")
_CODE = re.compile(
    r"`[^`\n]{0,300}`|\]\([^)\n]{0,300}\)|\[\[[^\]\n]{0,300}\]\]|https?://\S{1,300}|<[^>\n]{0,300}>"
)
_HEADS = frozenset(
    {"term", "terms", "word", "words", "name", "acronym", "abbreviation", "concept", "what"}
)


def terms(path: str, blocks: tuple[Block, ...], headings: tuple[Heading, ...]) -> tuple[Term, ...]:
    """What the document explains, each name once, in the order of the text."""
    ids = {heading.line: heading.id for heading in headings}
    found: dict[str, Term] = {}
    for name, meaning, line, anchor in _explained(path, blocks, ids):
        shown, text = plain(name).strip(" :"), shorten(plain(meaning))
        if shown and text and len(shown) <= 60 and len(found) < MOST:
            found.setdefault(shown.lower(), Term(shown, text, Place(path, line), anchor))
    return tuple(found.values())


def acronyms(blocks: tuple[Block, ...]) -> tuple[Acronym, ...]:
    """Acronyms in prose, each at its first use; what stands in capitals as a whole is no acronym."""
    found: dict[str, Acronym] = {}
    for block in blocks:
        if block.kind in {"code", "html"} or len(found) >= MOST:
            continue
        if not _CAPITALS.search(block.text) or block.text.isupper():
            continue
        for number, line in enumerate(block.text.split("\n")):
            if not _CAPITALS.search(line):
                continue
            for match in _ACRONYM.finditer(_CODE.sub(" ", line)):
                if sum(c.isalpha() for c in match[1]) > 1:
                    found.setdefault(match[1], Acronym(match[1], block.line + number))
    return tuple(found.values())


_Explained = tuple[str, str, int, str]


def _explained(path: str, blocks: tuple[Block, ...], ids: dict[int, str]) -> Iterator[_Explained]:
    stem = path.rpartition("/")[2].rpartition(".")[0]
    # Level of the heading that makes a section a glossary; 0 for a page that is one.
    inside = 0 if _GLOSSARY.search(stem.replace("_", " ")) else None
    heading: Block | None = None
    anchor = ""
    for at, block in enumerate(blocks):
        if block.kind == "heading":
            anchor, heading = ids.get(block.line, ""), block
            if inside is not None and inside >= block.level:
                inside = None
            if inside is None and _GLOSSARY.search(block.text):
                inside, heading = block.level, None
            continue
        if block.kind in {"code", "html"}:
            continue
        if inside is not None:
            yield from _entry(blocks, at, heading, anchor, inside)
            if block.kind == "paragraph":
                heading = None
        yield from _anywhere(block, anchor)


def _entry(
    blocks: tuple[Block, ...], at: int, heading: Block | None, anchor: str, inside: int
) -> Iterator[_Explained]:
    """What a block of a glossary explains."""
    block = blocks[at]
    if block.kind == "cell":
        behind = blocks[at + 1] if at + 1 < len(blocks) else None
        before = blocks[at - 1] if at else None
        first = before is None or before.kind != "cell" or before.line != block.line
        row = behind and behind.kind == "cell" and behind.line == block.line
        if first and behind and row and plain(block.text).lower() not in _HEADS:
            yield block.text, behind.text, block.line, anchor
        return
    match = _BOLD.match(block.text) or _LISTED.match(block.text)
    if match:
        yield match[1], match[2], block.line, anchor
    elif heading is not None and heading.level > max(inside, 1) and block.kind == "paragraph":
        yield heading.text, block.text, heading.line, anchor


def _anywhere(block: Block, anchor: str) -> Iterator[_Explained]:
    if "*[" in block.text:
        for match in _ABBREVIATION.finditer(block.text):
            yield match[1], match[2], block.line, anchor
    if "(" not in block.text:
        return
    for match in _EXPANDED.finditer(block.text[:20_000]):
        words = re.split(r"[ \t-]+", match[1])[-len(match[2]) :]
        if len(words) == len(match[2]) and "".join(w[0] for w in words).upper() == match[2]:
            line = block.line + block.text.count("\n", 0, match.start())
            yield match[2], " ".join(words), line, anchor
