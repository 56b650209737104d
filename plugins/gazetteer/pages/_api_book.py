"""The pages of one version of an API: the first, a chapter for each tag of a large one, its types, the viewer."""

from collections.abc import Iterator
from itertools import chain

from markupsafe import Markup

from gazetteer.apis.calls import Calls
from gazetteer.apis.versions import Version
from gazetteer.evidence.changelog import api_changelog, beside
from gazetteer.evidence.consumers import Use
from gazetteer.model.change import Release
from gazetteer.model.entity import Entity
from gazetteer.model.page import Asset, Page, SearchEntry
from gazetteer.model.surface import SchemaType, Surface
from gazetteer.pages import _api_try, address
from gazetteer.pages._api_answers import usual
from gazetteer.pages._api_chapters import Group, chapters
from gazetteer.pages._api_operation import operations
from gazetteer.pages._api_sheet import ApiSheet
from gazetteer.pages._api_versions import listed
from gazetteer.pages._api_words import search_entry
from gazetteer.pages._common import crumbs, entry, missing_owner
from gazetteer.pages._copies import definition_uri
from gazetteer.pages._impact import Impact
from gazetteer.pages._sheet import Sheet
from gazetteer.pages._ties import ties
from gazetteer.pages.view import View

ROWS, ROWS_OF_MANY = 60, 30
"""Rows of one message, and those in an API of more than a hundred operations."""

_FORMATS = {
    "openapi": "OpenAPI",
    "asyncapi": "AsyncAPI",
    "graphql": "GraphQL",
    "protobuf": "Protocol Buffers",
    "jsonschema": "JSON Schema",
    "avro": "Avro",
}


class Book:
    """The pages of one version of an API.

    Args:
        entity: whose API it is.
        version: that is shown.
        root: address of its first page.
        versions: all of the API, newest first.
        uses: known uses of this version.
        stops: what breaks without the API.
    """

    def __init__(
        self,
        view: View,
        entity: Entity,
        version: Version,
        *,
        root: str,
        versions: tuple[Version, ...],
        uses: tuple[Use, ...] = (),
        stops: Impact | None = None,
    ) -> None:
        self._view = view
        self._entity = entity
        self._version = version
        self._root = root
        self._versions = versions
        self._uses = uses
        self._stops = stops
        self._path = version.path or entity.place.path
        self._surface = version.surface or Surface(format="")
        self._types = {type_.name: type_ for type_ in self._surface.types}
        self._calls = Calls(self._surface, self._types)
        self._media = usual(self._surface)
        self._chapters = chapters(self._surface, root)
        self._name = view.label(entity.ref)
        if version.api is None:
            self._name += f" {version.label}"

    def pages(self) -> Iterator[Page | Asset]:
        """The first page, then chapters and types of a large API, then what they need."""
        first = self._sheet(self._root)
        yield from chain(self._first(first), first.assets.values())
        for uri, groups in self._chapters.pages.items():
            sheet = self._sheet(uri)
            yield self._chapter(sheet, groups)
            yield from sheet.assets.values()
        for number, (uri, types) in enumerate(self._chapters.types.items(), 1):
            if uri != self._root:
                sheet = self._sheet(uri)
                yield self._types_page(sheet, types, number)
                yield from sheet.assets.values()

    def _sheet(self, uri: str) -> ApiSheet:
        return ApiSheet(
            self._view,
            uri,
            self._surface,
            self._types,
            self._chapters.targets_on(uri),
            calls=self._calls,
            media=self._media,
            path=self._path,
            root=self._root,
            uses=self._uses,
            most=ROWS if len(self._surface.operations) <= 100 else ROWS_OF_MANY,
        )

    def _first(self, sheet: ApiSheet) -> Iterator[Page | Asset]:
        view, entity, surface = self._view, self._entity, self._version.surface
        graph = view.catalog.graph
        download, asset = _download(sheet, self._version.path)
        trial = self._trial() if asset else None
        own = self._version.api is not None
        yield sheet.page(
            "api",
            self._name,
            description=entity.description or (surface.description if surface else ""),
            entity=entity,
            place=None if own else sheet.at(self._path),
            search=(
                *([entry(view, entity)] if own else []),
                *(self._searched(self._chapters.groups) if not self._chapters.pages else ()),
            ),
            crumbs=self._crumbs(own=own),
            owners=graph.others(entity.ref, "ownedBy"),
            missing_owner=missing_owner(entity),
            systems=graph.others(entity.ref, "partOf"),
            providers=view.others(entity.ref, "apiProvidedBy"),
            impact=self._stops,
            ties=ties,
            operations=operations,
            surface=surface,
            format=f"{_FORMATS.get(surface.format, surface.format)} {surface.dialect}".strip()
            if surface
            else "",
            download=download,
            trial=trial.uri if trial else "",
            path=self._path,
            versions=listed(view, self._versions, self._version),
            chapters=self._chapters,
            tabs=self._tabs(),
            types=self._chapters.types.get(self._root, ()),
            releases=self._releases(own=own),
            decisions=view.decisions_of.get(entity.ref, ()) if own else (),
            documents=view.documents_of.get(entity.ref, ()) if own else (),
            found=view.findings.get(entity.ref, ()) if own else (),
        )
        yield from filter(None, (asset, trial))

    def _trial(self) -> Asset | None:
        """The page on which calls can be tried, where the settings ask for it."""
        if not self._view.site.try_it or self._surface.format != "openapi":
            return None
        return _api_try.page(
            self._view.site, self._view.catalog, self._version.path, self._root, self._name
        )

    def _releases(self, *, own: bool) -> tuple[Release, ...]:
        """What this version changed against the one that stands beside it, then what each tag changed."""
        catalog = self._view.catalog
        at = self._versions.index(self._version)
        older = self._versions[at + 1] if at + 1 < len(self._versions) else None
        found = None
        if older and older.path and self._version.path:
            here = self._version.label, self._version.path
            found = beside(catalog, (older.label, older.path), here)
        tagged = api_changelog(catalog, self._entity) if own else ()
        return (found, *tagged) if found else tagged

    def _chapter(self, sheet: ApiSheet, groups: tuple[Group, ...]) -> Page:
        (group,) = groups
        return sheet.page(
            "api_chapter",
            f"{group.name} · {self._name}",
            description=group.description,
            place=sheet.at(self._path),
            search=self._searched(groups),
            crumbs=(*self._crumbs(own=True), (self._name, self._root)),
            name=self._name,
            group=group,
            operations=operations,
            tabs=self._tabs(),
            path=self._path,
        )

    def _types_page(self, sheet: ApiSheet, types: tuple[SchemaType, ...], number: int) -> Page:
        first, last = types[0].name, types[-1].name
        return sheet.page(
            "api_types",
            f"Types of {self._name}" + (f" ({number})" if number > 1 else ""),
            place=sheet.at(self._path),
            crumbs=(*self._crumbs(own=True), (self._name, self._root)),
            types=types,
            first=first,
            last=last,
            all_types=tuple(self._chapters.types.items()),
            tabs=self._tabs(),
            path=self._path,
        )

    def _crumbs(self, *, own: bool) -> tuple[tuple[str, str], ...]:
        above = crumbs(self._view, self._entity)
        if own:
            return above
        uri = address.uri(self._view.site, self._entity.ref)
        return (*above, (self._view.label(self._entity.ref), uri))

    def _tabs(self) -> tuple[tuple[str, str, int], ...]:
        """Name, address and size of each chapter of a large API."""
        if not self._chapters.pages:
            return ()
        tabs = [("Overview", self._root, 0)]
        tabs += [(group.name, group.uri, len(group.operations)) for group in self._chapters.groups]
        types = next(iter(self._chapters.types), self._root)
        if types != self._root:
            tabs.append(("Types", types, len(self._surface.types)))
        return tuple(tabs)

    def _searched(self, groups: tuple[Group, ...]) -> tuple[SearchEntry, ...]:
        return tuple(
            search_entry(operation, self._name, self._types)
            for group in groups
            for operation in group.operations
        )


def _download(sheet: Sheet, path: str) -> tuple[Markup, Asset | None]:
    """A copy of the description beside the page, as it is in the repository."""
    if not path or path not in sheet.view.catalog.paths:
        return Markup(""), None
    uri = definition_uri(sheet.uri, path)
    link = Markup('<a href="%s" download>%s</a>') % (sheet.href(uri), path.rpartition("/")[2])
    return link + sheet.mark(sheet.at(path)), Asset(uri=uri, path=path)
