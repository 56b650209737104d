"""Front matter: the YAML block at the head of a Markdown file, split off and read with places.

The block is what MkDocs takes for one (`mkdocs.utils.meta`): between `---` on the first line and the next `---` or
`...`, and only when it holds a mapping.
"""

import re
from dataclasses import dataclass

from gazetteer.formats._problem import Problem
from gazetteer.formats.yaml import YamlDocument, load

_OPENING = re.compile(r"-{3}[ \t]*\n")
_CLOSING = re.compile(r"^(?:-{3}|\.{3})[ \t]*$", re.MULTILINE)
_PAIR = re.compile(r"^([A-Za-z_][\w.-]*):[ \t]*(.*)$", re.MULTILINE)


@dataclass(frozen=True)
class FrontMatter:
    """A text in two parts.

    Attributes:
        values: key -> value; where the YAML cannot be read, its plain `key: value` lines, each as text.
        text: the block as written, without its fences; empty when there is none.
        body: what follows.
        body_line: 1-based line of the file on which the body starts.
        problems: what is wrong with the block, with lines of the file.
    """

    values: dict[str, object]
    text: str
    body: str
    body_line: int
    problems: tuple[Problem, ...] = ()
    document: YamlDocument | None = None

    def at(self, *path: str | int) -> tuple[int, int]:
        """Line and column of a key in the file; of the block when it is not there or could not be read."""
        if self.document:
            return self.document.at(*path)
        key = str(path[0]) if path else ""
        for pair in _PAIR.finditer(self.text):
            if pair[1] == key:
                return self.text.count("\n", 0, pair.start()) + 2, 1
        return 1, 1


def split(text: str) -> FrontMatter:
    """Splits a text and reads its front matter; never raises because of what it says."""
    nothing = FrontMatter({}, "", text, 1)
    opening = _OPENING.match(text)
    if not opening:
        return nothing
    closing = _CLOSING.search(text, opening.end())
    if closing:
        block = text[opening.end() : closing.start()]
        return _read(block, text[closing.end() + 1 :]) or nothing
    if not _PAIR.match(text, opening.end()):
        return nothing
    problem = Problem("front-matter", "the front matter that opens here is never closed", 1, 1)
    return FrontMatter({}, "", text, 1, (problem,))


def _read(block: str, body: str) -> FrontMatter | None:
    """Reads the block; None when it is prose between two rules."""
    line = block.count("\n") + 3
    # The line feed stands for the opening fence, so that lines are those of the file.
    read = load("\n" + block)
    if isinstance(read, Problem):
        values: dict[str, object] = {pair[1]: pair[2].strip() for pair in _PAIR.finditer(block)}
        return FrontMatter(values, block, body, line, (read,)) if values else None
    if read.value is None:
        return FrontMatter({}, block, body, line, read.problems, read)
    if not isinstance(read.value, dict):
        return None
    return FrontMatter(read.value, block, body, line, read.problems, read)


def as_text(value: object) -> str:
    """A value as one text: a list by commas, `{accepted}` (a placeholder's braces left in) as its word."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case list():
            return ", ".join(filter(None, map(as_text, value)))
        case dict():
            return ", ".join(
                f"{key}: {as_text(inner)}" if inner is not None else str(key)
                for key, inner in value.items()
            )
        case _:
            return str(value).strip()


def as_texts(value: object) -> tuple[str, ...]:
    """A value as several texts: a list, or a text divided at commas."""
    if isinstance(value, list):
        return tuple(filter(None, map(as_text, value)))
    return tuple(part.strip() for part in as_text(value).split(",") if part.strip())
