"""Differences of two catalogs: what came, what went, what changed."""

from typing import Any

import msgspec

from gazetteer.history.snapshot import place_object
from gazetteer.model.catalog import Catalog
from gazetteer.model.entity import Entity
from gazetteer.model.place import Place
from gazetteer.model.ref import Ref

FIELDS = ("title", "description", "type", "lifecycle", "tags")


class CatalogChange(msgspec.Struct, frozen=True):
    """One difference.

    Attributes:
        what: `added`, `removed`, `changed` (a field), `tied`, `untied` (a relation).
        field: the field or relation type.
    """

    what: str
    ref: Ref
    field: str
    old: str
    new: str
    place: Place

    def as_object(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "what": self.what,
            "ref": str(self.ref),
            "field": self.field,
            "old": self.old,
            "new": self.new,
            "place": place_object(self.place),
        }


def compare(old: Catalog, new: Catalog) -> tuple[CatalogChange, ...]:
    """All differences, sorted by ref."""
    changes: list[CatalogChange] = []
    for ref in sorted({*old.entities, *new.entities}):
        before, after = old.entity(ref), new.entity(ref)
        if before is None and after is not None:
            changes.append(CatalogChange("added", ref, "", "", after.label, after.place))
        elif before is not None and after is None:
            changes.append(CatalogChange("removed", ref, "", before.label, "", before.place))
        elif before is not None and after is not None:
            changes += _fields(ref, before, after)
            changes += _ties(ref, old, new, after)
    return tuple(changes)


def _fields(ref: Ref, before: Entity, after: Entity) -> list[CatalogChange]:
    changes: list[CatalogChange] = []
    for field in FIELDS:
        was, now = _text(getattr(before, field)), _text(getattr(after, field))
        if was != now:
            place = after.where(
                f"metadata.{field}" if f"metadata.{field}" in after.places else f"spec.{field}"
            )
            changes.append(CatalogChange("changed", ref, field, was, now, place))
    return changes


def _ties(ref: Ref, old: Catalog, new: Catalog, after: Entity) -> list[CatalogChange]:
    was = {(r.type, r.target): r for r in old.declared_by(ref)}
    now = {(r.type, r.target): r for r in new.declared_by(ref)}
    added = [
        CatalogChange("tied", ref, type_, "", str(target), now[type_, target].place)
        for type_, target in sorted(now.keys() - was.keys())
    ]
    removed = [
        CatalogChange("untied", ref, type_, str(target), "", after.place)
        for type_, target in sorted(was.keys() - now.keys())
    ]
    return added + removed


def _text(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)
