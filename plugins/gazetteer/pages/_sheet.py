"""The sheet: one page while it is written. It makes links relative, and notes headings, links and what is searched."""

import re
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup, escape

from gazetteer.formats.slug import Ids, heading_id
from gazetteer.model.document import Heading
from gazetteer.model.entity import Entity
from gazetteer.model.page import Asset, Page, SearchEntry
from gazetteer.model.place import Place
from gazetteer.model.ref import Ref
from gazetteer.pages import address
from gazetteer.pages._copies import copy_uri
from gazetteer.pages._markdown_prose import Converted
from gazetteer.pages._prose import Prose, inline, prose, safe_prose, whole
from gazetteer.pages._sources import NOTHING, mark, source, work
from gazetteer.pages._targets import file_url, picture_uri, resolve
from gazetteer.pages._templates import safe, templates, written
from gazetteer.pages.view import View


class Sheet:
    """A page being written; templates call it `s`."""

    def __init__(self, view: View, uri: str) -> None:
        self.view = view
        self.uri = uri
        self.headings: list[Heading] = []
        self.links: dict[str, None] = {}
        self.assets: dict[str, Asset] = {}
        self._ids = Ids()
        self._here = address.Here(view.site.index, uri)
        own = uri[: uri.rfind("/") + 1]
        self._own, self._beside = own, own[: own.rfind("/", 0, -1) + 1]
        self._refs: dict[tuple[Ref, str], Markup] = {}
        self._cells: dict[Ref, Markup] = {}

    # Links

    def href(self, target: str) -> str:
        """The relative URL of an address of the site."""
        self.links.setdefault(target)
        return self._here.to(target)

    def ref(self, ref: Ref, text: str = "") -> Markup:
        """A link to an entity; what the catalog does not hold is shown as such."""
        made = self._refs.get((ref, text))
        if made is None:
            made = self._refs[ref, text] = self._ref(ref, text)
        return made

    def cell(self, ref: Ref) -> Markup:
        """`ref` in a table of entities, where a link needs no class."""
        made = self._cells.get(ref)
        if made is None:
            shown = self.view.shown(ref)
            if shown.uri is None:
                made = self.ref(ref)
            else:
                made = safe(f'<a href="{self._way(shown.uri)}"{shown.title}>{shown.label}</a>')
            self._cells[ref] = made
        return made

    def cells(self, refs: Iterable[Ref]) -> Markup:
        """`refs` in a table of entities."""
        made = [self.cell(ref) for ref in refs]
        return made[0] if len(made) == 1 else safe(", ".join(made))

    def _way(self, uri: str) -> str:
        """`href` for HTML; pages of one folder share it, except for what lies below one of them."""
        self.links.setdefault(uri)
        if uri.startswith(self._own):
            return written(self._here.to(uri))
        return self.view.way(self._beside, uri)

    def _ref(self, ref: Ref, text: str) -> Markup:
        shown = self.view.shown(ref)
        label = written(text) if text else shown.label
        title = f' title="{shown.ref}"' if text else shown.title
        if shown.uri is not None:
            href = self._way(shown.uri)
            return safe(f'<a class="gz-ref" href="{href}"{title}>{label}</a>')
        where, words = ("missing", "not in the catalog")
        if self.view.catalog.knows(ref):
            where, words = ("elsewhere", "in another catalog")
        return safe(
            f'<span class="gz-ref gz-ref--{where}" title="{shown.ref} is {words}">{label}</span>'
        )

    def refs(self, refs: Iterable[Ref]) -> Markup:
        """Links, one behind the other."""
        made = [self.ref(ref) for ref in refs]
        return made[0] if len(made) == 1 else safe(", ".join(made))

    def outward(self, url: str, text: str, kind: str = "") -> Markup:
        """A link that leaves the site: web and mail addresses only, anything else stays text."""
        if not re.match(r"(?:https?://|mailto:)[^\s]+$", url, re.IGNORECASE):
            return escape(text)
        return _OUTWARD % (f" gz-out--{kind}" if kind else "", url, text)

    def jump(self, id_: str, text: object) -> Markup:
        """A link to a section of this page."""
        return _JUMP % (id_, text)

    def source(self, place: Place | None, text: str = "") -> Markup:
        """Where a fact is written: a small link to file and line."""
        return source(self.view.site, place, text)

    def mark(self, place: Place | None) -> Markup:
        """`source` as a mere sign behind a fact."""
        return mark(self.view.site, place)

    def at(self, path: str) -> Place:
        """The place of a whole file."""
        return Place(path)

    def rule(self, rule: str) -> Markup:
        """A link to a rule's page."""
        if rule not in self.view.survey.rules:
            return _CODE % rule
        uri = f"{address.home(self.view.site)}rules/{address.slug(rule)}/"
        return _RULE % (self.href(uri), rule)

    def file_url(self, place: Place) -> str:
        """The address of a file (and line) in the repository's web view; empty when that is unknown."""
        return file_url(self.view.site, place)

    def work(self, place: Place | None) -> Markup:
        """Where a file is edited, its history, and the raw copy that stands beside a page of prose."""
        if place is None or not place.path:
            return NOTHING
        copy = self._copy(place.path)
        return work(self.view.site, place.path, self.href(copy) if copy else "")

    def _copy(self, path: str) -> str:
        if path in self.view.decisions:
            return copy_uri(self.uri, path)
        shelved = self.view.documents.get(path)
        return copy_uri(shelved.page, path) if shelved else ""

    # Text

    def heading(
        self, level: int, text: str, id_: str = "", count: int | None = None, to: Ref | None = None
    ) -> Markup:
        """A heading with its permanent link, noted for the contents; `to`: the entity that its text leads to.

        The script of the pages says what the link is for: it would be as long as the link on every heading.
        """
        anchor = self._ids.unique(id_ or heading_id(text) or "section")
        self.headings.append(Heading(level, anchor, text))
        number = f' <span class="gz-count">{count:d}</span>' if count is not None else ""
        id_ = written(anchor)
        shown = self.ref(to, text) if to else written(text)
        return safe(
            f'<h{level} id="{id_}">{shown}{number}'
            f'<a class="headerlink" href="#{id_}">¶</a></h{level}>'
        )

    def prose(self, text: str, path: str = "") -> Markup:
        """Markdown of a description or a document."""
        return Markup(self.written(text, path).html)  # noqa: S704 # sanitised by `prose`

    def inline(self, text: str, path: str = "") -> Markup:
        """Markdown for the cell of a table."""
        return inline(text, lambda target, image: self._resolve(target, path, image=image))

    def code(self, text: str) -> Markup:
        """A sentence of ours, in which backticks mark code."""
        return safe(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text))))

    def written(self, text: str, path: str, part: str = "") -> Prose:
        """Markdown with its headings; `path` is the file whose links are relative to it, `part` as for `prose`."""
        return self._explained(
            prose(text, lambda target, image: self._resolve(target, path, image=image), part)
        )

    def prepared(self, made: Converted) -> Markup:
        """A text of an installed package, converted before."""
        shown = safe_prose(made, lambda target, image: self._resolve(target, "", image=image))
        return Markup(self._explained(shown).html)  # noqa: S704 # made safe here

    def whole(self, path: str, title: int = 0) -> Prose:
        """A file without its title, which stands on the given line; with its headings."""
        text = self.view.survey.read(path) or ""
        return self._explained(
            whole(text, path, lambda target, image: self._resolve(target, path, image=image), title)
        )

    def _explained(self, made: Prose) -> Prose:
        return Prose(self.view.explained(made.html), made.headings)

    def note(self, headings: Iterable[Heading]) -> None:
        """Adds the headings of prose to the table of contents."""
        self.headings.extend(heading for heading in headings if heading.level > 1)

    # The finished page

    def page(
        self,
        template: str,
        title: str,
        *,
        description: str = "",
        entity: Entity | None = None,
        place: Place | None = None,
        search: Iterable[SearchEntry] = (),
        nav: tuple[str, ...] = (),
        **values: Any,
    ) -> Page:
        """Renders a template into a finished page."""
        made = templates().get_template(f"{template}.html")
        html = made.render(s=self, view=self.view, title=title, entity=entity, **values)
        return Page(
            uri=self.uri,
            title=title,
            html=html,
            description=" ".join(description.split())[:300],
            headings=tuple(self.headings),
            links=tuple(self.links),
            search=tuple(search),
            place=place or (entity.place if entity else None),
            entity=entity.ref if entity else None,
            nav=nav,
        )

    def _resolve(self, target: str, path: str, *, image: bool) -> str | None:
        return resolve(self.view, target, path, self.href, self._picture if image else None)

    def _picture(self, path: str) -> str:
        uri = picture_uri(self.view.site, path)
        self.assets.setdefault(uri, Asset(uri=uri, path=path))
        return address.relative("", self.uri, uri)


_OUTWARD = Markup('<a class="gz-out%s" href="%s" rel="noopener noreferrer">%s</a>')
_JUMP = Markup('<a href="#%s">%s</a>')
_CODE = Markup("<code>%s</code>")
_RULE = Markup('<a href="%s"><code>%s</code></a>')
