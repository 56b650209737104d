"""Which files and documents are descriptors, and which are the skeletons that templates make descriptors from."""

import re
from collections.abc import Mapping
from functools import cached_property

from gazetteer.formats.yaml import Problem

_NAMED = re.compile(r"(?:^|/)catalog-info[^/]*\.ya?ml$")
_API_VERSION = r"apiVersion[\"']?\s*:\s*[\"']?(?:[\w-]+\.)*backstage\.io/"
_MENTIONED = re.compile(_API_VERSION)
_DECLARED = re.compile(rf"^(?:\S.*)?{_API_VERSION}", re.MULTILINE)
_OURS = re.compile(r"(?:[\w-]+\.)*backstage\.io/")
_UNFILLED = re.compile(r"\$\{|\{\{|\{%|<%")
_SEPARATOR = re.compile(r"---(?:\s|\Z)")
_KUBERNETES = re.compile(r"v\d\w*|[a-z]+/v\d\w*|[\w.-]+\.k8s\.io/\w+")


class Sniff:
    """What a glance at a file tells.

    Attributes:
        named: the file has the name that Backstage gives to descriptors, so everything in it is meant for the catalog.
        wanted: it may hold descriptors at all.
        declared: a descriptor's apiVersion stands at the left margin of a document, not inside another one.
    """

    def __init__(self, path: str, text: str) -> None:
        self.named = _NAMED.search(path) is not None
        mentioned = "backstage.io/" in text and _MENTIONED.search(text) is not None
        self.wanted = self.named or mentioned
        self.declared = mentioned and _DECLARED.search(text) is not None
        self._text = text

    def is_descriptor(self, value: object) -> bool:
        """Whether a document that could be read is meant as a descriptor."""
        version = value.get("apiVersion") if isinstance(value, dict) else None
        if isinstance(version, str) and _OURS.match(version):
            return True
        if self.named:
            return True
        if not isinstance(value, dict):
            return self.declared
        # Beside a descriptor stands another one, of a kind of its own or spoilt, unless it belongs to Kubernetes.
        foreign = isinstance(version, str) and _KUBERNETES.fullmatch(version)
        return self.declared and not foreign and "kind" in value and "metadata" in value

    def is_broken_descriptor(self, problem: Problem) -> bool:
        """Whether a document that could not be read is meant as a descriptor."""
        return self.named or _DECLARED.search(self._around(problem.line)) is not None

    def is_broken_skeleton(self, problem: Problem) -> bool:
        """Whether a document cannot be read because it waits to be filled in."""
        return _UNFILLED.search(self._around(problem.line)) is not None

    @cached_property
    def _lines(self) -> list[str]:
        return self._text.split("\n")

    def _around(self, line: int) -> str:
        """The text of the document that has the line, which for an early end is the `---` after it."""
        lines = self._lines
        start = end = min(line, len(lines)) - 1
        while start > 0 and (start == end or not _SEPARATOR.match(lines[start])):
            start -= 1
        while end < len(lines) and (end == start or not _SEPARATOR.match(lines[end])):
            end += 1
        return "\n".join(lines[start:end])


def is_unfilled(text: str) -> bool:
    """Whether a text, such as a path, has a place that a template engine would fill in."""
    return _UNFILLED.search(text) is not None


def is_skeleton(document: Mapping[str, object]) -> bool:
    """Whether a document waits to be filled in: its identity, or a first-level field of its spec, has a placeholder.

    Steps of a template, definitions, descriptions and annotations may speak of placeholders for good reasons.
    """
    metadata, spec = document.get("metadata"), document.get("spec")
    texts: list[object] = [document.get("kind")]
    if isinstance(metadata, dict):
        texts += [metadata.get(key) for key in ("name", "namespace", "title")]
    if isinstance(spec, dict) and document.get("kind") != "Template":
        for key, value in spec.items():
            if key != "definition":
                texts += value if isinstance(value, list) else [value]
    return any(
        # `name: {{ values.name }}` without quotes reads as a mapping in a mapping's key.
        is_unfilled(text) if isinstance(text, str) else _is_braces(text)
        for text in texts
    )


def _is_braces(value: object) -> bool:
    return (
        isinstance(value, dict)
        and len(value) == 1
        and next(iter(value)).startswith("(line ")
        and next(iter(value.values())) is None
    )
