"""How much of a catalog is documented: entities, operations, variables."""

from collections.abc import Callable, Iterator, Mapping

import msgspec

from gazetteer.evidence.variables import listings
from gazetteer.model.catalog import Catalog
from gazetteer.model.place import Place
from gazetteer.model.surface import Surface

_DESCRIBED = ("component", "api", "resource", "system", "domain")

Counted = Iterator[tuple[str, Place, bool]]
"""Name, place, and whether it is documented."""


class Coverage(msgspec.Struct, frozen=True):
    """One share.

    Attributes:
        all: how many there are.
        missing: name -> place of those that nobody documents.
    """

    all: int
    missing: Mapping[str, Place]

    @property
    def share(self) -> float:
        """Part that is documented, 0 to 1; 1 of nothing."""
        return 1 - len(self.missing) / self.all if self.all else 1.0

    def __str__(self) -> str:
        """`8 of 10 (80 %)`, rounded down so that 100 % means all."""
        return f"{self.all - len(self.missing)} of {self.all} ({int(self.share * 100)} %)"


def coverage(catalog: Catalog, kind: str) -> Coverage:
    """The share of one of `KINDS`."""
    seen: dict[str, tuple[Place, bool]] = {}
    for name, place, documented in _COUNTED[kind](catalog):
        seen.setdefault(name, (place, documented))
    return Coverage(
        len(seen), {name: place for name, (place, documented) in seen.items() if not documented}
    )


def _entities(catalog: Catalog) -> Counted:
    for entity in catalog.of_kind(*_DESCRIBED):
        surface = catalog.surface(entity) if entity.kind == "api" else None
        said = entity.description.strip() or (surface and surface.description.strip())
        documented = bool(said or catalog.graph.ties(entity.ref, "describedBy"))
        yield entity.ref.short, entity.where("metadata.name"), documented


def _operations(catalog: Catalog) -> Counted:
    for key in catalog.facts:
        for surface in catalog.facts_of(key, Surface):
            for operation in surface.operations:
                name = f"{operation.method} {operation.path}"
                documented = bool(operation.summary.strip() or operation.description.strip())
                yield f"{name} of {key.partition('#')[0]}", operation.place, documented


def _variables(catalog: Catalog) -> Counted:
    for listing in listings(catalog):
        for name, place in sorted(listing.read.items()):
            yield f"{name} of {listing.component.ref.short}", place, name in listing.named


_COUNTED: Mapping[str, Callable[[Catalog], Counted]] = {
    "entities": _entities,
    "operations": _operations,
    "variables": _variables,
}
KINDS = tuple(_COUNTED)
