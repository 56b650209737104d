"""A decision record in any of the three syntaxes, in one shape: front matter, blocks, headings, links."""

from collections.abc import Mapping

import msgspec

from gazetteer.extension import File, Siblings
from gazetteer.formats.asciidoc import read_asciidoc
from gazetteer.formats.frontmatter import FrontMatter, split
from gazetteer.formats.markdown import Markdown, read_markdown
from gazetteer.formats.yaml import YamlDocument, load
from gazetteer.sources._decisions_paths import is_enhancement

LIMIT = 1_000_000
"""Characters of one record that are read."""
_SYNTAXES = {"rst": "rst", "adoc": "asciidoc", "asciidoc": "asciidoc"}


class RecordPage(msgspec.Struct, frozen=True):
    """One record.

    Attributes:
        front: its front matter.
        page: what follows; its blocks hold inline Markdown whatever the syntax.
        syntax: `markdown`, `rst` or `asciidoc`.
        lines: how many lines the file has.
        aside: path and content of the file beside it that holds its metadata (`kep.yaml`); None when there is none.
        attributes: name -> value and line of the attributes in the head of an AsciiDoc file.
    """

    front: FrontMatter
    page: Markdown
    syntax: str
    lines: int
    attributes: Mapping[str, tuple[str, int]] = {}
    aside: tuple[str, YamlDocument] | None = None


def syntax_of(path: str) -> str:
    """The syntax of a file, by its ending."""
    return _SYNTAXES.get(path.rpartition(".")[2].lower(), "markdown")


def read_page(file: File, siblings: Siblings) -> RecordPage:
    """Reads a record; never raises because of what it says."""
    text = file.text[:LIMIT]
    syntax, lines = syntax_of(file.path), text.count("\n") + 1
    front = split(text)
    if syntax == "markdown":
        page = read_markdown(front.body, file.path, line=front.body_line)
        return RecordPage(front, page, syntax, lines, aside=_aside(file, siblings))
    # The other readers count lines from the first: the front matter's are left empty.
    body = "\n" * (front.body_line - 1) + front.body
    if syntax == "rst":
        from gazetteer.formats.rst import read_rst

        return RecordPage(front, read_rst(body, file.path), syntax, lines)
    page, attributes = read_asciidoc(body, file.path)
    return RecordPage(front, page, syntax, lines, attributes)


def _aside(file: File, siblings: Siblings) -> tuple[str, YamlDocument] | None:
    """The metadata of an enhancement proposal of Kubernetes, beside its README."""
    path = f"{file.folder}/kep.yaml"
    text = siblings.read(path) if is_enhancement(file.path) else None
    document = load(text[:LIMIT]) if text else None
    return (path, document) if isinstance(document, YamlDocument) else None
