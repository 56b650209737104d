"""What the documents of a real repository name, found by plain search: none of the code that is judged takes part."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from posixpath import normpath

SPAN = re.compile(r"(?<!`)`([^`\n]{2,120})`(?!`)")
LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\(([^()\s]+)\)")
HEADING = re.compile(r"^(#{1,6})[ \t]+(.+?)[ \t#]*$", re.MULTILINE)
FENCE = re.compile(r"^([ \t>]*)(`{3,}|~{3,}).*?^[ \t>]*\2[`~]*[ \t]*$", re.MULTILINE | re.DOTALL)
PAST = re.compile(
    r"(^|/)(decisions?|adrs?|changelog|changes|history|post-?mortems?|releases?)(/|\.|$)",
    re.IGNORECASE,
)
"""Paths of documents that may name what is gone."""
CODE = (
    ".py",
    ".go",
    ".ts",
    ".js",
    ".java",
    ".cs",
    ".rb",
    ".rs",
    ".php",
    ".tf",
    ".sh",
    ".yaml",
    ".yml",
    ".toml",
)
DEFINED = re.compile(
    r"(?:^|\s)(?:def|class|func|function|interface|struct|enum|type)[ \t]+(?:\([^)\n]*\)[ \t]*)?([A-Za-z_]\w{5,})"
)
VARIABLE = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+")
SYMBOL = re.compile(r"([A-Za-z_]\w{5,})(?:\(\))?")
TARGET = re.compile(r"^([A-Za-z][\w-]*):(?!=)", re.MULTILINE)


@dataclass(frozen=True)
class Named:
    """A document names a thing: a `path`, `target`, `variable`, `symbol`, or the `heading` of another one.

    `written` is what stands there; `thing` the path from the root, or `path#Heading text`.
    """

    document: str
    kind: str
    written: str
    thing: str


class Checkout:
    """The tracked files of a folder, and what its documents name."""

    def __init__(self, folder: Path) -> None:
        done = subprocess.run(
            ["git", "ls-files", "-z"], cwd=folder, capture_output=True, check=True, text=True
        )
        files = [name for name in done.stdout.split("\0") if name]
        self.folder = folder
        self.files = {p for p in files if (folder / p).is_file() and not (folder / p).is_symlink()}
        self.code = {p: self.text(p) for p in sorted(self.files) if p.endswith(CODE)}
        self.documents = {
            path: FENCE.sub("", self.text(path))
            for path in sorted(self.files)
            if path.endswith(".md") and not PAST.search(path)
        }

    def text(self, path: str) -> str:
        """The text of a file, with whatever is no UTF-8 replaced."""
        return (self.folder / path).read_text("utf-8", "replace")

    def named(self) -> Iterator[Named]:
        """Everything that is named in a span of code or a link, in the order of the documents."""
        symbols, words = self._definitions(), self._words()
        targets = set(TARGET.findall(self.text("Makefile"))) if "Makefile" in self.files else set()
        for path, text in self.documents.items():
            for written in dict.fromkeys(SPAN.findall(text)):
                if found := self._path(path, written):
                    yield Named(path, "path", written, found)
                elif VARIABLE.fullmatch(written) and written in words:
                    yield Named(path, "variable", written, written)
                elif (match := SYMBOL.fullmatch(written)) and match[1] in symbols:
                    yield Named(path, "symbol", match[1], match[1])
                elif written.startswith("make ") and written[5:] in targets:
                    yield Named(path, "target", written, written[5:])
            for target in dict.fromkeys(LINK.findall(text)):
                yield from self._heading(path, target)

    def _path(self, document: str, written: str) -> str:
        """The file that a span names from the root or from the document's folder; only with a folder in it."""
        if "/" not in written.strip("./") or re.search(r"[\s*<>{}$|]", written):
            return ""
        folder = document.rpartition("/")[0]
        places = (normpath(written), normpath(f"{folder}/{written}" if folder else written))
        return next((place for place in places if place in self.files), "")

    def _heading(self, document: str, target: str) -> Iterator[Named]:
        address, _, anchor = target.partition("#")
        folder = document.rpartition("/")[0]
        path = normpath(f"{folder}/{address}" if folder else address) if address else document
        for _, heading in HEADING.findall(self.documents.get(path, "")) if anchor else ():
            if slug(heading) == anchor and self.documents[path].count(f"# {heading}\n") == 1:
                yield Named(document, "heading", target, f"{path}#{heading}")

    def _definitions(self) -> set[str]:
        """Names that one file of code alone defines."""
        found: dict[str, set[str]] = {}
        for path, text in self.code.items():
            for name in DEFINED.findall(text):
                found.setdefault(name, set()).add(path)
        telling = (n for n, paths in found.items() if len(paths) == 1)
        return {n for n in telling if "_" in n.strip("_") or re.search("[a-z][A-Z]", n)}

    def _words(self) -> set[str]:
        return {word for text in self.code.values() for word in VARIABLE.findall(text)}


def slug(heading: str) -> str:
    """The anchor of a plain heading, as GitHub and MkDocs agree on; empty where they may not."""
    return heading.lower().replace(" ", "-") if re.fullmatch(r"[A-Za-z0-9 ]+", heading) else ""
