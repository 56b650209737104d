"""The title of a decision record, without its number."""

import re
from collections.abc import Sequence

import msgspec

from gazetteer.formats.frontmatter import FrontMatter
from gazetteer.formats.markdown import Block, plain
from gazetteer.sources._decisions_fields import Field

_PREFIX = re.compile(
    r"\[?(?:ADR|MADR|PEP|OEP|Architecture Decision Record|Decision)[\s_-]*#?\s*\d+\]?\s*[:.\u2013\u2014-]*\s*"
    r"|(?:ADR|MADR|Architecture Decision Record|Decision)(?:\s*:|\s+[\u2013\u2014-])\s+"
    r"|\[?#?\d+\]?[.:)]+\s*|\d+\s+[\u2013\u2014-]\s+|0\d+\s+",
    re.IGNORECASE,
)
_BROKEN_HEADING = re.compile(r"#{1,2}(?=[^#\s!])")
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
    heading to CommonMark, for want of a space), and a comment `# Title` in the front matter, where some writers put it.
    """
    written = front.values.get("title")
    if isinstance(written, str) and written.strip():
        return _title(plain(written), number, front.at("title")[0])
    if labelled and labelled.text and labelled.origin == "label":
        return _title(plain(labelled.text), number, labelled.line)
    headings = [block for block in blocks if block.kind == "heading"]
    if headings and headings[0].level == 1 and plain(headings[0].text):
        return _title(plain(headings[0].text), number, headings[0].line)
    first = blocks[0] if blocks else None
    if first and first.kind == "paragraph" and _BROKEN_HEADING.match(first.text):
        line = first.text.split("\n")[0].lstrip("#")
        return _title(plain(line), number, first.line)
    for comment in _COMMENT_TITLE.finditer(front.text):
        if not _STOCK_COMMENT.match(comment[1]):
            line_of_comment = front.text.count("\n", 0, comment.start()) + 2
            return _title(comment[1], number, line_of_comment)
    later = next((block for block in headings if block.level == 1), None)
    return _title(plain(later.text), number, later.line) if later else Title()


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
