"""JSON or YAML, whichever a text is, behind one shape; JSON never goes through the YAML reader."""

from typing import Protocol

from gazetteer.formats import json, yaml
from gazetteer.formats._problem import Problem

__all__ = ["Document", "Problem", "load_structured"]


class Document(Protocol):
    """What `JsonDocument` and `YamlDocument` have in common."""

    value: object
    index: int
    line: int
    problems: tuple[Problem, ...]

    def at(self, *path: str | int) -> tuple[int, int]:
        """Line and column, 1-based, of a key or list member."""
        ...

    def value_at(self, *path: str | int) -> tuple[int, int]:
        """Line and column, 1-based, of the value that a path leads to."""
        ...


def load_structured(path: str, text: str, *, merge: bool = False) -> Document | Problem:
    """Reads the one document of a file.

    Args:
        path: its ending decides: `.json` is JSON. Under any other, a text that starts with a bracket is JSON when it
            reads as JSON, and YAML's flow style when it does not.
        text: decoded, line ends as line feeds.
        merge: whether `<<` merges mappings in YAML.
    """
    if path.lower().endswith(".json"):
        return json.load(text)
    if text.lstrip()[:1] in ("{", "["):
        document = json.load(text)
        if not isinstance(document, Problem) or document.code != "json":
            return document
    return yaml.load(text, merge=merge)
