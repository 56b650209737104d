"""The title of a decision record, without its number."""

import re
from collections.abc import Sequence

from gazetteer.formats.frontmatter import FrontMatter
from gazetteer.formats.markdown import Block, plain

_PREFIX = re.compile(
    r"\[?(?:ADR|MADR|Architecture Decision Record|Decision)[\s_-]*#?\s*\d+\]?\s*[:.\u2013\u2014-]*\s*"
    r"|(?:ADR|MADR|Architecture Decision Record|Decision)(?:\s*:|\s+[\u2013\u2014-])\s+"
    r"|\[?#?\d+\]?[.:)]+\s*|\d+\s+[\u2013\u2014-]\s+|0\d+\s+",
    re.IGNORECASE,
)
_BROKEN_HEADING = re.compile(r"#{1,2}(?=[^#\s!])")
_STOCK_COMMENT = re.compile(r"(?:These|This) .*optional", re.IGNORECASE)
_COMMENT_TITLE = re.compile(r"^#[ \t]+(\S.*)$", re.MULTILINE)


def title_of(front: FrontMatter, blocks: Sequence[Block], number: str) -> tuple[str, int]:
    """The title and the line it stands on; empty and 0 when the record has none.

    Looked for in the front matter's `title`, the first heading if it is of level 1, a first line `#46. Title` (no
    heading to CommonMark, for want of a space), and a comment `# Title` in the front matter, where some writers put it.
    """
    written = front.values.get("title")
    if isinstance(written, str) and written.strip():
        return _without_number(plain(written), number), front.at("title")[0]
    headings = [block for block in blocks if block.kind == "heading"]
    if headings and headings[0].level == 1 and plain(headings[0].text):
        return _without_number(plain(headings[0].text), number), headings[0].line
    first = blocks[0] if blocks else None
    if first and first.kind == "paragraph" and _BROKEN_HEADING.match(first.text):
        line = first.text.split("\n")[0].lstrip("#")
        return _without_number(plain(line), number), first.line
    for comment in _COMMENT_TITLE.finditer(front.text):
        if not _STOCK_COMMENT.match(comment[1]):
            return _without_number(comment[1], number), front.text.count(
                "\n", 0, comment.start()
            ) + 2
    later = next((block for block in headings if block.level == 1), None)
    return (_without_number(plain(later.text), number), later.line) if later else ("", 0)


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


def _without_number(title: str, number: str) -> str:
    match = _PREFIX.match(title)
    rest = title[match.end() :].strip() if match else title
    if not match and number:
        # `12 Title`, only when the name has the same number: `3 tiers for all` is a title.
        rest = re.sub(rf"^0*{number}\s+(?=\S)", "", title)
    return rest or title
