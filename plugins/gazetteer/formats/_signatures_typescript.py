"""The public signatures of a TypeScript or JavaScript module: what it exports."""

from collections.abc import Iterator

from tree_sitter import Node

from gazetteer.formats._syntax import NotParsedError, children, header, parse, spelled, text_of

_FUNCTIONS = {"arrow_function", "function_expression", "generator_function"}
_LITERALS = {"number", "string", "true", "false", "null"}
_WHOLE = {
    "type_alias_declaration",
    "enum_declaration",
    "function_signature",
    "internal_module",
    "module",
}
_MEMBERS = {
    "method_definition",
    "public_field_definition",
    "property_signature",
    "method_signature",
    "abstract_method_signature",
    "call_signature",
    "construct_signature",
    "index_signature",
}


def signatures(text: str, grammar: str = "typescript") -> dict[str, str]:
    """Name -> signature of everything that is exported; `default` for the default export.

    Args:
        text: of the module.
        grammar: `typescript`, or `tsx` for files that may hold markup.

    Raises:
        NotParsedError: a declaration cannot be understood.
    """
    root = parse(grammar, text)
    local: dict[str, dict[str, str]] = {}
    found: dict[str, str] = {}
    exports: list[Node] = []
    for node in children(root):
        if node.type == "export_statement":
            exports.append(node)
        for name, signature in _declared(_unwrapped(node)):
            local.setdefault(name.partition(".")[0], {})[name] = signature
    for node in exports:
        for name, signature in _exported(node, local):
            found[name] = f"{found[name]} | {signature}" if name in found else signature
    return found


def _unwrapped(node: Node) -> Node | None:
    if node.type == "export_statement":
        return node.child_by_field_name("declaration")
    if node.type == "ambient_declaration":
        return next(iter(node.named_children), None)
    return node


def _exported(node: Node, local: dict[str, dict[str, str]]) -> Iterator[tuple[str, str]]:
    is_default = any(child.type == "default" for child in node.children)
    declaration = node.child_by_field_name("declaration")
    value = node.child_by_field_name("value")
    if declaration is not None:
        for name, signature in _declared(declaration):
            _first, dot, rest = name.partition(".")
            yield (f"default{dot}{rest}" if is_default else name), signature
    elif value is not None:
        named = local.get(text_of(value))
        if named:
            for name, signature in named.items():
                yield f"default{name[len(text_of(value)) :]}", signature
        else:
            yield "default", header(value, "body") if value.type in _FUNCTIONS else value.type
    elif node.child_by_field_name("source") is not None:
        source = text_of(node.child_by_field_name("source")).strip("'\"`")
        yield f"from {source}", header(node)
    else:
        yield from _by_clause(node, local)


def _by_clause(node: Node, local: dict[str, dict[str, str]]) -> Iterator[tuple[str, str]]:
    for clause in node.named_children:
        for specifier in clause.named_children if clause.type == "export_clause" else ():
            name = text_of(specifier.child_by_field_name("name"))
            alias = text_of(specifier.child_by_field_name("alias")) or name
            for full, signature in local.get(name, {name: "declared elsewhere"}).items():
                yield f"{alias}{full[len(name) :]}", signature


def _declared(node: Node | None) -> Iterator[tuple[str, str]]:
    if node is None:
        return
    if node.is_error:
        raise NotParsedError
    name = text_of(node.child_by_field_name("name"))
    if node.type in {"lexical_declaration", "variable_declaration"}:
        for variable in children(node):
            yield from _variable(variable)
    elif node.type.endswith(("class_declaration", "interface_declaration")):
        name = name or "default"
        yield name, header(node, "body")
        yield from _members(node.child_by_field_name("body"), name)
    elif node.type in {"function_declaration", "generator_function_declaration"}:
        yield name or "default", header(node, "body")
    elif node.type in _WHOLE:
        yield name, header(node)


def _variable(node: Node) -> Iterator[tuple[str, str]]:
    name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
    if name is None:
        return
    if value is not None and value.type in _FUNCTIONS:
        yield text_of(name), f"{header(node, 'value')} {header(value, 'body')}"
    elif value is not None and value.type in _LITERALS:
        yield text_of(name), header(node)
    else:
        yield text_of(name), header(node, "value")


def _members(body: Node | None, owner: str) -> Iterator[tuple[str, str]]:
    waiting: list[Node] = []
    for node in children(body) if body else ():
        if node.type == "decorator":
            waiting.append(node)
            continue
        marks, waiting = waiting, []
        name = text_of(node.child_by_field_name("name")) or node.type
        if node.type not in _MEMBERS or name.startswith("#"):
            continue
        if any(text_of(child) == "private" for child in node.named_children):
            continue
        yield f"{owner}.{name}", f"{spelled(iter(marks))} {header(node, 'body')}".strip()
