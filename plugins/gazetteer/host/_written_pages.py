"""What the pages that people wrote are found by: titles, headings, and the words between them."""

import html
import re
from collections.abc import Iterable, Iterator

from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from gazetteer.host._page import GeneratedPage
from gazetteer.pages.names import Named

_SILENT = re.compile(r"<(script|style|svg)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")


def named_of(page: Page) -> Iterator[Named]:
    """A page, and its sections under the anchors of their headings."""
    uri = "" if page.url == "./" else page.url
    title = plain(str(page.title or ""))
    yield Named(kind="page", name=title, uri=uri, words=(plain(page.content or ""),))
    for heading in _sections(page.toc):
        name = plain(heading.title)
        if name and heading.id and name != title:
            yield Named(kind="page", name=name, uri=f"{uri}#{heading.id}", note=title)


def titled(page: GeneratedPage) -> Iterator[Named]:
    """A generated page that is about no entity: an index, a rule."""
    made = page.made
    words = tuple(entry.text for entry in made.search)
    title = made.nav[-1] if made.nav else made.title
    yield Named(kind="page", name=title, uri=made.uri, note=made.description[:80], words=words)


def plain(markup: str) -> str:
    """The words of HTML."""
    return " ".join(html.unescape(_TAG.sub(" ", _SILENT.sub(" ", markup))).split())


def _sections(entries: Iterable[AnchorLink]) -> Iterator[AnchorLink]:
    """Headings of the second and third level; the first is the page itself."""
    for entry in entries:
        if entry.level > 1:
            yield entry
        if entry.level < 3:
            yield from _sections(entry.children)
