"""Ties between decision records as people write them: the phrase, its direction, and the records that it names."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

import msgspec

from gazetteer.evidence import record_words
from gazetteer.formats.inline import Span, spans
from gazetteer.formats.markdown import Block
from gazetteer.sources._decisions_fields import Field, sections
from gazetteer.sources._decisions_status import PARTIAL, SUCCESSOR, is_choice

_PHRASES = {
    "supersededBy": SUCCESSOR.pattern,
    "supersedes": r"\b(?:sup[ep]r?[sc]ee?des?|superseedes|superseding|replaces|obsoletes|overrides|invalidates)\b"
    rf"|{record_words.SUPERSEDES}",
    "amendedBy": r"\b(?:amended|updated|refined|extended|complemented|clarified|modified)\s+(?:by|in)\b",
    "amends": r"\b(?:amends|updates|refines|extends|complements|clarifies|modifies)\b",
    "relatesTo": r"\b(?:relates?(?:d)?\s+to|related|depends\s+on|requires|see(?:\s+also)?|alternative\s+(?:to|is))\b",
}
_PHRASE = re.compile(
    "|".join(f"(?P<{type_}>{pattern})" for type_, pattern in _PHRASES.items()), re.IGNORECASE
)
_PROSE = re.compile(
    rf"(?P<supersededBy>{SUCCESSOR.pattern})|(?P<supersedes>\b(?:supersedes?|supercedes?|superseding)\b)",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?:ADR|PEP|OEP|RFC|KEP)[\s_-]*#?\s*(\d{1,6})\b|(?<![\w/&])#(\d{1,6})\b|^[\s\"']*0*(\d{1,6})[\s\"']*$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://[^\s<>\[\]]{1,2000}")
_NUMBERS = re.compile(r"\s*0*\d{1,6}(?:\s*,\s*0*\d{1,6})+\s*")
_PATHS = re.compile(r"\s*/?[\w.-]+(?:/[\w.-]+)+/?(?:\s*,\s*/?[\w.-]+(?:/[\w.-]+)+/?)*\s*")
_FILE = re.compile(r"(?<![\w/(\[.-])[\w.-]+\.(?:md|rst|adoc)\b|(?<![\w/(\[])\d{3,8}-[\w-]{3,}")
_LINK_SECTIONS = re.compile(
    r"(?:links?|related(?: (?:decisions?|adrs?|documents?|artifacts?))?|more information|see also|references):?",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\b(?:not|never|n't)\b[^.;\n]{0,40}$", re.IGNORECASE)
_NEAR = 60
"""In prose a record must be named within so many characters of "supersedes": further on, it is about something else."""
_TITLE = 120
"""Characters of a clause that may be a title."""
_LONG = 20_000
"""Characters of one paragraph in which ties are looked for."""


class Mention(msgspec.Struct, frozen=True):
    """A tie as written, not resolved yet.

    Attributes:
        type: as in `DecisionLink`.
        target: a link's destination, or empty where the record is only named.
        text: what is shown or written, such as `ADR-0005`.
        firm: written as a tie (status, labelled field), not in passing.
        path: the file that says so, where it is not the record itself.
    """

    type: str
    target: str
    text: str
    line: int
    partial: bool = False
    firm: bool = True
    path: str = ""


def mentions(
    fields: Mapping[str, Field], blocks: Sequence[Block], references: Mapping[str, str]
) -> tuple[Mention, ...]:
    """Every tie of a record to others: in its fields, its status, its list of links, and in prose.

    Args:
        fields: as gathered.
        blocks: of the whole record.
        references: normalised label -> destination of the record's reference links.
    """
    found: list[Mention] = []
    status = fields.get("status")
    unmade = status.line if status and is_choice(status.text) else 0
    if status and not unmade:
        found += (
            msgspec.structs.replace(mention, line=status.at(mention.line), path=status.path)
            for mention in _in_phrases(
                status.text, 0, references, partial=bool(_partly(status.text))
            )
        )
    for label in ("supersedes", "supersededBy", "amends", "amendedBy", "relatesTo"):
        if field := fields.get(label):
            named = _targets(label, field.text, field.line, references)
            found += (msgspec.structs.replace(mention, path=field.path) for mention in named)
    for block in sections(blocks, _LINK_SECTIONS):
        if block.kind in {"bullet", "paragraph"}:
            found += _in_phrases(block.text, block.line, references, otherwise="relatesTo")
    partly = status is not None and bool(_partly(status.text))
    for block in blocks:
        if block.line == unmade:
            continue  # the choices of a form
        if block.kind in {"paragraph", "bullet", "quote"} and "uper" in block.text:
            found += _in_prose(block, references, partly=partly)
    return tuple(found)


def _partly(text: str) -> re.Match[str] | None:
    return re.match(r"\W*(?:partly|partially|in part)\b", text, re.IGNORECASE)


def _in_phrases(
    text: str,
    line: int,
    references: Mapping[str, str],
    *,
    partial: bool = False,
    otherwise: str = "",
) -> Iterator[Mention]:
    """Divides a text at its phrases; each names the records up to the next phrase."""
    text = text[:_LONG]
    phrases = [
        m
        for m in _PHRASE.finditer(text)
        if not _NEGATED.search(text[max(0, m.start() - 50) : m.start()])
    ]
    # A phrase inside a link's brackets is part of a title.
    links = [(span.offset, span.offset + len(span.text) + 2) for span in spans(text, references)]
    phrases = [m for m in phrases if not any(start < m.start() < end for start, end in links)]
    start = phrases[0].start() if phrases else len(text)
    if otherwise and start:
        yield from _targets(otherwise, text[:start], line, references, firm=False)
    for phrase, following in zip_longest(phrases, phrases[1:]):
        clause = text[phrase.end() : following.start() if following else len(text)]
        # What was superseded is named in the same paragraph; a full stop and a new line end the clause.
        clause = re.split(r"\.\s*\n|\n\n", clause)[0]
        before = text[: phrase.start()].rpartition("\n")[2].rpartition(". ")[2]
        type_ = phrase.lastgroup or "relatesTo"
        yield from _targets(
            type_,
            clause,
            line + text.count("\n", 0, phrase.end()),
            references,
            partial=partial or bool(PARTIAL.search(before)),
            firm=type_ != "relatesTo",
        )


def _in_prose(block: Block, references: Mapping[str, str], *, partly: bool) -> Iterator[Mention]:
    """Prose such as "We supersede [ADR 18](/adr/18)": only with a link close by, and never when negated."""
    text = block.text[:_LONG]
    found = [span for span in spans(text, references) if span.kind == "link"]
    for phrase in _PROSE.finditer(text):
        before = re.split(r"[.;]\s", text[max(0, phrase.start() - 120) : phrase.start()])[-1]
        sentence = re.split(r"\.\s", text[phrase.end() : phrase.end() + 200])[0]
        near = [s for s in found if phrase.end() <= s.offset <= phrase.end() + len(sentence)]
        if not near or near[0].offset > phrase.end() + _NEAR or _NEGATED.search(before):
            continue
        type_ = "supersededBy" if phrase["supersededBy"] else "supersedes"
        for span in near:
            partial = bool(PARTIAL.search(before)) or (partly and type_ == "supersededBy")
            line = block.line + text.count("\n", 0, span.offset)
            yield Mention(type_, span.target, span.text, line, partial, firm=False)


def _targets(
    type_: str,
    text: str,
    line: int,
    references: Mapping[str, str],
    *,
    partial: bool = False,
    firm: bool = True,
) -> Iterator[Mention]:
    """The records that a piece of text names: by links, else by number, else by file name."""
    linked = [span for span in spans(text, references) if span.kind in {"link", "ref"}]
    if linked:
        for span in linked:
            yield _of_span(type_, span, text, line, partial=partial, firm=firm)
        return
    if not firm and type_ == "relatesTo":
        return
    if address := _ADDRESS.search(text):
        url = address[0].rstrip(".,;)")
        yield Mention(type_, url, url, line + text.count("\n", 0, address.start()), partial, firm)
        return
    if _PATHS.fullmatch(text):
        # kep.yaml lists paths from the root.
        yield from (
            Mention(type_, p.strip(), p.strip(), line, partial, firm) for p in text.split(",")
        )
        return
    named = list(_NAMED.finditer(text)) or list(_FILE.finditer(text))
    if _NUMBERS.fullmatch(text):
        named = list(re.finditer(r"\d+", text))
    if not named and type_.startswith("supersede") and len(text) < _TITLE:
        # A bare title, or words about something else: it is a tie only when a record is called so.
        yield Mention(type_, "", text.strip(" \t\n.:*_\"'"), line, partial, firm=False)
    for match in named:
        yield Mention(
            type_,
            "",
            match[0].strip(" \"'"),
            line + text.count("\n", 0, match.start()),
            partial,
            firm,
        )


def _of_span(type_: str, span: Span, text: str, line: int, *, partial: bool, firm: bool) -> Mention:
    return Mention(
        type_, span.target, span.text, line + text.count("\n", 0, span.offset), partial, firm
    )
