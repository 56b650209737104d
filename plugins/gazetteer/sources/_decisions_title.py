"""The title of a decision record, without its number."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from gazetteer.formats.frontmatter import FrontMatter
from gazetteer.formats.markdown import Block, plain
from gazetteer.sources._decisions_fields import Field

_PREFIX = re.compile(
    r"\[?(?:ADR|MADR|PEP|OEP|RFC|KEP|SE|Architecture Decision Record|Decision)"
    r"[\s_-]*#?\s*\d+\]?\s*[:.\u2013\u2014-]*\s*"
    r"|(?:ADR|MADR|Architecture Decision Record|Decision)(?:\s*:|\s+[\u2013\u2014-])\s+"
    r"|\[?#?\d+\]?[.:)]+\s*|\d+\s+[\u2013\u2014-]\s+|0\d+\s+",
    re.IGNORECASE,
)
_BROKEN_HEADING = re.compile(r"#{1,2}(?=[^#\s!])")
_SECTION = re.compile(r"summary|abstract|motivation|context|status", re.IGNORECASE)
_UNDERLINED = re.compile(r"[^\n]+\n=+\s*")
_STOCK_COMMENT = re.compile(r"(?:These|This) .*optional", re.IGNORECASE)
_COMMENT_TITLE = re.compile(r"^#[ \t]+(\S.*)$", re.MULTILINE)


class Title(msgspec.Struct, frozen=True):
    """A title without its number, the number, and the line it stands on; 0 when the record has none."""

    text: str = ""
    number: str = ""
    line: int = 0


def title_of(
    front: FrontMatter, blocks: Sequence[Block], number: str, labelled: Field | None = None
) -> Title:
    """The title of a record.

    Looked for in the front matter's `title`, the first heading if it is of level 1, a first line `#46. Title` (no
    heading to CommonMark, for want of a space) or `9. Title` above a line of signs (an entry of a list), and a comment
    `# Title` in the front matter, where some writers put it.
    """
    text, line = next(_written(front, blocks, labelled), ("", 0))
    return _title(plain(text), number, line) if text else Title()


def _written(
    front: FrontMatter, blocks: Sequence[Block], labelled: Field | None
) -> Iterator[tuple[str, int]]:
    """What may be the title and its line, the surest first."""
    stated = front.values.get("title")
    if isinstance(stated, str) and stated.strip():
        yield stated, front.at("title")[0]
    if labelled and labelled.text and labelled.origin == "label":
        yield labelled.text, labelled.line
    headings = [block for block in blocks if block.kind == "heading"]
    if headings and headings[0].level == 1 and (text := plain(headings[0].text)):
        if _SECTION.fullmatch(text):
            return  # Rust's requests for comments have their sections where others have the title
        yield headings[0].text, headings[0].line
    first = blocks[0] if blocks else None
    if first and _UNDERLINED.fullmatch(first.text):
        yield first.text.split("\n")[0], first.line
    if first and first.kind == "paragraph" and _BROKEN_HEADING.match(first.text):
        yield first.text.split("\n")[0].lstrip("#"), first.line
    for comment in _COMMENT_TITLE.finditer(front.text):
        if not _STOCK_COMMENT.match(comment[1]):
            yield comment[1], front.text.count("\n", 0, comment.start()) + 2
    yield from ((block.text, block.line) for block in headings if block.level == 1)


def title_from(slug: str) -> str:
    """A title made of a record's name, for records that state none."""
    words = re.sub(
        r"^(?:\d{4}-\d{2}-\d{2}[-_ ]?|\d{8}[-_ ])?(?:adr[-_ ]?)?(?:\d{1,6}[-_ ])?",
        "",
        slug,
        flags=re.IGNORECASE,
    )
    words = re.sub(r"[-_]+", " ", words).strip() or slug
    return words[:1].upper() + words[1:]


def _title(title: str, number: str, line: int) -> Title:
    match = _PREFIX.match(title)
    if not match and number:
        # `12 Title`, only when the name has the same number: `3 tiers for all` is a title.
        match = re.match(rf"0*{number}\s+(?=\S)", title)
    rest = title[match.end() :].strip() if match else title
    digits = re.search(r"\d+", match[0]) if match else None
    return Title(rest or title, (digits[0].lstrip("0") or "0") if digits else "", line)
