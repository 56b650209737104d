"""Links of rendered pages against the site as it was written: what the sources alone cannot tell."""

import html
import re
from collections.abc import Callable, Iterator
from posixpath import normpath
from urllib.parse import unquote, urlsplit

import msgspec

from gazetteer.evidence.article import RenderedPage, ids_of

_TEMPLATED = re.compile(r"\{\{|\{%|\$\{")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")


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
            self._ids[path] = None if text is None else ids_of(text)
        return self._ids[path]


def _by_order(href: str, title: str, anchor: str, sought: tuple[str, ...]) -> Unreachable:
    reason = f"several headings are called {title!r}, and #{anchor} goes to another when their order changes"
    return Unreachable(href, "link", reason, certain=False, sought=sought)


def _file(url: str) -> str:
    return f"{url}index.html" if not url or url.endswith("/") else url


def _sources(path: str, anchor: str) -> Iterator[str]:
    """How a source may have written the address of a page."""
    stem = path.removesuffix("index.html").rstrip("/").removesuffix(".html").rpartition("/")[2]
    if anchor:
        yield f"{stem}.md#{anchor}"
        yield f"#{anchor}"
    elif stem:
        yield f"{stem}.md"
        yield stem
