"""reStructuredText to structure with places, in the shape that Markdown has, and to HTML that is not safe yet."""

import re
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Any

from docutils import nodes
from docutils.core import publish_parts
from docutils.io import DocTreeInput
from docutils.readers import doctree
from docutils.writers.html5_polyglot import Writer

from gazetteer.formats._rst_tree import SETTINGS, STUMBLES, tree_of
from gazetteer.formats.inline import MENTION, spans
from gazetteer.formats.markdown import Block, Markdown, plain, shorten
from gazetteer.model.document import DocumentLink, Heading
from gazetteer.model.place import Place

_NEAR = 400
"""Lines in which the text of a block is looked for, from where the one before it stood."""
_WRITING = {
    "math_output": "LaTeX",
    "initial_header_level": "1",
    "embed_stylesheet": False,
    "stylesheet_path": None,
    "output_encoding": "unicode",
}
_SIGNS = re.compile(r"([\\`*_\[\]<])")
_LINES_OF_TEXT = (
    nodes.paragraph,
    nodes.term,
    nodes.attribution,
    nodes.rubric,
    nodes.caption,
    nodes.line,
)


def read_rst(text: str, path: str) -> Markdown:
    """Reads a text; its blocks hold inline Markdown, so that links and marks are found as in Markdown.

    A text that docutils cannot take is one block of its lines, with nothing in it recognised.
    """
    document = tree_of(text)
    if document is None:
        return Markdown(blocks=(Block("paragraph", text[:4_000], 1),))
    blocks = tuple(_Reader(text.split("\n")).blocks(document))
    headings, links = _headings(document, blocks), tuple(_links(path, blocks))
    known = {heading.id for heading in headings}
    ids = dict.fromkeys(id_ for node in document.findall(nodes.Element) for id_ in node["ids"])
    first = next((b.text for b in blocks if b.kind == "paragraph"), "")
    return Markdown(
        blocks=blocks,
        headings=headings,
        anchors=tuple(id_ for id_ in ids if id_ not in known),
        links=links,
        summary=shorten(plain(first)),
        words=sum(len(block.text.split()) for block in blocks if block.kind != "code"),
    )


def rst_html(text: str) -> tuple[str, tuple[Heading, ...]] | None:
    """The text below its title as HTML, NOT yet safe, with its headings; None when docutils cannot take it."""
    document = tree_of(text)
    if document is None:
        return None
    document = document.deepcopy()
    titles = list(document.findall(nodes.title))
    if titles and isinstance(titles[0].parent, nodes.section):
        titles[0].parent.remove(titles[0])
    for image in document.findall(nodes.image):
        image["loading"] = "link"  # never read
    try:
        parts = publish_parts(
            document,
            source_class=DocTreeInput,
            reader=doctree.Reader(),
            writer=Writer(),
            settings_overrides={**SETTINGS, **_WRITING, "warning_stream": StringIO()},
        )
    except STUMBLES:
        return None
    return parts["body"], _headings(document, ())


class _Reader:
    """Walks the tree and finds the line of each block: docutils knows lines of some nodes only."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._at = 0

    def blocks(
        self, node: nodes.Element, level: int = 0, kind: str = "paragraph"
    ) -> Iterator[Block]:
        """The leaves below a node, as blocks of a kind."""
        for child in node.children:
            match child:
                case nodes.section():
                    yield from self.blocks(child, level + 1)
                case nodes.title():
                    yield Block("heading", _inline(child), self._line(child), max(level, 1))
                case nodes.literal_block() | nodes.doctest_block() | nodes.math_block():
                    yield Block("code", child.astext(), self._line(child))
                case nodes.row():
                    yield from self._row([e for e in child.children if isinstance(e, nodes.entry)])
                case nodes.field() | nodes.definition_list_item():
                    yield from self._row(
                        [e for e in child.children if isinstance(e, nodes.Element)]
                    )
                case nodes.list_item():
                    yield from self.blocks(child, level, "bullet")
                case nodes.block_quote():
                    yield from self.blocks(child, level, "quote")
                case nodes.image():
                    yield Block(kind, _inline(child), self._line(child))
                case _ if isinstance(child, _LINES_OF_TEXT):
                    yield Block(kind, _inline(child), self._line(child))
                case nodes.Element():
                    yield from self.blocks(child, level, kind)

    def _row(self, cells: Sequence[nodes.Element]) -> Iterator[Block]:
        """The cells of a row of a table; a field and a term with its meaning are rows of two."""
        line = self._line(cells[0]) if cells else 0
        for cell in cells:
            parts = [_inline(leaf) for leaf in _leaves(cell)]
            yield Block("cell", "\n".join(parts), line)
            self._line(cell)

    def _line(self, node: nodes.Element) -> int:
        """The line on which the text of a node starts; it is never above that of the node before."""
        written = (node.rawsource or node.astext()).strip().split("\n")[0].strip()
        if written:
            for number in range(self._at, min(self._at + _NEAR, len(self._lines))):
                if written in self._lines[number]:
                    self._at = number
                    break
        return self._at + 1


def _leaves(node: nodes.Element) -> list[nodes.Element]:
    if isinstance(node, nodes.TextElement):
        return [node]
    return [leaf for leaf in node.findall(nodes.TextElement) if not isinstance(leaf, nodes.Inline)]


def _inline(node: nodes.Node) -> str:
    """The text of a node as inline Markdown."""
    if isinstance(node, nodes.Text):
        return "".join(_escaped(str(node)))
    inner = "".join(map(_inline, node.children))
    match node:
        case nodes.strong():
            made = f"**{inner}**"
        case nodes.emphasis():
            made = f"*{inner}*"
        case nodes.literal():
            made = f"`{node.astext().replace('`', '')}`"
        case nodes.reference() if _target(node):
            made = f"[{inner}](<{_target(node)}>)"
        case nodes.image():
            made = f"![{node.get('alt', '')}](<{_target(node)}>)"
        case nodes.footnote_reference():
            made = ""
        case _:
            made = inner
    return made


def _escaped(text: str) -> Iterator[str]:
    """Plain text with the signs of Markdown escaped, but for `[[refs]]`, which mean the same in every language."""
    at = 0
    for mention in MENTION.finditer(text):
        yield _SIGNS.sub(r"\\\1", text[at : mention.start()])
        yield mention[0]
        at = mention.end()
    yield _SIGNS.sub(r"\\\1", text[at:])


def _target(node: nodes.Element) -> str:
    target = node.get("refuri") or node.get("uri")
    if not target and node.get("refid"):
        target = f"#{node['refid']}"
    return re.sub(r"[<>\n]", "", str(target or ""))


def _headings(document: nodes.document, blocks: Sequence[Block]) -> tuple[Heading, ...]:
    lines: dict[int, int] = {
        number: block.line for number, block in enumerate(b for b in blocks if b.kind == "heading")
    }
    found: list[Heading] = []
    for number, title in enumerate(document.findall(nodes.title)):
        section: Any = title.parent
        if isinstance(section, nodes.section):
            level = _depth(section)
            found.append(Heading(level, section["ids"][0], title.astext(), lines.get(number, 0)))
    return tuple(found)


def _depth(section: nodes.Element) -> int:
    depth, node = 0, section
    while isinstance(node, nodes.section):
        depth, node = depth + 1, node.parent
    return min(depth, 6)


def _links(path: str, blocks: Sequence[Block]) -> Iterator[DocumentLink]:
    """Links to files and addresses; the labels of Sphinx are no paths: only Sphinx knows where they are."""
    for block in blocks:
        if block.kind == "code":
            continue
        for span in spans(block.text):
            if span.kind in {"link", "image", "ref"} and not span.target.startswith("ref:"):
                line = block.line + block.text.count("\n", 0, span.offset)
                yield DocumentLink(span.target, span.kind, Place(path, line), plain(span.text))
