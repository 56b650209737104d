"""API pages: what can be called, each operation with its own anchor, who provides it and who uses it."""

import re
from collections.abc import Iterator, Mapping

from markupsafe import Markup

from gazetteer.model.document import Heading
from gazetteer.model.entity import Entity
from gazetteer.model.page import Asset, Page, SearchEntry
from gazetteer.model.surface import Operation, Surface
from gazetteer.model.survey import Survey
from gazetteer.pages import address
from gazetteer.pages._common import crumbs, entry, missing_owner
from gazetteer.pages._sheet import Sheet
from gazetteer.pages._type_ids import type_ids
from gazetteer.pages.view import View

_VERSION = re.compile(r"[-_.]?v?\d+(?:[._]\d+)*$")
_ENDINGS = frozenset({"yaml", "yml", "json", "graphql", "graphqls", "gql", "proto", "avsc"})
_FORMATS = {
    "openapi": "OpenAPI",
    "asyncapi": "AsyncAPI",
    "graphql": "GraphQL",
    "protobuf": "Protocol Buffers",
    "jsonschema": "JSON Schema",
    "avro": "Avro",
}


def render(survey: Survey) -> Iterator[Page | Asset]:
    """Yields a page for each API and the description it was read from."""
    view = View(survey)
    families = _families(view)
    for entity in view.catalog.of_kind("api"):
        siblings = tuple(e for e in families[_family(entity)] if e is not entity)
        yield from api_page(view, entity, siblings)


def api_page(view: View, entity: Entity, siblings: tuple[Entity, ...]) -> Iterator[Page | Asset]:
    """The page of one API."""
    surface = view.catalog.surface(entity)
    sheet = ApiSheet(view, address.uri(view.site, entity.ref), types=type_ids(surface))
    graph = view.catalog.graph
    download, asset = _download(view, sheet, entity)
    yield sheet.page(
        "api",
        view.label(entity.ref),
        description=entity.description or (surface.description if surface else ""),
        entity=entity,
        search=(entry(view, entity), *_operations(view, entity, surface)),
        crumbs=crumbs(view, entity),
        owners=graph.others(entity.ref, "ownedBy"),
        missing_owner=missing_owner(entity),
        systems=graph.others(entity.ref, "partOf"),
        providers=view.others(entity.ref, "apiProvidedBy"),
        consumers=view.entities(view.others(entity.ref, "apiConsumedBy")),
        surface=surface,
        format=f"{_FORMATS.get(surface.format, surface.format)} {surface.dialect}".strip()
        if surface
        else "",
        download=download,
        path=entity.definition_path or entity.place.path,
        siblings=siblings,
        groups=_groups(surface),
        decisions=view.decisions_of.get(entity.ref, ()),
        documents=view.documents_of.get(entity.ref, ()),
        found=view.findings.get(entity.ref, ()),
    )
    if asset:
        yield asset
    yield from sheet.assets.values()


class ApiSheet(Sheet):
    """A sheet that knows the types of its API, so that their names become links."""

    def __init__(self, view: View, uri: str, types: Mapping[str, str]) -> None:
        super().__init__(view, uri)
        self._types = types
        self._made: dict[str, Markup] = {}

    def type(self, text: str) -> Markup:
        """A readable type; a name that the page explains leads there."""
        made = self._made.get(text)
        if made is None:
            made = self._made[text] = self._type(text)
        return made

    def _type(self, text: str) -> Markup:
        name = re.sub(r"(?:\[\])+$", "", text)
        if name in self._types:
            return _TYPE_LINK % (self._types[name], text)
        return _TYPE % text if text else Markup("–")  # noqa: RUF001 # a dash for nothing

    def type_id(self, name: str) -> str:
        """The anchor of a type."""
        return self._types[name]

    def operation(self, operation: Operation) -> Markup:
        """The heading of an operation under the anchor that its surface gives it."""
        self.headings.append(Heading(3, operation.anchor, f"{operation.method} {operation.path}"))
        method = operation.method.lower()
        return _OPERATION % (
            operation.anchor,
            method,
            operation.method,
            operation.path,
            operation.anchor,
        )


def _groups(surface: Surface | None) -> tuple[tuple[str, tuple[Operation, ...]], ...]:
    """Operations by their first tag, in the order of the description."""
    groups: dict[str, list[Operation]] = {}
    for operation in surface.operations if surface else ():
        groups.setdefault(operation.tags[0] if operation.tags else "Operations", []).append(
            operation
        )
    return tuple((name, tuple(operations)) for name, operations in groups.items())


def _operations(view: View, entity: Entity, surface: Surface | None) -> Iterator[SearchEntry]:
    name = view.label(entity.ref)
    for operation in surface.operations if surface else ():
        yield SearchEntry(
            title=f"{operation.method} {operation.path}",
            text=" · ".join(filter(None, (operation.id, name))),
            anchor=operation.anchor,
        )


def _download(view: View, sheet: Sheet, entity: Entity) -> tuple[Markup, Asset | None]:
    """A copy of the description beside the page, as it is in the repository."""
    path = entity.definition_path
    if not path or path not in view.catalog.paths:
        return Markup(""), None
    stem, _, ending = path.rpartition("/")[2].rpartition(".")
    name = (
        f"{address.slug(stem.lower())}.{ending.lower()}"
        if ending.lower() in _ENDINGS
        else "definition.txt"
    )
    uri = f"{sheet.uri}{name}"
    link = Markup('<a href="%s" download>%s</a>') % (sheet.href(uri), path.rpartition("/")[2])
    return link + sheet.mark(sheet.at(path)), Asset(uri=uri, path=path)


def _family(entity: Entity) -> tuple[str, str]:
    return entity.ref.namespace, _VERSION.sub("", entity.ref.name)


def _families(view: View) -> dict[tuple[str, str], list[Entity]]:
    """APIs whose names differ by a version only."""
    families: dict[tuple[str, str], list[Entity]] = {}
    for entity in view.catalog.of_kind("api"):
        families.setdefault(_family(entity), []).append(entity)
    return families


_TYPE = Markup("<code>%s</code>")
_TYPE_LINK = Markup('<a href="#%s"><code>%s</code></a>')
_OPERATION = Markup(
    '<h3 id="%s"><span class="gz-method gz-method--%s">%s</span> <code>%s</code>'
    '<a class="headerlink" href="#%s" title="Permanent link">¶</a></h3>'
)
