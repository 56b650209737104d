"""READMEs: their first paragraph as plain text, without badges, markup and headings."""

import re

from gazetteer.formats.frontmatter import split
from gazetteer.formats.markdown import read_markdown, shorten

HEADS = (2_000, 16_000)
"""Characters in which a first paragraph is looked for: most have it early, some after a wall of badges."""


def first_paragraph(path: str, text: str) -> str:
    """The first paragraph of prose, shortened; empty when the head of the file has none."""
    ending = path.lower().rpartition("/")[2].rpartition(".")[2]
    markdown = ending in ("md", "markdown")
    front = split(text) if markdown else None
    body = front.body if front else text
    for length in HEADS:
        # Cut between paragraphs, so that none is cut short.
        head = body if len(body) <= length else body[:length].rpartition("\n\n")[0]
        paragraph = (
            read_markdown(head, path, line=front.body_line).summary
            if front
            else _plain_paragraph(head)
        )
        if paragraph or len(body) <= length:
            return paragraph
    return ""


def _plain_paragraph(text: str) -> str:
    """For reStructuredText, AsciiDoc and plain text: the first block that is neither title, list, nor directive."""
    for block in re.split(r"\n[ \t]*\n", text.strip("\n")):
        lines = [line.rstrip() for line in block.split("\n") if line.strip()]
        if not lines or any(_is_rule(line) for line in lines):
            continue  # a title is over- or underlined
        first = lines[0]
        if first[0].isspace() or re.match(r"\.\.|[:=\-*+#]|\|\s|\w+::", first):
            continue
        if len(lines) == 1 and not re.search(r"[.!?:]", first):
            continue  # a title in plain text
        prose = re.sub(r"`+([^`<]*?)(?: <[^<>`]*>)?`+_{0,2}", r"\1", " ".join(lines))
        prose = re.sub(r":[\w-]+:(?=\S)|\|[^|]+\||\*{1,2}(?=\S)|(?<=\S)\*{1,2}", "", prose)
        if any(character.isalnum() for character in prose):
            return shorten(" ".join(prose.split()))
    return ""


def _is_rule(line: str) -> bool:
    return len(line) > 2 and len(set(line)) == 1 and not line[0].isalnum()
