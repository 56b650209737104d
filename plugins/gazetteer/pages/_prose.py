"""Prose: what people write to safe HTML, converted once per text; nothing in it can run or load anything."""

import html
import re
from collections.abc import Callable
from functools import lru_cache

import msgspec
import nh3
from markupsafe import Markup

from gazetteer.formats.asciidoc import translate
from gazetteer.formats.frontmatter import split
from gazetteer.model.document import Heading
from gazetteer.pages._markdown_prose import LIMIT, Converted, converted

Resolve = Callable[[str, bool], str | None]
"""Target as written, whether it is an image -> URL on the site, or None when it leads nowhere."""

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
    return safe_prose(converted(text), resolve, part)


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

            made = rst_html(text)
            if made is None:
                return Prose(f"<pre><code>{html.escape(text[:LIMIT])}</code></pre>")
            return safe_prose(made, resolve)
        case "adoc" | "asciidoc":
            return prose(translate(split(text).body).body, resolve)
        case _:
            lines = text.split("\n")
            if 0 < title <= len(lines) and lines[title - 1].startswith("#"):
                # A quotation or a picture may stand above the title.
                lines[title - 1] = ""
                return prose(split("\n".join(lines)).body, resolve)
            return prose(body(text), resolve)


def safe_prose(made: Converted, resolve: Resolve, part: str = "") -> Prose:
    """What Markdown gave with nothing in it that acts, and its links resolved; the rest as for `prose`."""
    unsafe, headings = made
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
        unsafe,
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
