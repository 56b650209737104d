"""The sections of a decision record, what still stands in it from its template, and the names in its code spans."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from gazetteer.evidence import record_words
from gazetteer.formats.markdown import Block, Markdown, plain, read_markdown
from gazetteer.model.decision import DecisionSection
from gazetteer.model.place import Place

_KINDS = {
    "status": r"status|state",
    "history": r"change ?log|changes|revision history|history",
    "links": r"links?|related.*|more information|see also|references|further reading|notes",
    "options": r".*\b(?:options|alternatives|positions)\b.*|alternative \w+|rejected .*",
    "consequences": r".*\b(?:consequences|implications|impact|drawbacks|trade-?offs)\b.*|outcomes?|results?|effects?",
    "decision": r".*\bdecisions?(?: outcome)?|decision.*|(?:proposed |chosen )?(?:solution|approach|design)|proposal"
    r"|resolution|outcome|what|choice|specification|detailed design|conclusion",
    "context": r".*\b(?:context|background|problem|motivation)\b.*|issue|summary|abstract|introduction|overview|why"
    r"|rationale|situation|goals?|requirements?|decision drivers|drivers|forces",
}
_FORMS = {
    kind: re.compile(f"{form}|{record_words.SECTIONS.get(kind, '(?!)')}", re.IGNORECASE)
    for kind, form in _KINDS.items()
}
_ORDER = ("status", "history", "links", "context", "options", "consequences", "decision")
_DECISION_FIRST = re.compile(r"decision(?: outcome)?s?", re.IGNORECASE)
_NUMBERED = re.compile(r"^\d+(?:\.\d+)*[.)]?\s+|:$")
_PROSE = frozenset({"paragraph", "bullet", "quote", "cell"})
_LEFT = re.compile(
    r"\{[^{}\n]{3,300}\}"
    r"|\\?\[(?:option \d+|argument [a-z\d]|justification|example|short title|title|describe|insert)\b[^\]\n]{0,200}\]"
    r"|what is the (?:issue|change) that we'?(?:re|are) .{0,200}"
    r"|what becomes easier or more difficult .{0,200}"
    r"|(?:todo|tbd|tba|fixme|lorem ipsum.*|to be (?:written|defined|done|decided)|insert \w+|yyyy-mm-dd|\.{3,}|…)",
    re.IGNORECASE | re.DOTALL,
)
_MOST = 50
"""Left-overs of one record that are kept."""
_NAMES = 200
"""Code spans of one record that are kept."""
_CODE_SPAN = re.compile(r"(?<!`)`([A-Za-z][A-Za-z0-9._-]{1,62})`(?!`)")
_SHORT = 4
"""Words: a shorter line that equals one of the template's may be chance."""


def sections_of(
    page: Markdown, lines: int, leftovers: Sequence[tuple[str, Place]]
) -> tuple[DecisionSection, ...]:
    """The sections in order; the title is none.

    Args:
        page: the record.
        lines: of the file.
        leftovers: whose lines are not counted as prose.
    """
    unwritten = {place.line for _, place in leftovers}
    heads = [block for block in page.blocks if block.kind == "heading"]
    first = heads[0] if heads else None
    found: list[DecisionSection] = []
    for number, head in enumerate(heads):
        if head is first and head.level == 1:
            continue
        after = next((other for other in heads[number + 1 :] if other.level <= head.level), None)
        last = after.line - 1 if after else lines
        title = _NUMBERED.sub("", plain(head.text))
        words = sum(
            len(block.text.split())
            for block in page.blocks
            if block.kind in _PROSE
            and head.line < block.line <= last
            and block.line not in unwritten
        )
        found.append(DecisionSection(kind_of(title), title, head.line, words, last, head.level))
    return tuple(found)


def kind_of(title: str) -> str:
    """One of `decision.SECTION_KINDS` for a heading."""
    if _DECISION_FIRST.fullmatch(title):
        return "decision"
    return next((kind for kind in _ORDER if _FORMS[kind].fullmatch(title)), "other")


def leftovers_of(
    page: Markdown, path: str, templates: Sequence[str]
) -> tuple[tuple[str, Place], ...]:
    """What still stands there from the form that the record was copied from.

    Args:
        page: the record.
        path: of the record.
        templates: texts of the log's own forms: their sentences, word for word, are left-overs too.
    """
    known = frozenset().union(*map(_sentences, templates))
    found = (
        (" ".join(block.text.split())[:200], Place(path, block.line))
        for block in page.blocks
        if block.kind in _PROSE | {"heading"} and _is_left(block, known)
    )
    return tuple(left for left, _ in zip(found, range(_MOST), strict=False))


def names_of(page: Markdown, path: str) -> tuple[tuple[str, Place], ...]:
    """Code spans that might be a name, each once, at their first place."""
    names: dict[str, Place] = {}
    for name, place in _code_spans(page, path):
        names.setdefault(name, place)
        if len(names) >= _NAMES:
            break
    return tuple(names.items())


def _code_spans(page: Markdown, path: str) -> Iterator[tuple[str, Place]]:
    for block in page.blocks:
        if block.kind in _PROSE:
            for span in _CODE_SPAN.finditer(block.text):
                line = block.line + block.text.count("\n", 0, span.start())
                yield span[1], Place(path, line)


def _is_left(block: Block, known: frozenset[str]) -> bool:
    text = " ".join(block.text.split())
    if _LEFT.fullmatch(text.strip("*_ ")):
        return True
    return block.kind != "heading" and text in known and len(text.split()) >= _SHORT


@lru_cache(maxsize=32)
def _sentences(template: str) -> frozenset[str]:
    """The paragraphs of a form."""
    blocks = read_markdown(template, "").blocks
    return frozenset(" ".join(b.text.split()) for b in blocks if b.kind in _PROSE)
