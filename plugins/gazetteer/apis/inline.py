"""Definitions that stand in a descriptor itself: the text of an entity to the fact and faults it holds."""

from collections.abc import Iterator
from posixpath import dirname, join

import msgspec

from gazetteer.apis.files import Read
from gazetteer.apis.read import FORMATS, read_surface
from gazetteer.model.entity import Entity
from gazetteer.model.fact import Fact
from gazetteer.model.fault import Fault
from gazetteer.model.place import Place

_ENDINGS = {"graphql": "graphql", "protobuf": "proto"}


def inline_surface(entity: Entity, read: Read | None = None) -> Iterator[Fact | Fault]:
    """The surface of an API whose definition stands in its descriptor, under the path that `Catalog.surface` asks for.

    Lines are those of the descriptor: the text of a block scalar begins below its key. Columns are unknown.
    References to other files start at the descriptor's folder.
    """
    if not entity.definition.strip():
        return
    kind = entity.type.lower()
    name = FORMATS.get(kind, "openapi")
    base = entity.definition_place or entity.place
    # A quoted text keeps its line ends as `\n` and stands on one line, as it always does in JSON.
    block = "\n" in entity.definition.strip() and not base.path.endswith(".json")

    def at(line: int, _column: int, key: str) -> Place:
        if not block:
            return msgspec.structs.replace(base, key=f"{base.key}#{key}")
        line = base.line + line if base.line else 0
        return Place(base.path, line, 0, f"{base.key}#{key}")

    surface, faults = read_surface(
        kind if kind in FORMATS else None,
        join(dirname(entity.place.path), f"definition.{_ENDINGS.get(name, 'yaml')}"),
        entity.definition,
        at,
        read,
    )
    if surface is not None:
        yield Fact(f"{entity.place.path}#{entity.ref}", surface)
    for fault in faults:
        yield msgspec.structs.replace(fault, entity=entity.ref)
