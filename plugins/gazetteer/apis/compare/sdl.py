"""A GraphQL schema as what is compared: types and directives by name, extensions merged, each part with its place."""

from dataclasses import dataclass, field
from typing import Any

from gazetteer.apis.compare.named import reaching
from gazetteer.apis.compare.version import Refused, Version
from gazetteer.model.place import Place

OPERATIONS = ("query", "mutation", "subscription")


@dataclass(eq=False)
class Definition:
    """A type or directive with everything that `extend` adds to it."""

    kind: str
    node: Any
    parts: list[Any] = field(default_factory=list)

    def named(self, attribute: str) -> dict[str, Any]:
        """Name -> node of its fields, values or arguments."""
        return {
            node.name.value: node
            for part in self.parts
            for node in getattr(part, attribute, None) or ()
        }

    def names(self, attribute: str) -> dict[str, Any]:
        """Names of its interfaces, members or locations."""
        found: dict[str, Any] = {}
        for part in self.parts:
            for node in getattr(part, attribute, None) or ():
                name = getattr(node, "name", node)
                found[name.value] = name
        return found


@dataclass(frozen=True, eq=False)
class Schema:
    """One version."""

    path: str
    types: dict[str, Definition]
    directives: dict[str, Definition]
    roots: dict[str, str]

    def place(self, node: Any) -> Place:
        """Where the name of a definition stands."""
        token = (getattr(node, "name", None) or node).loc.start_token
        return Place(self.path, token.line, token.column)


def read_schema(version: Version) -> Schema | Refused:
    """Reads one version; a text that cannot be parsed is refused."""
    from graphql import (
        DirectiveDefinitionNode,
        GraphQLSyntaxError,
        TypeDefinitionNode,
        TypeExtensionNode,
        parse,
    )

    try:
        document = parse(version.text)
    except GraphQLSyntaxError as error:
        line = error.locations[0] if error.locations else None
        place = Place(version.path, line.line, line.column) if line else Place(version.path)
        return Refused(f"this is no GraphQL: {error.message}", place)
    except RecursionError:
        return Refused("this schema is nested too deep to be read", Place(version.path))
    types: dict[str, Definition] = {}
    directives: dict[str, Definition] = {}
    roots = {name.capitalize(): name for name in OPERATIONS}
    stated: dict[str, str] = {}
    for node in document.definitions:
        if node.kind.startswith("schema_"):
            for operation in getattr(node, "operation_types", None) or ():
                stated[operation.type.name.value] = operation.operation.value
        elif isinstance(node, DirectiveDefinitionNode):
            directives.setdefault(node.name.value, Definition("directive", node)).parts.append(node)
        elif "_type_" in node.kind and isinstance(node, TypeDefinitionNode | TypeExtensionNode):
            kind = node.kind.partition("_type_")[0].replace("_", " ")
            name = node.name.value
            types.setdefault(name, Definition(kind, node)).parts.append(node)
    return Schema(version.path, types, directives, stated or roots)


def reached(schema: Schema) -> dict[str, tuple[str, ...]]:
    """Type or root field -> the root fields that reach it."""
    uses: dict[str, set[str]] = {}
    roots: list[tuple[str, str]] = []
    for name, definition in schema.types.items():
        used = {*definition.names("types"), *definition.names("interfaces")}
        for member, node in definition.named("fields").items():
            inner = {
                bare(node.type),
                *(bare(a.type) for a in getattr(node, "arguments", ()) or ()),
            }
            if name in schema.roots:
                roots += [(f"{name}.{member}", type_) for type_ in inner]
                roots.append((f"{name}.{member}", f"{name}.{member}"))
            used |= inner
        uses[name] = set() if name in schema.roots else used
    return reaching(roots, uses)


def bare(node: Any) -> str:
    """The name inside lists and `!`."""
    while node.kind != "named_type":
        node = node.type
    return str(node.name.value)


def type_text(node: Any) -> str:
    """A type as the language writes it: `[Post!]!`."""
    if node.kind == "non_null_type":
        return f"{type_text(node.type)}!"
    if node.kind == "list_type":
        return f"[{type_text(node.type)}]"
    return str(node.name.value)


def is_narrower(narrow: Any, wide: Any) -> bool:
    """Whether every value of the one type is a value of the other: the same but for added `!`."""
    if narrow.kind == "non_null_type":
        return is_narrower(narrow.type, wide.type if wide.kind == "non_null_type" else wide)
    if wide.kind == "non_null_type" or narrow.kind != wide.kind:
        return False
    if narrow.kind == "list_type":
        return is_narrower(narrow.type, wide.type)
    return bool(narrow.name.value == wide.name.value)


def is_required(node: Any) -> bool:
    """Whether an argument or input field must be given."""
    return node.type.kind == "non_null_type" and node.default_value is None


def is_deprecated(node: Any) -> bool:
    """Whether a directive says so."""
    return any(directive.name.value == "deprecated" for directive in node.directives or ())


def default_text(node: Any) -> str:
    """The default as written; empty without one."""
    from graphql import print_ast

    return print_ast(node.default_value) if node.default_value else ""
