"""Markdown to structure with places: headings with their ids, links, refs, anchors, the first paragraph, the blocks.

The blocks are CommonMark's (markdown-it-py), the ids are those that MkDocs will give the headings
(Python-Markdown's `toc` and `attr_list`).
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec
from markdown_it import MarkdownIt
from markdown_it.token import Token

from gazetteer.formats._markdown_blocks import block_parser
from gazetteer.formats.inline import MENTION, html_spans, label, spans
from gazetteer.formats.locator import Locator
from gazetteer.formats.slug import Ids, heading_id
from gazetteer.model.document import DocumentLink, Heading

SUMMARY = 300
"""Characters of a summary (model: `Document.summary`)."""

_BLOCKS = block_parser()
_INLINE = MarkdownIt("commonmark")
_LONG = 4_000
"""Longer headings and first paragraphs are cut before their inline markup is taken away."""
_BRACKETS = 20
"""More brackets in one heading are taken for plain characters: nested ones cost the parser quadratic time."""
_DEEPEST = 8
"""Admonitions inside admonitions beyond this depth are taken for code."""

_MARKUP = re.compile(r"[\\`*_<\[\]&!]")
_HEADING_LIST = re.compile(r"[ ]+\{:?[ ]*([^}\n ][^}\n]*)\}[ ]*$")
_LISTED_ID = re.compile(r"(?:^|\s)#([\w:.-]+)")
_ADMONITION = re.compile(r"(?:!!!|\?\?\?\+?|===)[ \t]")


class Block(msgspec.Struct, frozen=True):
    """A leaf of the block structure.

    Attributes:
        kind: `heading`, `paragraph`, `bullet` (a paragraph of a list), `quote`, `cell` (of a table; the cells of a row
            share their line), `html`, `code`.
        text: inline Markdown; for `html` and `code` the raw text.
        line: 1-based, of its first line.
        level: of a heading, 1 to 6.
    """

    kind: str
    text: str
    line: int
    level: int = 0


class Markdown(msgspec.Struct, frozen=True, kw_only=True):
    """What a Markdown text holds.

    Attributes:
        references: normalised label -> destination of its reference links.
        summary: the first paragraph as plain text.
        words: of prose, without code.
    """

    blocks: tuple[Block, ...] = ()
    headings: tuple[Heading, ...] = ()
    anchors: tuple[str, ...] = ()
    links: tuple[DocumentLink, ...] = ()
    references: dict[str, str] = {}
    summary: str = ""
    words: int = 0


@lru_cache(1)  # a README is read as a document, then as what a folder says about its code
def read_markdown(text: str, path: str, *, line: int = 1) -> Markdown:
    """Reads a Markdown text.

    Args:
        text: the text, without front matter.
        path: of the file, for places.
        line: the line of the file on which the text starts.
    """
    environment: dict[str, dict[str, dict[str, str]]] = {}
    blocks = tuple(_blocks(text, line, environment))
    references = {
        label(name): str(reference["href"])
        for name, reference in environment.get("references", {}).items()
        if not name.startswith("^")  # a footnote of one word, which CommonMark takes for a link
    }
    sources = text.split("\n")
    links: list[DocumentLink] = []
    anchors: dict[str, None] = {}
    # Cells of one row are looked for behind one another.
    row, column = 0, 0
    for block in blocks:
        if block.kind == "code":
            continue
        found = tuple(
            html_spans(block.text) if block.kind == "html" else spans(block.text, references)
        )
        if not found and block.kind != "cell":
            continue
        column = column if block.kind == "cell" and row == block.line else 0
        row = block.line
        locate = Locator(
            block.text, block.line, sources, first=line, column=column, cell=block.kind == "cell"
        )
        column = locate.end
        for span in found:
            if span.kind == "anchor":
                anchors.setdefault(span.target)
            else:
                place = locate.place(path, span.offset)
                links.append(DocumentLink(span.target, span.kind, place, _shown(span.text)))
    headings = _headings(blocks, frozenset(anchors))
    known = {heading.id for heading in headings}
    return Markdown(
        blocks=blocks,
        headings=headings,
        anchors=tuple(anchor for anchor in anchors if anchor not in known),
        links=tuple(links),
        references=references,
        summary=_summary(blocks),
        words=sum(
            len(block.text.split()) for block in blocks if block.kind not in {"code", "html"}
        ),
    )


def plain(text: str) -> str:
    """Inline Markdown as plain text: no markup, images or tags; white space collapsed; `[[kind:name]]` by its name."""
    if "[[" in text:
        text = MENTION.sub(lambda mention: mention[2] or re.split("[:/]", mention[1])[-1], text)
    if not _MARKUP.search(text):
        return " ".join(text.split())
    text = text[:_LONG]
    if text.count("[") > _BRACKETS:
        text = text.replace("[", " ")
    return " ".join("".join(_words(_INLINE.parseInline(text))).split())


def shorten(text: str, limit: int = SUMMARY) -> str:
    """The text, cut at the end of a word when it is longer than the limit."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(",;:. ") + "…"


def _shown(text: str) -> str:
    """The text of a link; empty for a picture that is one."""
    return "" if "[" in text else plain(text[:200])


def _words(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in {"text", "code_inline", "text_special"}:
            yield token.content
        elif token.type in {"softbreak", "hardbreak"}:
            yield " "
        elif token.type == "inline":
            yield from _words(token.children or ())


def _blocks(
    text: str, line: int, environment: dict[str, dict[str, dict[str, str]]], depth: int = 0
) -> Iterator[Block]:
    level, quotes, lists, cell, last = 0, 0, 0, False, ""
    for token in _BLOCKS.parse(text, environment):
        here = line + (token.map[0] if token.map else 0)
        match token.type:
            case "heading_open":
                level = int(token.tag[1])
            case "heading_close":
                level = 0
            case "blockquote_open" | "blockquote_close":
                quotes += token.nesting
            case "list_item_open" | "list_item_close":
                lists += token.nesting
            case "th_open" | "td_open" | "th_close" | "td_close":
                cell = token.nesting == 1
            case "html_block":
                yield Block("html", token.content, here)
            case "code_block" if _ADMONITION.match(last) and depth < _DEEPEST:
                yield from _blocks(token.content, here, environment, depth + 1)
            case "fence" | "code_block":
                yield Block("code", token.content, here)
            case "inline":
                last = token.content
                yield Block(_kind(level, quotes, lists, cell=cell), last, here, level)


def _kind(level: int, quotes: int, lists: int, *, cell: bool) -> str:
    if level:
        return "heading"
    if quotes:
        return "quote"
    if cell:
        return "cell"
    return "bullet" if lists else "paragraph"


def _headings(blocks: Sequence[Block], anchors: frozenset[str]) -> tuple[Heading, ...]:
    ids = Ids(anchors)
    headings: list[Heading] = []
    for block in blocks:
        if block.kind != "heading":
            continue
        listed = _HEADING_LIST.search(block.text[-_LONG:])
        title = plain(block.text[: -len(listed[0])] if listed else block.text)
        explicit = _LISTED_ID.search(listed[1]) if listed else None
        id_ = explicit[1] if explicit else ids.unique(heading_id(title))
        headings.append(Heading(block.level, id_, title, block.line))
    return tuple(headings)


def _summary(blocks: Sequence[Block]) -> str:
    for block in blocks:
        if block.kind == "paragraph" and not _ADMONITION.match(block.text):
            text = plain(block.text)
            if any(character.isalnum() for character in text):
                return shorten(text)
    return ""
