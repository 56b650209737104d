"""Prose: what people write to safe HTML, converted once per text; nothing in it can run or load anything."""

import html
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import msgspec
import nh3
from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString
from markupsafe import Markup

from gazetteer.formats.asciidoc import translate
from gazetteer.formats.frontmatter import split
from gazetteer.model.document import Heading
from gazetteer.pages._lists import spaced

Resolve = Callable[[str, bool], str | None]
"""Target as written, whether it is an image -> URL on the site, or None when it leads nowhere."""

LIMIT = 400_000
"""Longer prose is shown as plain text: some of Markdown's patterns need more than linear time."""
NESTING = 64
"""The same for quotes and lists inside one another, whose conversion is recursive."""

_ALWAYS = ("toc", "pymdownx.betterem", "pymdownx.inlinehilite")
_WHERE_SIGNED = (
    (re.compile(r"\|"), ("tables",)),
    (re.compile(r"\{"), ("attr_list",)),
    (re.compile(r"```|~~~| {4}|\t"), ("pymdownx.highlight", "pymdownx.superfences")),
    (
        re.compile(r"(?i)\((?:tm|c|r)\)|c/o|\+/-|=/=|-->|<--|\d/\d|\d(?:st|nd|rd|th)\b"),
        ("pymdownx.smartsymbols",),
    ),
    (
        # Abbreviations, boxes, lists of definitions, footnotes, tabs, tasks, marks, super- and subscript.
        re.compile(r"(?m)\*\[|!!!|\?\?\?|===?|^[\W\d]*:[ \t]|\[\^|\[[ xX]\]|[\^~]|\\ "),
        (
            "abbr",
            "admonition",
            "def_list",
            "footnotes",
            "pymdownx.caret",
            "pymdownx.details",
            "pymdownx.mark",
            "pymdownx.tabbed",
            "pymdownx.tasklist",
            "pymdownx.tilde",
        ),
    ),
)
"""TechDocs' set without what reads other files, asks the network or needs a theme at hand.

Each with the signs that it acts on: where a text has none of them, it is left out, which halves the time of a text.
"""

_OPTIONS: dict[str, dict[str, Any]] = {
    "toc": {"permalink": True, "permalink_title": ""},
    "tables": {"use_align_attribute": True},
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.tasklist": {"custom_checkbox": True},
}

_TAGS = nh3.ALLOWED_TAGS | {"input", "label", "section", "figure", "figcaption"}
_ATTRIBUTES = {
    "*": {"class", "id", "title"},
    "a": {"href", "name"},
    "img": {"src", "alt", "width", "height"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
    "ol": {"start", "type"},
    "input": {"checked", "disabled", "name"},
    "label": {"for"},
    "details": {"open"},
    "div": {"data-tabs"},
}
_BOXES = {"input": {"type": {"checkbox", "radio"}}}
_SCHEMES = {"http", "https", "mailto", "gz-ref"}
_PLAIN = re.compile(r"[^\W\d_](?:[\w ,.;:()/'\"?%-](?!//|  |\.\.\.))*[\w.)?%]", re.ASCII)
_DEEP = re.compile(rf"(?m)^(?:[ \t]*(?:>|[-*+][ \t])){{{NESTING}}}|^[ \t]{{{NESTING * 8}}}")
_MARKS = re.compile(r"[\[<(]")
_BRACKETS = re.compile(r"[\[\]]|\n[ \t]*\n")
_HEADING = re.compile(r"(</?h)([1-6])\b")
_PERMANENT = re.compile(r'<a class="headerlink"[^<>]*>¶</a>')
_TITLE = re.compile(r"\s*(?:#[ \t]+[^\n]+|[^\n]+\n=+[ \t]*)(?:\n|\Z)")


class Prose(msgspec.Struct, frozen=True):
    """Safe HTML and the headings in it."""

    html: str
    headings: tuple[Heading, ...] = ()


class Raw(str):
    """HTML that `prose` has made safe."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


def prose(text: str, resolve: Resolve, part: str = "") -> Prose:
    """Converts Markdown.

    Args:
        text: without front matter.
        resolve: tells where a target leads; what it does not know loses its link and keeps its text.
        part: id of the section (below a heading of the third level) that the text is to stand in, among others:
            its own ids begin with it, and its headings stand below, without signs to link them by.
            Empty for a page of its own.
    """
    if not text.strip():
        return Prose("")
    if _PLAIN.fullmatch(text):
        return Prose(f"<p>{html.escape(text, quote=False)}</p>")
    return _safe(*_converted(text), resolve, part)


def whole(text: str, path: str, resolve: Resolve, title: int = 0) -> Prose:
    """Converts a file without its title, in the syntax that its ending says.

    Args:
        text: the whole file.
        path: of the file.
        resolve: as for `prose`.
        title: 1-based line of the title; 0 when it stands first or nowhere.
    """
    match path.rpartition(".")[2].lower():
        case "rst":
            from gazetteer.formats.rst import rst_html

            converted = rst_html(text)
            if converted is None:
                return Prose(f"<pre><code>{html.escape(text[:LIMIT])}</code></pre>")
            return _safe(*converted, resolve)
        case "adoc" | "asciidoc":
            return prose(translate(split(text).body).body, resolve)
        case _:
            lines = text.split("\n")
            if 0 < title <= len(lines) and lines[title - 1].startswith("#"):
                # A quotation or a picture may stand above the title.
                lines[title - 1] = ""
                return prose(split("\n".join(lines)).body, resolve)
            return prose(body(text), resolve)


def _safe(converted: str, headings: tuple[Heading, ...], resolve: Resolve, part: str = "") -> Prose:
    """HTML with nothing in it that acts, and its links resolved."""
    before = f"{part}-" if part else ""

    def keep(tag: str, attribute: str, value: str) -> str | None:
        if attribute in {"href", "src"}:
            if before and value.startswith("#"):
                return f"#{before}{value[1:]}"
            return resolve(value, tag == "img")
        if attribute == "class":
            return " ".join(name for name in value.split() if _harmless(name)) or None
        if attribute in {"id", "for", "name"} and value.startswith("__"):
            tab = value.removeprefix("__tabbed_")
            return f"__tabbed_{before}{tab}" if tab != value else None
        return f"{before}{value}" if attribute in {"id", "for", "name"} else value

    safe = nh3.clean(
        converted,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        tag_attribute_values=_BOXES,
        attribute_filter=keep,
        url_schemes=_SCHEMES,
        link_rel=None,
    )
    # A wide table scrolls inside its own box, a missing picture leaves its text.
    safe = safe.replace("<table>", '<div class="gz-scroll"><table>').replace(
        "</table>", "</table></div>"
    )
    if part:
        safe = _PERMANENT.sub("", safe)
        safe = _HEADING.sub(lambda tag: f"{tag[1]}{min(int(tag[2]) + 2, 6)}", safe)
    return Prose(safe, headings)


def inline(text: str, resolve: Resolve) -> Markup:
    """One paragraph's worth of Markdown without the paragraph around it; for cells of tables."""
    if (plain := _plain(text)) is not None:
        return plain
    out = prose(text, resolve).html.strip()
    if out.startswith("<p>") and out.count("<p>") == 1 and out.endswith("</p>"):
        out = out[3:-4]
    return Markup(out)  # noqa: S704 # sanitised above


@lru_cache(maxsize=2048)
def _plain(text: str) -> Markup | None:
    """A text in which nothing is Markdown; short ones (`Not found`) stand in many cells."""
    if text.strip() and not _PLAIN.fullmatch(text):
        return None
    return Markup(html.escape(text.strip(), quote=False))  # noqa: S704 # escaped here


def body(text: str) -> str:
    """The prose of a document: no front matter, no title (the page has one)."""
    text = split(text).body
    title = _TITLE.match(text)
    return text[title.end() :] if title else text


def _harmless(name: str) -> bool:
    """Classes that make a theme's scripts act (or fetch) are not for prose."""
    return not name.startswith(("md-", "mermaid", "glightbox", "arithmatex"))


@lru_cache(maxsize=2048)
def _converted(text: str) -> tuple[str, tuple[Heading, ...]]:
    if len(text) > LIMIT or _nested(text):
        return f"<pre><code>{html.escape(text[:LIMIT])}</code></pre>", ()
    markdown = _markdown(_wanted(text))
    markdown.reset()
    try:
        out = markdown.convert(spaced(text))
    except RecursionError:  # nesting in a form that `_nested` does not know
        _markdown.cache_clear()
        return f"<pre><code>{html.escape(text)}</code></pre>", ()
    return out, tuple(_headings(getattr(markdown, "toc_tokens", [])))


def _wanted(text: str) -> tuple[str, ...]:
    """The extensions that have something to do in a text."""
    signed = (names for sign, names in _WHERE_SIGNED if sign.search(text))
    return _ALWAYS + tuple(name for names in signed for name in names)


def _nested(text: str) -> bool:
    """Whether quotes, lists or brackets are so deep or so dense that converting them takes for ever."""
    if _DEEP.search(text):
        return True
    if any(len(part) > 8_000 and len(_MARKS.findall(part)) > 400 for part in text.split("\n\n")):
        return True
    depth = 0
    if text.count("[") > NESTING:
        for mark in _BRACKETS.finditer(text):
            # A bracket that is open at the end of its paragraph stays open: no link spans paragraphs.
            depth = depth + 1 if mark[0] == "[" else max(depth - 1, 0) if mark[0] == "]" else 0
            if depth > NESTING:
                return True
    return False


def _headings(tokens: list[dict[str, Any]]) -> list[Heading]:
    found: list[Heading] = []
    for token in tokens:
        found.append(Heading(token["level"], token["id"], html.unescape(token["name"])))
        found += _headings(token["children"])
    return found


class _Mention(InlineProcessor):
    """`[[component:cart]]`, `[[component:cart|the cart]]`."""

    # The base class names the parameters.
    def handleMatch(self, m, data):  # type: ignore[no-untyped-def, override]  # noqa: ARG002, N802
        from xml.etree.ElementTree import Element

        link = Element("a", {"href": f"gz-ref:{m[1].strip()}"})
        link.text = AtomicString(m[2] or re.split(r"[:/]", m[1].strip())[-1])
        return link, m.start(0), m.end(0)


@lru_cache(maxsize=1 << len(_WHERE_SIGNED))
def _markdown(wanted: tuple[str, ...]) -> Markdown:
    options = {name: options for name, options in _OPTIONS.items() if name in wanted}
    markdown = Markdown(extensions=list(wanted), extension_configs=options)
    pattern = r"\[\[([^\[\]|\n]{1,200})(?:\|([^\[\]|\n]{1,300}))?\]\]"
    # Above links (160), below code spans (190).
    markdown.inlinePatterns.register(_Mention(pattern, markdown), "gazetteer-mention", 175)
    return markdown
