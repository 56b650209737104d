"""The public signatures of a Java file: public and protected types and their public and protected members."""

from collections.abc import Iterator

from tree_sitter import Node

from gazetteer.formats._syntax import children, header, parse, text_of

_TYPES = {
    "class_declaration",
    "interface_declaration",
    "enum_declaration",
    "record_declaration",
    "annotation_type_declaration",
}
_OPEN = {"interface_declaration", "annotation_type_declaration"}
"""Types whose members are public without saying so (Java Language Specification 9.4)."""


def signatures(text: str) -> dict[str, str]:
    """Dotted name -> signature; overloads are joined.

    Raises:
        NotParsedError: a declaration cannot be understood.
    """
    found: dict[str, str] = {}
    for name, signature in _members(parse("java", text), "", is_open=False):
        found[name] = f"{found[name]} | {signature}" if name in found else signature
    return found


def _members(block: Node, prefix: str, *, is_open: bool) -> Iterator[tuple[str, str]]:
    for node in children(block):
        if node.type == "enum_body_declarations":
            yield from _members(node, prefix, is_open=is_open)
        elif node.type == "enum_constant":
            yield f"{prefix}{text_of(node.child_by_field_name('name'))}", header(node, "body")
        elif not _is_public(node, is_open=is_open):
            continue
        elif node.type in _TYPES:
            name = f"{prefix}{text_of(node.child_by_field_name('name'))}"
            yield name, header(node, "body")
            body = node.child_by_field_name("body")
            if body is not None:
                yield from _members(body, f"{name}.", is_open=node.type in _OPEN)
        elif node.type in {"field_declaration", "constant_declaration"}:
            for own in node.children_by_field_name("declarator"):
                yield f"{prefix}{text_of(own.child_by_field_name('name'))}", header(node)
        elif node.type.endswith(
            ("method_declaration", "constructor_declaration", "element_declaration")
        ):
            yield f"{prefix}{text_of(node.child_by_field_name('name'))}", header(node, "body")


def _is_public(node: Node, *, is_open: bool) -> bool:
    modifiers = next((child for child in node.children if child.type == "modifiers"), None)
    words = {child.type for child in modifiers.children} if modifiers else set()
    return bool(words & {"public", "protected"}) or (is_open and "private" not in words)
