"""The public signatures of a Go file: of names with a capital letter (Go specification, Exported identifiers)."""

from collections.abc import Iterator

from tree_sitter import Node

from gazetteer.formats._syntax import children, header, parse, spelled, text_of

_PLAIN = {
    "int_literal",
    "float_literal",
    "interpreted_string_literal",
    "raw_string_literal",
    "true",
    "false",
}


def signatures(text: str) -> dict[str, str]:
    """Name -> signature; methods and fields as `Type.Name`.

    Raises:
        NotParsedError: a declaration cannot be understood.
    """
    return {
        name: signature
        for node in children(parse("go", text))
        for name, signature in _declared(node)
        if all(_is_exported(part) for part in name.split("."))
    }


def _declared(node: Node) -> Iterator[tuple[str, str]]:
    if node.type == "function_declaration":
        yield text_of(node.child_by_field_name("name")), header(node, "body")
    elif node.type == "method_declaration":
        name = text_of(node.child_by_field_name("name"))
        yield f"{_receiver(node)}.{name}", header(node, "body")
    elif node.type == "type_declaration":
        for spec in children(node):
            yield from _type(spec)
    elif node.type in {"const_declaration", "var_declaration"}:
        yield from _values(node)


def _receiver(method: Node) -> str:
    """The name of the type that a method belongs to, without star and type parameters."""
    waiting = [node for node in (method.child_by_field_name("receiver"),) if node]
    while waiting:
        node = waiting.pop()
        if node.type == "type_identifier":
            return text_of(node)
        waiting += reversed(node.named_children)
    return ""


def _type(spec: Node) -> Iterator[tuple[str, str]]:
    name, shape = text_of(spec.child_by_field_name("name")), spec.child_by_field_name("type")
    if shape is None or shape.type not in {"struct_type", "interface_type"}:
        yield name, header(spec)
        return
    yield name, f"{header(spec, 'type')} {shape.type}"
    fields = shape.named_children
    if shape.type == "struct_type" and fields:
        fields = fields[0].named_children
    for field in fields:
        names = field.children_by_field_name("name")
        if names:
            for own in names:
                yield f"{name}.{text_of(own)}", header(field, "name")
        elif not field.type.endswith("comment"):
            embedded = spelled(iter((field,)))
            yield f"{name}.{embedded.split(' ')[-1].rpartition('.')[2].title()}", embedded


def _values(node: Node) -> Iterator[tuple[str, str]]:
    kind = node.type.partition("_")[0]
    for spec in children(node):
        for inner in children(spec) if spec.type.endswith("_list") else (spec,):
            value = inner.child_by_field_name("value")
            plain = value is not None and all(v.type in _PLAIN for v in value.named_children)
            for name in inner.children_by_field_name("name"):
                yield text_of(name), f"{kind} {header(inner) if plain else header(inner, 'value')}"


def _is_exported(name: str) -> bool:
    return name[:1].isupper()
