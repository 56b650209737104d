"""API descriptions that no descriptor names: believed to be APIs of their own, on the evidence of the file."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from gazetteer.apis.fixtures import is_fixture
from gazetteer.apis.prose import summary_and_rest
from gazetteer.apis.versions import keys, label_of, order
from gazetteer.formats.slug import slug
from gazetteer.model.catalog import Catalog
from gazetteer.model.entity import Entity
from gazetteer.model.place import Place
from gazetteer.model.ref import Ref
from gazetteer.model.surface import Surface

TYPES = {
    "openapi": "openapi",
    "asyncapi": "asyncapi",
    "graphql": "graphql",
    "protobuf": "grpc",
    "jsonschema": "jsonschema",
    "avro": "avro",
}
"""Format of a surface -> `spec.type` of its API."""

_NAMELESS = {
    "api",
    "apis",
    "docs",
    "doc",
    "spec",
    "specs",
    "schema",
    "schemas",
    "proto",
    "protos",
    "src",
}
_NAMELESS |= {
    "openapi",
    "swagger",
    "asyncapi",
    "graphql",
    "resources",
    "main",
    "static",
    "public",
    "v1",
}
_BORROWED = ("google.", "grpc.", "envoy.", "buf.")
"""Packages of protobuf that everybody copies and nobody here offers."""

_LONGEST = 63  # of a name in Backstage's catalog


class Choice(Protocol):
    """The one setting that matters here."""

    @property
    def discover(self) -> str:
        """`auto`, `always` or `never`."""
        ...


def discovered_apis(catalog: Catalog, settings: Choice) -> Iterator[Entity]:
    """API entities for descriptions that offer something and that no descriptor names, in path order.

    With `auto` only where no descriptor declares a component or an API: who keeps a catalog decides what is in it.
    """
    declared = [entity for entity in catalog.of_kind("component", "api") if not entity.evidence]
    if settings.discover == "never" or (settings.discover == "auto" and declared):
        return
    named = {api.definition_path for api in catalog.of_kind("api")}
    taken = {api.ref for api in catalog.of_kind("api")}
    for path, surface in _newest(_offered(catalog, named)):
        name = _name(path, surface, taken)
        ref = Ref.of("api", name)
        taken.add(ref)
        yield Entity(
            ref=ref,
            name=name,
            place=Place(path, 1),
            source=surface.format,
            title=surface.title,
            description=summary_and_rest(surface.description)[0],
            type=TYPES[surface.format],
            folder=path.rpartition("/")[0],
            definition_path=path,
            definition_place=Place(path, 1),
            evidence=(path,),
        )


def _offered(catalog: Catalog, named: set[str]) -> Iterator[tuple[str, Surface]]:
    """Descriptions that offer something, each once."""
    seen: set[object] = set()
    for path, values in catalog.facts.items():
        surface = next((value for value in values if isinstance(value, Surface)), None)
        if surface is None or path in named or not _is_offered(path, surface):
            continue
        # The same description in two encodings, or a bundle beside its source, is one API.
        offers = frozenset((operation.method, operation.path) for operation in surface.operations)
        identity = (surface.format, surface.title, surface.version, offers)
        if identity not in seen:
            seen.add(identity)
            yield path, surface


def _newest(offered: Iterable[tuple[str, Surface]]) -> Iterator[tuple[str, Surface]]:
    """The newest of each set of versions that stand side by side, in the order of the first of them."""
    sets: dict[tuple[str, ...], list[tuple[str, Surface]]] = {}
    known: list[list[tuple[str, Surface]]] = []
    for path, surface in offered:
        found = keys(path, surface)
        label = label_of(path, surface)
        versions = next(
            (sets[key] for key in found if key in sets and _is_another(label, sets[key])), None
        )
        if versions is None:
            versions = []
            known.append(versions)
        versions.append((path, surface))
        sets.update(dict.fromkeys(found, versions))
    for versions in known:
        yield max(versions, key=lambda version: order(label_of(*version)))


def _is_another(label: str, versions: list[tuple[str, Surface]]) -> bool:
    return bool(label) and all(label != label_of(*version) for version in versions)


def _is_offered(path: str, surface: Surface) -> bool:
    borrowed = surface.format == "protobuf" and surface.title.startswith(_BORROWED)
    return bool(surface.operations) and not borrowed and not is_fixture(path) and "#" not in path


def _name(path: str, surface: Surface, taken: set[Ref]) -> str:
    """The title's slug, else the folder's; made unique by version, then by path."""
    folders = [part for part in path.split("/")[:-1] if part.lower() not in _NAMELESS]
    stem = path.rpartition("/")[2].partition(".")[0]
    plain = slug(surface.title) or slug(folders[-1] if folders else stem) or "api"
    version = slug(surface.version)
    for wanted in (plain, f"{plain}-{version}" if version else plain, slug(f"{plain}-{path}")):
        name = wanted[:_LONGEST].strip("-")
        if Ref.of("api", name) not in taken:
            return name
    return slug(path)
