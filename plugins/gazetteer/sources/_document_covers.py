"""What single sections of a document describe: comments `<!-- covers: src/pay.py#charge, api/** -->`."""

import re
from collections.abc import Iterator, Sequence

from gazetteer.model.document import Heading, SectionCovers
from gazetteer.model.place import Place

_COMMENT = re.compile(r"^\s*<!--\s*covers:(?P<covers>[^\n]*?)-->\s*$")
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")


def section_covers(
    path: str, body: str, first: int, headings: Sequence[Heading]
) -> tuple[SectionCovers, ...]:
    """The comments outside of code that stand on lines of their own, each with the heading above it.

    Args:
        path: of the document.
        body: its text below the front matter.
        first: 1-based line of the file on which the body starts.
        headings: of the document, in order.
    """
    if "covers:" not in body:
        return ()
    return tuple(
        SectionCovers(_above(headings, line), covers, Place(path, line))
        for line, covers in _comments(body, first)
        if covers
    )


def _comments(body: str, first: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    fence = ""
    for line, text in enumerate(body.split("\n"), first):
        if mark := _FENCE.match(text):
            if not fence:
                fence = mark[1]
            elif mark[1].startswith(fence):
                fence = ""
        elif not fence and (comment := _COMMENT.match(text)):
            yield line, tuple(filter(None, (p.strip() for p in comment["covers"].split(","))))


def _above(headings: Sequence[Heading], line: int) -> str:
    """The id of the last heading before a line."""
    found = ""
    for heading in headings:
        if heading.line and heading.line < line:
            found = heading.id
    return found
