"""Mends that need nobody's judgement: what moved is named by its new name, and copied lines are copied again."""

import re
from collections.abc import Iterable, Iterator, Mapping
from posixpath import normpath, relpath
from textwrap import dedent, indent
from typing import Literal

import msgspec

from gazetteer.evidence.mentions import Gone, Mentions
from gazetteer.evidence.relinking import Relinking
from gazetteer.evidence.snippets import Drift, drifts
from gazetteer.model.catalog import Catalog
from gazetteer.model.document import Document
from gazetteer.model.mention import Mention
from gazetteer.model.place import Place

RULES = ("link-broken", "mention-gone", "snippet-drifted")
"""Rules whose findings may be mended here."""

_BEHIND = 4
"""Lines after the beginning of a link on which its address may stand."""

_LONGEST = 8_000
"""Characters of a line; a longer one is no prose, and is left as it is."""

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_CODE = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)")
_ADDRESS = re.compile(r"\]\([^)\n]*\)|^ {0,3}\[[^\]\n]+\]:.*|<[^<>\n]*>|\b\w{1,20}://\S+")
_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})")


class Mend(msgspec.Struct, frozen=True):
    """One change to the text of a document.

    Attributes:
        rule: whose finding it mends.
        place: the line of the finding.
        kind: `path` in the text, address of a `link`, or whole `lines` below the place.
        old: what stands there.
        new: what is to stand there.
    """

    rule: str
    place: Place
    kind: Literal["path", "link", "lines"]
    old: str
    new: str


def mends(catalog: Catalog, wanted: Mapping[str, frozenset[Place]]) -> Iterator[Mend]:
    """The mends of findings, as far as they are safe.

    Args:
        catalog: of the tree on disk.
        wanted: rule -> places of the findings that are to be mended.
    """
    nowhere: frozenset[Place] = frozenset()
    yield from _of_mentions(catalog, wanted.get("mention-gone", nowhere))
    yield from _of_links(catalog, wanted.get("link-broken", nowhere))
    if places := wanted.get("snippet-drifted", nowhere):
        for drift in drifts(catalog):
            if isinstance(drift, Drift) and drift.mention.place in places and drift.fresh:
                yield _copied(drift.mention, drift.fresh)


def _of_mentions(catalog: Catalog, places: frozenset[Place]) -> Iterator[Mend]:
    mentions = Mentions(catalog) if places else None
    for path, mention in mentions.unresolved(frozenset()) if mentions else ():
        if mentions and mention.kind == "path" and mention.place in places:
            gone = mentions.gone(path, mention)
            new = _renamed(gone) if gone and gone.to and gone.is_sure else ""
            if new:
                yield Mend("mention-gone", mention.place, "path", mention.text, new)


def _of_links(catalog: Catalog, places: frozenset[Place]) -> Iterator[Mend]:
    relinking = Relinking(catalog)
    for path in dict.fromkeys(place.path for place in sorted(places)):
        document = catalog.fact(path, Document)
        for link in document.links if document else ():
            if link.place in places and link.kind != "ref":
                new = relinking.target(path, link)
                if new:
                    yield Mend("link-broken", link.place, "link", link.target, new)


def _renamed(gone: Gone) -> str:
    """The new name, from where the old one was written from; from the root when it lies outside of there."""
    mention = gone.mention
    base = gone.holder.removesuffix(mention.text.strip("/")).rstrip("/")
    if normpath(f"{base}/{mention.text}".lstrip("/")) != gone.holder:
        base = ""
    inside = not base or gone.to.startswith(f"{base}/")
    if not inside and mention.written.startswith(("./", "/")):
        return ""
    new = relpath(gone.to, base or ".") if inside else gone.to
    return f"{new}/" if mention.text.endswith("/") else new


def _copied(mention: Mention, fresh: tuple[str, ...]) -> Mend:
    """The new lines with the indentation of the old ones."""
    rows = mention.content.split("\n")
    first = next(row for row in rows if row.strip())
    margin = len(first) - len(first.lstrip())
    for row in rows:
        margin = min(margin, len(row) - len(row.lstrip())) if row.strip() else margin
    new = indent(dedent("\n".join(fresh)), first[:margin])
    return Mend("snippet-drifted", mention.place, "lines", mention.content, new)


def mended(text: str, wanted: Iterable[Mend]) -> str:
    """A document's text with mends in it; every other character, line ends included, stays as it is.

    A mend whose old text is not found where it should stand changes nothing.
    """
    found = [match.groups() for match in _LINE.finditer(text) if match[0]]
    rows, ends = [row for row, _ in found], [end for _, end in found]
    # Whole lines last and from below, so that the numbers of those above hold.
    ordered = sorted(wanted, key=lambda m: (m.kind == "lines", -m.place.line))
    for mend in ordered:
        at = mend.place.line - 1
        if mend.kind == "lines":
            _replace_lines(rows, ends, at + 1, mend)
        elif mend.kind == "path" and at < len(rows) and len(rows[at]) <= _LONGEST:
            rows[at] = _with_path(rows[at], mend)
        elif mend.kind == "link":
            _relink(rows, at, mend)
    return "".join(row + end for row, end in zip(rows, ends, strict=True))


def _with_path(row: str, mend: Mend) -> str:
    kept = _regions(_ADDRESS, row)
    pattern = re.compile(
        rf"(?<![\w/.@+-])((?:\./|/)?){re.escape(mend.old)}(?![\w/@+-]|\.\w)"
        if not mend.old.endswith("/")
        else rf"(?<![\w/.@+-])((?:\./|/)?){re.escape(mend.old)}(?![\w.@+-])"
    )
    return pattern.sub(
        lambda match: match[0] if _within(match.start(), kept) else match[1] + mend.new, row
    )


def _relink(rows: list[str], at: int, mend: Mend) -> None:
    """Writes the address where the link has it, or where its reference is defined."""
    old = re.escape(mend.old)
    here = re.compile(
        rf"""(\]\(\s*<?|\b(?:href|src)\s*=\s*["']?|^ {{0,3}}\[[^\]]+\]:\s*<?){old}(?=[\s)>"']|$)"""
    )
    defined = re.compile(rf"""(^ {{0,3}}\[[^\]]+\]:\s*<?){old}(?=[\s>]|$)""")
    fence = ""
    for number, row in enumerate(rows):
        mark = _FENCE.match(row)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        if fence or mark or mend.old not in row or len(row) > _LONGEST:
            continue
        pattern = here if at <= number < at + _BEHIND else defined
        code = _regions(_CODE, row)
        rows[number] = pattern.sub(
            lambda match, code=code: (  # type: ignore[misc] # the default binds the row's own regions
                match[0] if _within(match.start(), code) else match[1] + mend.new
            ),
            row,
        )


def _replace_lines(rows: list[str], ends: list[str], start: int, mend: Mend) -> None:
    old, new = mend.old.split("\n"), mend.new.split("\n")
    if rows[start : start + len(old)] != old:
        return
    first = next(n for n, row in enumerate(old) if row.strip())
    last = next(n for n in range(len(old), 0, -1) if old[n - 1].strip())
    rows[start + first : start + last] = new
    ends[start + first : start + last] = [ends[start - 1]] * len(new)


def _regions(pattern: re.Pattern[str], row: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(row)]


def _within(offset: int, regions: list[tuple[int, int]]) -> bool:
    return any(start <= offset < end for start, end in regions)
