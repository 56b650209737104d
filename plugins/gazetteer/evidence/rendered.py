"""Links of rendered pages against the site as it was written: what the sources alone cannot tell."""

import html
import re
from collections.abc import Callable, Iterator
from posixpath import normpath
from urllib.parse import unquote, urlsplit

import msgspec

_QUIET = re.compile(r"<(!--|script\b|style\b|svg\b|math\b|textarea\b)", re.IGNORECASE)
_CODE = re.compile(r"<(pre|code|kbd|samp)\b", re.IGNORECASE)
_TAG = re.compile(r"""<([a-zA-Z][\w-]*+)((?:[^<>"']|"[^"]*+"|'[^']*+')*+)>""")
_ATTRIBUTE = re.compile(
    r"""(?<![\w-])(href|src|id|name)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))""",
    re.IGNORECASE,
)
_ANY_TAG = re.compile(r"<[^<>]*+>")
_HEADING = re.compile(r"<(h[1-6])\b", re.IGNORECASE)
_OPENING = re.compile(r"""<h[1-6]\b[^>]*?\bid="([^"]*+)"[^>]*+>""", re.IGNORECASE)
_NUMBERED = re.compile(r"(.+)_\d+")
_REFERENCE = re.compile(r"(?<![\w\]\\])\[([^\[\]\n]{1,300})\]\[([^\[\]\n]{0,200})\]")
_FOOTNOTE = re.compile(r"(?<!\\)\[\^([\w-]{1,80})\](?!:)")
_TEMPLATED = re.compile(r"\{\{|\{%|\$\{")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_SOURCES = {"a": "href", "area": "href"} | dict.fromkeys(
    ("img", "source", "video", "audio", "iframe", "embed", "track"), "src"
)

_LONGEST = 2_000
"""Characters of a heading that are looked at."""

LARGEST = 5_000_000
"""Characters of a page that are looked at."""


class RenderedPage(msgspec.Struct, frozen=True):
    """What the article of a page asks of the site.

    Attributes:
        path: of its source in the tree.
        url: relative to the site's root: `guide/`, `guide.html`, or empty for the front page.
        links: addresses of links and of what is embedded, each once, with whether it is a link.
        literals: reference links and footnotes that came out as they were written: the whole, and its label.
        numbered: id -> text of headings that have it, or got a numbered form of it because it was taken.
    """

    path: str
    url: str
    links: tuple[tuple[str, bool], ...] = ()
    literals: tuple[tuple[str, str], ...] = ()
    numbered: dict[str, str] = {}


class Unreachable(msgspec.Struct, frozen=True):
    """What leads nowhere, or not for certain to where it should.

    Attributes:
        written: the address, or the text of a reference that has no definition.
        kind: `link`, `image` (or whatever is embedded), `reference`, `footnote`.
        reason: one clause.
        certain: false where it leads somewhere today, by the order of headings alone.
        sought: texts by which the line can be found in the source, best first.
    """

    written: str
    kind: str
    reason: str
    certain: bool = True
    sought: tuple[str, ...] = ()


def read_article(path: str, url: str, article: str) -> RenderedPage:
    """What the HTML of a page's article holds; the time is linear in its length."""
    article = _replaced(_QUIET, article[:LARGEST], lambda _: " ")
    article = _replaced(_HEADING, article, _without_permalink)
    links: dict[tuple[str, bool], None] = {}
    for tag, attributes in _TAG.findall(article):
        wanted = _SOURCES.get(tag.lower())
        for attribute in _ATTRIBUTE.finditer(attributes) if wanted else ():
            if attribute[1].lower() == wanted:
                links.setdefault((_value(attribute), wanted == "href"))
    words = html.unescape(_ANY_TAG.sub("", _replaced(_CODE, article, lambda _: "`code`")))
    literals = [(match[0], match[2] or match[1]) for match in _REFERENCE.finditer(words)]
    literals += [(match[0], f"^{match[1]}") for match in _FOOTNOTE.finditer(words)]
    return RenderedPage(
        path=path,
        url=url,
        links=tuple(links),
        literals=tuple(dict.fromkeys(literals)),
        numbered=_numbered(article),
    )


def _value(attribute: re.Match[str]) -> str:
    return html.unescape(next((v for v in attribute.groups()[1:] if v is not None), "")).strip()


def _replaced(opening: re.Pattern[str], text: str, by: Callable[[str], str]) -> str:
    """The text with what lies between each opening and its end replaced; an opening without an end is left alone.

    A regular expression for the whole would look for the same missing end again and again.
    """
    lowered, endless = text.lower(), set[str]()
    parts: list[str] = []
    position = 0
    for match in opening.finditer(text):
        name = match[1].lower()
        if match.start() < position or name in endless:
            continue
        mark = "-->" if name == "!--" else f"</{name}"
        end = lowered.find(mark, match.end())
        end = lowered.find(">", end) + 1 if end >= 0 else 0
        if not end:
            endless.add(name)
            continue
        parts += (text[position : match.start()], by(text[match.start() : end]))
        position = end
    return "".join((*parts, text[position:]))


def _without_permalink(heading: str) -> str:
    """A heading without the link to itself that the site puts there."""
    opening = _OPENING.match(heading)
    own = rf"""<a\b[^>]*?href="#{re.escape(opening[1])}"[^>]*+>.*?</a>""" if opening else ""
    return re.sub(own, "", heading[:_LONGEST]) if own else heading


def _numbered(article: str) -> dict[str, str]:
    """Ids that headings of one text share by number, as Python-Markdown's `toc` gives them out."""
    headings: dict[str, str] = {}

    def keep(heading: str) -> str:
        if opening := _OPENING.match(heading):
            headings[opening[1]] = _words(heading[opening.end() : _LONGEST])
        return heading

    _replaced(_HEADING, article, keep)
    found: dict[str, str] = {}
    for id_, text in headings.items():
        match = _NUMBERED.fullmatch(id_)
        if match and headings.get(match[1], "") == text != "":
            found |= {id_: text, match[1]: text}
    return found


def _words(markup: str) -> str:
    return " ".join(html.unescape(_ANY_TAG.sub("", markup)).split())


class WrittenSite:
    """The files of a site that was written, for questions about addresses.

    Args:
        read: gives the text of an HTML file by its path below the site's root, an empty text for another file, and None
            where there is none.
        address: `site_url`; empty when it is not known.
    """

    def __init__(self, read: Callable[[str], str | None], address: str = "") -> None:
        self._read = read
        parts = urlsplit(address)
        self._host = parts.netloc.lower()
        self._base = parts.path.rstrip("/") + "/"
        self._ids: dict[str, frozenset[str] | None] = {}

    def unreachable(self, page: RenderedPage) -> Iterator[Unreachable]:
        """What a page asks for in vain."""
        output = self._read(_file(page.url)) or ""
        for href, is_link in page.links:
            # A plugin may have rewritten the page since.
            if href in output or html.escape(href) in output:
                kind = "link" if is_link else "image"
                yield from self._link(page, href, kind)
        for text, label in page.literals:
            if label.startswith("^") and label[1:] in output:
                reason = "no footnote has this label"
                yield Unreachable(text, "footnote", reason, sought=(text,))
            elif not label.startswith("^") and f"][{label}]" in html.unescape(output):
                reason = f"there is no definition `[{label}]: ...`"
                yield Unreachable(text, "reference", reason, sought=(text, f"][{label}]"))

    def _link(self, page: RenderedPage, href: str, kind: str) -> Iterator[Unreachable]:
        path, anchor = self._target(page, href)
        if path is None:
            return
        sought = (href, unquote(href), *_sources(path, anchor))
        ids = self._ids_of(path)
        if ids is None:
            reason = f"the site has no {path.removesuffix('index.html') or 'front page'}"
            yield Unreachable(href, kind, reason, sought=sought)
        elif anchor and kind == "link" and ids and anchor not in ids and anchor != "top":
            if not anchor.startswith(":~:"):
                reason = (
                    f"{path.removesuffix('index.html') or 'the front page'} has no anchor #{anchor}"
                )
                yield Unreachable(href, kind, reason, sought=sought)
        elif anchor and path == _file(page.url) and anchor in page.numbered:
            yield _by_order(href, page.numbered[anchor], anchor, sought)

    def reachable(self, page: RenderedPage) -> Iterator[str]:
        """The addresses on a page that lead to a file of the site, and to an anchor that it has."""
        for href, _ in page.links:
            path, anchor = self._target(page, href)
            ids = None if path is None else self._ids_of(path)
            if ids is not None and (not anchor or anchor in ids):
                yield href

    def by_order(self, page: RenderedPage, pages: dict[str, RenderedPage]) -> Iterator[Unreachable]:
        """Links of a page to headings of other pages whose ids hang on the order of equal headings."""
        for href, is_link in page.links:
            path, anchor = self._target(page, href)
            other = pages.get(path) if path is not None and path != _file(page.url) else None
            if is_link and other and anchor in other.numbered:
                sought = (href, unquote(href), *_sources(path or "", anchor))
                yield _by_order(href, other.numbered[anchor], anchor, sought)

    def _target(self, page: RenderedPage, href: str) -> tuple[str | None, str]:
        """The file that an address means, and the anchor; None for what is not of this site."""
        address, _, anchor = href.partition("#")
        address = address.partition("?")[0]
        if not address:
            return _file(page.url), unquote(anchor)
        path = None if _TEMPLATED.search(href) else self._below_root(page, address)
        if path is None:
            return None, ""
        slash = "/" if path.endswith("/") else ""
        path = normpath(unquote(path)) if path else "."
        while self._host and self._base == "/" and path.startswith("../"):
            path = path.removeprefix("../")  # a browser goes no higher than the root
        if path.startswith(".."):
            return None, ""
        return _file("" if path == "." else f"{path}{slash}"), unquote(anchor)

    def _below_root(self, page: RenderedPage, address: str) -> str | None:
        """An address relative to the site's root; None for one of another site, or on an unknown host."""
        if _SCHEME.match(address) or address.startswith("//"):
            parts = urlsplit(address)
            if parts.netloc.lower() != self._host or parts.scheme not in {"http", "https", ""}:
                return None
            address = parts.path or "/"
        if not address.startswith("/"):
            return f"{page.url.rpartition('/')[0]}/{address}".lstrip("/")
        # Other sites may live beside this one on the same host.
        own = self._host and f"{address}/".startswith(self._base)
        return address.removeprefix(self._base.rstrip("/")).lstrip("/") if own else None

    def _ids_of(self, path: str) -> frozenset[str] | None:
        """The ids of a file of the site, none for what is no page; None when there is no such file."""
        if path not in self._ids:
            text = self._read(path)
            if text is None and not path.endswith("/index.html"):
                text = self._read(f"{path}/index.html")
            self._ids[path] = None if text is None else _ids(text)
        return self._ids[path]


def _by_order(href: str, title: str, anchor: str, sought: tuple[str, ...]) -> Unreachable:
    reason = f"several headings are called {title!r}, and #{anchor} goes to another when their order changes"
    return Unreachable(href, "link", reason, certain=False, sought=sought)


def _file(url: str) -> str:
    return f"{url}index.html" if not url or url.endswith("/") else url


def _ids(text: str) -> frozenset[str]:
    found = set()
    for tag, attributes in _TAG.findall(text):
        for attribute in _ATTRIBUTE.finditer(attributes) if "=" in attributes else ():
            key = attribute[1].lower()
            if key == "id" or (key == "name" and tag.lower() == "a"):
                found.add(_value(attribute))
    return frozenset(found)


def _sources(path: str, anchor: str) -> Iterator[str]:
    """How a source may have written the address of a page."""
    stem = path.removesuffix("index.html").rstrip("/").removesuffix(".html").rpartition("/")[2]
    if anchor:
        yield f"{stem}.md#{anchor}"
        yield f"#{anchor}"
    elif stem:
        yield f"{stem}.md"
        yield stem
