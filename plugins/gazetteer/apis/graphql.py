"""GraphQL schemas (SDL): the text to a surface; fields of the root types are operations."""

from collections.abc import Callable, Iterator
from typing import Any

from gazetteer.apis.anchors import Anchors
from gazetteer.apis.prose import summary_and_rest
from gazetteer.model.fault import Fault
from gazetteer.model.place import Place
from gazetteer.model.surface import Body, Field, Operation, Parameter, SchemaType, Surface

At = Callable[[int, int], Place]
"""Says where in the tree a line and column of the text stand."""

LARGEST = 8_000_000
"""Longer texts are refused, in characters: the largest public schema has 1.2 million and takes half a second."""

ROOTS = ("query", "mutation", "subscription")


def read(text: str, at: At) -> tuple[Surface | None, tuple[Fault, ...]]:
    """The surface of a schema, or the fault that kept it from being read; queries for a schema give neither."""
    if len(text) > LARGEST:
        return None, (_fault("too-large", "this schema is too large to be read", at(1, 0)),)
    from graphql import GraphQLSyntaxError, parse

    try:
        document = parse(text)
    except GraphQLSyntaxError as error:
        place = error.locations[0] if error.locations else None
        message = error.message.removeprefix("Syntax Error: ").rstrip(".")
        where = at(place.line, place.column) if place else at(1, 0)
        return None, (_fault("syntax", f"this is no GraphQL: {message}", where),)
    except RecursionError:
        return None, (_fault("too-deep", "this schema is nested too deep to be read", at(1, 0)),)
    definitions = [node for node in document.definitions if not _is_executable(node)]
    return (_surface(definitions, at) if definitions else None), ()


def _fault(code: str, message: str, place: Place) -> Fault:
    return Fault(kind="api", code=code, message=message[0].upper() + message[1:], place=place)


def _is_executable(node: Any) -> bool:
    return node.kind in {"operation_definition", "fragment_definition"}


def _surface(definitions: list[Any], at: At) -> Surface:
    roots = _roots(definitions)
    anchors = Anchors()
    operations: list[Operation] = []
    types: dict[str, SchemaType] = {}
    description = ""
    for node in definitions:
        if node.kind.startswith("schema_"):
            description = description or _description(node)
        elif node.kind == "directive_definition":
            continue
        elif method := roots.get(node.name.value):
            operations += (_operation(field, method, anchors, at) for field in node.fields or ())
        else:
            type_ = _type(node, at)
            if known := types.get(type_.name):  # `extend type` adds to what is there
                fields, values = known.fields + type_.fields, known.values + type_.values
                type_ = SchemaType(
                    known.name, known.kind, known.place, known.description, fields, values
                )
            types[type_.name] = type_
    order = [root.upper() for root in ROOTS]
    operations.sort(key=lambda operation: order.index(operation.method))
    return Surface(
        format="graphql",
        description=description,
        operations=tuple(operations),
        types=tuple(types.values()),
    )


def _roots(definitions: list[Any]) -> dict[str, str]:
    """Name of a root type -> method; the default names hold where no schema definition says otherwise (spec 3.3.1)."""
    stated = {
        operation.type.name.value: operation.operation.value.upper()
        for node in definitions
        if node.kind.startswith("schema_")
        for operation in node.operation_types or ()
    }
    return stated or {root.capitalize(): root.upper() for root in ROOTS}


def _operation(node: Any, method: str, anchors: Anchors, at: At) -> Operation:
    name = node.name.value
    summary, rest = summary_and_rest(_description(node))
    return Operation(
        id=name,
        method=method,
        path=name,
        anchor=anchors.anchor(name, method, name),
        place=_place(node, at),
        summary=summary,
        description=rest,
        deprecated=_is_deprecated(node),
        parameters=tuple(
            Parameter(
                name=argument.name.value,
                where="argument",
                type=_type_name(argument.type),
                required=_is_required(argument),
                description=_description(argument),
                deprecated=_is_deprecated(argument),
                default=_default(argument),
                parts=_parts(argument.type),
                place=_place(argument, at),
            )
            for argument in node.arguments or ()
        ),
        responses=(
            Body(type=_type_name(node.type), parts=_parts(node.type), place=_place(node, at)),
        ),
    )


def _type(node: Any, at: At) -> SchemaType:
    kind = node.kind.partition("_type_")[0].replace("_", " ")
    if members := getattr(node, "types", None):
        kind = " | ".join(member.name.value for member in members)
    return SchemaType(
        name=node.name.value,
        kind=kind.replace("input object", "input"),
        place=_place(node, at),
        description=_description(node),
        fields=tuple(_fields(node)),
        values=tuple(value.name.value for value in getattr(node, "values", None) or ()),
    )


def _fields(node: Any) -> Iterator[Field]:
    for field in getattr(node, "fields", None) or ():
        yield Field(
            name=field.name.value,
            type=_type_name(field.type),
            required=_is_required(field),
            description=_description(field),
            deprecated=_is_deprecated(field),
            default=_default(field),
            limits=_arguments(field),
            parts=_parts(field.type),
        )


def _arguments(field: Any) -> tuple[str, ...]:
    """The arguments of a field of a type, as the language writes them."""
    listed = [
        f"{argument.name.value}: {_type_name(argument.type)}"
        for argument in getattr(field, "arguments", None) or ()
    ]
    return (f"takes ({', '.join(listed)})",) if listed else ()


def _default(node: Any) -> str:
    value = getattr(node, "default_value", None)
    if value is None:
        return ""
    from graphql import print_ast

    written = print_ast(value)
    return written if len(written) <= 200 else ""


_SCALARS = frozenset(["Int", "Float", "String", "Boolean", "ID"])


def _parts(node: Any) -> tuple[str, ...]:
    """The named type within lists and non-null marks, unless it is a scalar of the language."""
    while node.kind in {"non_null_type", "list_type"}:
        node = node.type
    name = str(node.name.value)
    return () if name in _SCALARS else (name,)


def _type_name(node: Any) -> str:
    """The type as the language writes it: `[Post!]!`."""
    if node.kind == "non_null_type":
        return f"{_type_name(node.type)}!"
    if node.kind == "list_type":
        return f"[{_type_name(node.type)}]"
    return str(node.name.value)


def _is_required(node: Any) -> bool:
    return node.type.kind == "non_null_type" and getattr(node, "default_value", None) is None


def _is_deprecated(node: Any) -> bool:
    return any(directive.name.value == "deprecated" for directive in node.directives or ())


def _description(node: Any) -> str:
    """The description, and why the thing is deprecated, which is often where its replacement is named."""
    parts = [node.description.value.strip()] if getattr(node, "description", None) else []
    parts += (
        f"Deprecated: {argument.value.value}"
        for directive in node.directives or ()
        if directive.name.value == "deprecated"
        for argument in directive.arguments or ()
        if argument.name.value == "reason" and argument.value.kind == "string_value"
    )
    return "\n\n".join(parts)


def _place(node: Any, at: At) -> Place:
    token = node.name.loc.start_token
    return at(token.line, token.column)
