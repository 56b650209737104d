"""The public signatures of a Python module: functions, classes with their methods and fields, constants."""

from collections.abc import Iterator

from tree_sitter import Node

from gazetteer.formats._syntax import children, header, parse, spelled, text_of

_LITERALS = {"integer", "float", "string", "true", "false", "none", "unary_operator"}
_BLOCKS = {"if_statement", "else_clause", "elif_clause", "try_statement", "except_clause", "block"}


def signatures(text: str) -> dict[str, str]:
    """Dotted name -> signature of everything public; names in `__all__` only, where it is a plain list.

    A name is private when it begins with an underscore, unless it is one of Python's own (`__init__`).

    Raises:
        NotParsedError: a declaration cannot be understood.
    """
    root = parse("python", text)
    found: dict[str, str] = {}
    for name, signature in _declared(root, "", ""):
        found[name] = f"{found[name]} | {signature}" if name in found else signature
    exported = _exported(root)
    if exported is None:
        return found
    return {name: text for name, text in found.items() if name.partition(".")[0] in exported}


def _declared(block: Node, prefix: str, decorators: str) -> Iterator[tuple[str, str]]:
    for node in children(block):
        if node.type == "decorated_definition":
            marks = spelled(child for child in node.children if child.type == "decorator")
            yield from _definition(node.child_by_field_name("definition"), prefix, f"{marks} ")
        elif node.type in {"function_definition", "class_definition"}:
            yield from _definition(node, prefix, decorators)
        elif node.type in _BLOCKS:
            yield from _declared(node, prefix, decorators)
        elif node.type == "type_alias_statement":
            yield from _named(text_of(node.child_by_field_name("left")), prefix, header(node))
        elif node.type == "expression_statement" and node.named_children:
            yield from _assigned(node.named_children[0], prefix)


def _definition(node: Node | None, prefix: str, decorators: str) -> Iterator[tuple[str, str]]:
    if node is None:
        return
    name = text_of(node.child_by_field_name("name"))
    if not _is_public(name):
        return
    yield f"{prefix}{name}", decorators + header(node, "body")
    body = node.child_by_field_name("body")
    if node.type == "class_definition" and body:
        yield from _declared(body, f"{prefix}{name}.", "")


def _assigned(node: Node, prefix: str) -> Iterator[tuple[str, str]]:
    """A constant or field with its annotation, and its value where that is a plain literal."""
    if node.type != "assignment":
        return
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    if left is None or left.type != "identifier":
        return
    plain = right is not None and (right.type in _LITERALS or prefix)
    yield from _named(text_of(left), prefix, header(node) if plain else header(node, "right"))


def _named(name: str, prefix: str, signature: str) -> Iterator[tuple[str, str]]:
    if _is_public(name):
        yield f"{prefix}{name}", signature


def _is_public(name: str) -> bool:
    return not name.startswith("_") or (
        name.startswith("__") and name.endswith("__") and len(name) > 4
    )


def _exported(root: Node) -> frozenset[str] | None:
    for statement in root.named_children:
        node = statement.named_children[0] if statement.named_children else None
        if node is None or node.type != "assignment":
            continue
        right = node.child_by_field_name("right")
        if text_of(node.child_by_field_name("left")) == "__all__" and right is not None:
            if right.type not in {"list", "tuple"}:
                return None
            if any(child.type != "string" for child in right.named_children):
                return None
            return frozenset(text_of(child).strip("'\"") for child in right.named_children)
    return None
