"""A generated page in MkDocs' eyes: HTML, headings and links are ready, there is no Markdown step."""

import html
import re
from collections.abc import Iterable
from functools import cached_property

import msgspec
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from gazetteer.host._drawer import Drawer
from gazetteer.model import page as model
from gazetteer.model.document import Heading

TEMPLATE = "gazetteer.html"
_INERT = str.maketrans("<>\"'", "\u2039\u203a\u201d\u2019")
"""Look-alikes of the characters that make markup."""
_MARKS = re.compile("[<>\"'&]").search


class GeneratedPage(Page):
    """A page of ours among the pages of the site; its HTML waits in a drawer."""

    def __init__(
        self, made: model.Page, edit_url: str, file: File, config: MkDocsConfig, drawer: Drawer
    ) -> None:
        self._drawer = drawer
        self._key = drawer.put(made.html)
        self._changed: str | None = None
        self._toc: TableOfContents | None = None
        # Themes print titles as they come, and some undo our escaping first.
        super().__init__(inert(made.nav[-1] if made.nav else made.title), file, config)
        self.made = msgspec.structs.replace(made, html="", links=())
        self.edit_url = edit_url or None

    @property
    def content(self) -> str:
        """The article: ours, or what another plugin made of it. MkDocs' attribute would hold all in memory."""
        return self._drawer.take(self._key) if self._changed is None else self._changed

    @content.setter
    def content(self, content: str | None) -> None:
        # MkDocs begins with None, before there is anything to compare with.
        ours = content is None or content == self._drawer.take(self._key)
        self._changed = None if ours else content

    @property
    def toc(self) -> TableOfContents:
        """The headings, once somebody asks for them: most pages are put into a skeleton."""
        if self._toc is None:
            self._toc = table_of_contents(self.made.headings)
        return self._toc

    @toc.setter
    def toc(self, toc: TableOfContents) -> None:
        self._toc = toc

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002 # MkDocs' signature
        """There is no source; what front matter would say."""
        self.markdown = ""
        self.meta = {"template": TEMPLATE, "search": {"exclude": True}}
        if not self.made.headings:
            self.meta["hide"] = ["toc"]  # Material keeps an empty column otherwise
        if self.made.description:
            self.meta["description"] = html.escape(self.made.description)

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002 # MkDocs' signature
        """The HTML is ready; what stands around it is derived from the headings."""
        self._toc = None

    @cached_property
    def present_anchor_ids(self) -> set[str]:  # type: ignore[override] # it may be written, too
        """What links may lead to, once somebody asks: few pages that people write link into ours."""
        return {
            "top",
            *(heading.id for heading in self.made.headings),
            *(entry.anchor for entry in self.made.search if entry.anchor),
        }


def table_of_contents(headings: Iterable[Heading]) -> TableOfContents:
    """Headings as MkDocs' tree, second level on top; titles are inert wherever a theme puts them."""
    top: list[AnchorLink] = []
    path: list[AnchorLink] = []
    for heading in headings:
        link = AnchorLink(inert(heading.title), heading.id, heading.level)
        while path and path[-1].level >= heading.level:
            path.pop()
        (path[-1].children if path else top).append(link)
        path.append(link)
    return TableOfContents(top)


def inert(text: str) -> str:
    """A text that no theme can turn into markup: it stays harmless even when it is unescaped once."""
    return html.escape(text.translate(_INERT), quote=False) if _MARKS(text) else text
