"""Surfaces of protobuf files that import one another, as one."""

from typing import TypeVar

from msgspec.structs import replace

from gazetteer.model.surface import Body, Field, SchemaType, Surface

Shaped = TypeVar("Shaped", Field, Body)


def together(surface: Surface, others: list[tuple[str, Surface]]) -> Surface:
    """A surface with the types of imported files that it reaches, those of other packages by their full names.

    Args:
        surface: of the file that imports.
        others: path and surface of each file that is imported, directly or not.
    """
    found: dict[str, tuple[str, SchemaType]] = {}
    for _, inside in others:
        ahead = "" if inside.title == surface.title else f"{inside.title}."
        for type_ in inside.types:
            found.setdefault(f"{ahead}{type_.name}", (inside.title, type_))
    own = {type_.name for type_ in surface.types}
    pending: list[str] = []

    def named(part: str, package: str) -> str:
        """A type as the surface calls it: names count from the innermost package outwards."""
        around = package
        while True:
            name = f"{around}.{part}".strip(".")
            short = name.removeprefix(f"{surface.title}.")
            for known in (short, name):
                if known in own or known in found:
                    pending.append(known)
                    return known
            if not around:
                return part
            around = around.rpartition(".")[0]

    def shape(one: Shaped, package: str) -> Shaped:
        return replace(one, parts=tuple(named(part, package) for part in one.parts))

    def type_of(type_: SchemaType, package: str, name: str) -> SchemaType:
        fields = tuple(shape(field, package) for field in type_.fields)
        return replace(type_, name=name, fields=fields)

    operations = tuple(
        replace(
            operation,
            request=operation.request and shape(operation.request, surface.title),
            responses=tuple(shape(body, surface.title) for body in operation.responses),
        )
        for operation in surface.operations
    )
    types = {type_.name: type_of(type_, surface.title, type_.name) for type_ in surface.types}
    while pending:
        name = pending.pop(0)
        if name not in types:
            package, type_ = found[name]
            types[name] = type_of(type_, package, name)
    return replace(
        surface,
        operations=operations,
        types=tuple(types.values()),
        files=tuple(path for path, _ in others),
    )
