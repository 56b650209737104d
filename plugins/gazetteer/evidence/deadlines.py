"""What is on its way out, and until when: entities by their descriptors, operations by their descriptions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gazetteer.model.catalog import Catalog
from gazetteer.model.entity import Entity
from gazetteer.model.place import Place
from gazetteer.model.surface import Field, Operation

ENDING = ("deprecated", "decommissioned")
"""Lifecycles that say that something ends."""

DATED = ("openapi", "asyncapi")
"""Formats that have a place for a date (`x-sunset`)."""

_NAMES_ANOTHER = re.compile(
    r"\binstead\b|\breplaced? (?:by|with)\b|\breplacement\b|\bsuccessor\b|\bsuperseded\b|\bmigrat"
    r"|\buse [`'\"/\[]|\bmove to\b|\bin favou?r of\b|https?://",
    re.IGNORECASE,
)
"""How descriptions say what to use from now on."""


@dataclass(frozen=True)
class Ending:
    """Something that is deprecated, or that has a date of its end.

    Attributes:
        entity: the entity, or the API whose description says so.
        part: what of it: `GET /orders`, `parameter sort of GET /orders`; empty for the entity as a whole.
        place: where it is announced.
        since: ISO date of the announcement; empty when it is not stated.
        sunset: as written; empty when there is none.
        stability: `stable` unless the description claims less.
        has_successor: whether it says what to use instead, or how to move.
        is_datable: whether the format of its description has a place for a date.
        anchor: of the operation on the API's page.
    """

    entity: Entity
    part: str
    place: Place
    since: str = ""
    sunset: str = ""
    stability: str = "stable"
    has_successor: bool = False
    is_deprecated: bool = True
    is_datable: bool = True
    anchor: str = ""

    @property
    def end(self) -> date | None:
        """The day of the sunset; None when there is none or it is no date."""
        return as_date(self.sunset)


def as_date(text: str) -> date | None:
    """The day of an RFC 3339 date or timestamp; None when it is none."""
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None


def endings(catalog: Catalog) -> tuple[Ending, ...]:
    """Everything that ends, by entity, then in the order of the description."""
    return catalog.once(_all)


def _all(catalog: Catalog) -> tuple[Ending, ...]:
    return tuple(_endings(catalog))


def _endings(catalog: Catalog) -> Iterator[Ending]:
    for entity in catalog.entities.values():
        whole = _whole(entity)
        if whole is not None:
            yield whole
        surface = catalog.surface(entity) if entity.kind == "api" else None
        if surface is None:
            continue
        for operation in surface.operations:
            if operation.deprecated or operation.sunset:
                yield _operation(entity, operation, whole, is_datable=surface.format in DATED)
            yield from _parameters(entity, operation)
            for body in (operation.request, *operation.responses):
                whose = f"{operation.method} {operation.path}"
                yield from _fields(entity, body.fields if body else (), whose, operation.place)
        for type_ in surface.types:
            yield from _fields(entity, type_.fields, type_.name, type_.place)


def _whole(entity: Entity) -> Ending | None:
    stated = entity.deprecation
    if stated is not None:
        return Ending(
            entity,
            "",
            entity.where("spec.deprecation"),
            stated.since,
            stated.sunset,
            has_successor=bool(stated.successor or stated.migration),
        )
    if entity.kind == "api" and entity.lifecycle.lower() in ENDING:
        return Ending(entity, "", entity.where("spec.lifecycle"))
    return None


def _operation(
    entity: Entity, operation: Operation, whole: Ending | None, *, is_datable: bool
) -> Ending:
    text = f"{operation.summary}\n{operation.description}"
    return Ending(
        entity,
        f"{operation.method} {operation.path}",
        operation.place,
        since=whole.since if whole else "",
        sunset=operation.sunset or (whole.sunset if whole else ""),
        stability=operation.stability.lower() or "stable",
        has_successor=bool(_NAMES_ANOTHER.search(text))
        or (whole is not None and whole.has_successor),
        is_deprecated=operation.deprecated,
        is_datable=is_datable,
        anchor=operation.anchor,
    )


def _fields(
    entity: Entity, fields: tuple[Field, ...], whose: str, place: Place
) -> Iterator[Ending]:
    """The fields of a type or body that have a date, and those written within them, in the order of the page."""
    pending = [(field, field.name) for field in reversed(fields)]
    while pending:
        field, way = pending.pop()
        if field.sunset:
            yield Ending(
                entity,
                f"field {way} of {whose}",
                field.place or place,
                sunset=field.sunset,
                has_successor=True,
                is_deprecated=field.deprecated,
            )
        pending.extend(
            (inner, f"{way}.{inner.name}" if inner.name else way)
            for inner in reversed((*field.fields, *field.choices))
        )


def _parameters(entity: Entity, operation: Operation) -> Iterator[Ending]:
    """Parameters that have a date; the many that are merely deprecated are told on the page of the API."""
    for parameter in operation.parameters:
        if parameter.sunset:
            yield Ending(
                entity,
                f"parameter {parameter.name} of {operation.method} {operation.path}",
                parameter.place or operation.place,
                sunset=parameter.sunset,
                stability=operation.stability.lower() or "stable",
                has_successor=True,
                is_deprecated=parameter.deprecated,
                anchor=operation.anchor,
            )
