"""READMEs: their first paragraph as plain text, without badges, markup and headings."""

import re

from gazetteer.formats.frontmatter import split
from gazetteer.formats.markdown import read_markdown, shorten

HEAD = 16_000
"""Characters in which a first paragraph is looked for."""


def first_paragraph(path: str, text: str) -> str:
    """The first paragraph of prose, shortened; empty when the head of the file has none."""
    head = text if len(text) <= HEAD else text[:HEAD].rpartition("\n")[0]
    ending = path.lower().rpartition("/")[2].rpartition(".")[2]
    if ending in ("md", "markdown"):
        return read_markdown(split(head).body, path).summary
    return _plain_paragraph(head)


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
