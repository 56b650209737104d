"""The members of a message as rows of a table: three levels deep, never more than fit on a page, never in a circle."""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from gazetteer.model.surface import Field, SchemaType

DEPTH = 3
TOP = 300
"""So many members of a message itself are shown; the type's own place shows them all."""


class Shape(Protocol):
    """What fields, bodies and types have in common."""

    @property
    def parts(self) -> tuple[str, ...]:
        """Types whose fields it has."""
        ...

    @property
    def fields(self) -> tuple[Field, ...]:
        """Members written in place."""
        ...

    @property
    def choices(self) -> tuple[Field, ...]:
        """Shapes of which it has one."""
        ...


@dataclasses.dataclass(slots=True)
class Row:
    """One member.

    Attributes:
        depth: 0 for a member of the message itself.
        above: the types that it stands in: none of them is opened again below it.
        cut: whether it has members that are not shown.
    """

    depth: int
    field: Field
    above: tuple[str, ...]
    cut: bool = False
    below: Sequence["Row"] = ()


def rows(
    shape: Shape,
    types: Mapping[str, SchemaType],
    most: int,
    depth: int = DEPTH,
    named: Mapping[str, SchemaType] | None = None,
) -> list[Row]:
    """The rows of a message in the order of reading, opened level by level until `most` are there; each type once.

    Args:
        shape: of the message.
        types: of the surface, by name.
        most: rows.
        depth: levels.
        named: those of the types that members are opened into; all of them by default.
    """
    inner = types if named is None else named
    top = _members(shape, types, (), 0)[:TOP]
    left, level = most - len(top), top
    opened: set[tuple[str, ...]] = set()
    while level:
        following: list[Row] = []
        for row in level:
            if not _opens(row.field):
                continue
            members = _members(row.field, inner, row.above, row.depth + 1)
            whole = row.field.parts if not row.field.fields else ()
            fits = row.depth + 1 < depth and len(members) <= left and whole not in opened
            if members and fits:
                row.below = members
                opened.update([whole] if whole else [])
                left -= len(members)
                following += members
            else:
                row.cut = bool(members) or any(
                    _has_members(types, name) for name in row.field.parts
                )
        level = following
    return list(_flat(top))


def _opens(shape: Shape) -> bool:
    return bool(shape.fields or shape.parts or shape.choices)


def _has_members(types: Mapping[str, SchemaType], name: str) -> bool:
    named = types.get(name)
    return named is not None and _opens(named)


def _members(
    shape: Shape, types: Mapping[str, SchemaType], above: tuple[str, ...], depth: int
) -> list[Row]:
    found: list[Row] = []
    for name in shape.parts:
        named = types.get(name)
        if named is not None and name not in above:
            found += _members(named, types, (*above, name), depth)
    return found + [Row(depth, member, above) for member in (*shape.fields, *shape.choices)]


def _flat(found: Sequence[Row]) -> Iterator[Row]:
    for row in found:
        yield row
        if row.below:
            yield from _flat(row.below)
