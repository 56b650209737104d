"""API descriptions without their prose: each operation and each type with what callers can see of it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from gazetteer.apis.graphql import LARGEST
from gazetteer.apis.sniff import is_description
from gazetteer.evidence._digest_data import spelled
from gazetteer.formats.plain import plain
from gazetteer.formats.structured import Problem, load_structured

METHODS = {"get", "put", "post", "delete", "options", "head", "patch", "trace", "query"}
_PROSE = {
    "description",
    "summary",
    "title",
    "example",
    "examples",
    "externalDocs",
    "tags",
    "operationId",
}
_NAMED = {
    "properties",
    "patternProperties",
    "definitions",
    "$defs",
    "schemas",
    "parameters",
    "responses",
    "headers",
}
_NAMED |= {
    "securitySchemes",
    "requestBodies",
    "callbacks",
    "links",
    "pathItems",
    "messages",
    "channels",
    "variables",
}
_NAMED |= {"mapping", "content", "encoding", "dependentSchemas", "operations", "servers", "scopes"}
"""Keys of mappings whose own keys are names, so that a property may be called `description`."""
_UNORDERED = {"required", "enum", "type"}
_DEEP = 200
_DESCRIPTION = re.compile(r'^\s*(?:"""(?s:.*?)"""|"(?:[^"\\\n]|\\.)*")\n', re.MULTILINE)
_BLOCK = re.compile(r"\b(message|enum|service|extend) ([\w .]+?) \{")


def surface_pieces(kind: str, path: str, text: str) -> dict[str, str] | None:
    """`POST /orders`, `schemas.Order`, `Query.orders`, `Ping` -> what it says; None when the text is no such thing."""
    if kind == "graphql":
        return _graphql(text)
    if kind == "protobuf":
        return _protobuf(path, text)
    document = load_structured(path, text, merge=True)
    if isinstance(document, Problem) or not is_description(document.value):
        return None
    root = document.value
    if not isinstance(root, dict) or (kind == "asyncapi") != ("asyncapi" in root):
        return None
    return dict(_described(root))


def _described(root: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for where in ("paths", "webhooks"):
        for path, members in _mapping(root.get(where)).items():
            yield from _path(path, _mapping(members))
    for where in (
        "channels",
        "operations",
        "definitions",
        "parameters",
        "responses",
        "securityDefinitions",
    ):
        for name, member in _mapping(root.get(where)).items():
            yield f"{where}.{name}", spelled(without_prose(member))
    for section, members in _mapping(root.get("components")).items():
        if section != "examples" and not section.startswith("x-"):
            for name, member in _mapping(members).items():
                yield f"{section}.{name}", spelled(without_prose(member))
    for key in ("servers", "security", "host", "basePath", "schemes", "consumes", "produces"):
        if key in root:
            yield key, spelled(without_prose(root[key]))


def _path(path: str, members: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    shared = {key: value for key, value in members.items() if key not in METHODS}
    for method, operation in members.items():
        if method in METHODS:
            yield (
                f"{method.upper()} {path}",
                spelled([without_prose(shared), without_prose(operation)]),
            )
    if not members.keys() & METHODS:
        yield path, spelled(without_prose(shared))


def without_prose(value: Any, *, names: bool = False, depth: int = 0) -> Any:
    """A description without what is only said to people, and without vendors' extensions.

    Args:
        value: any part of a description.
        names: whether the keys of this mapping are names that people chose.
        depth: of nesting; deeper than 200 nothing is told apart.
    """
    if depth > _DEEP:
        return "too deep"
    if isinstance(value, list):
        return [without_prose(member, depth=depth + 1) for member in value]
    if not isinstance(value, dict):
        return value
    kept: dict[str, Any] = {}
    for key, inner in value.items():
        if not names and (key in _PROSE or key.startswith("x-")):
            continue
        is_map = not names and key in _NAMED and isinstance(inner, dict)
        said = without_prose(inner, names=is_map, depth=depth + 1)
        if key in _UNORDERED and isinstance(said, list):
            said = sorted(said, key=spelled)
        kept[key] = said
    return kept


def _graphql(text: str) -> dict[str, str] | None:
    if len(text) > LARGEST:
        return None
    from graphql import GraphQLSyntaxError, parse, print_ast

    try:
        document = parse(text, no_location=True)
    except (GraphQLSyntaxError, RecursionError):
        return None
    found: dict[str, str] = {}
    for node in document.definitions:
        named = getattr(node, "name", None)
        name = named.value if named else node.kind
        fields = getattr(node, "fields", None) or ()
        for field in fields:
            found[f"{name}.{field.name.value}"] = _undescribed(print_ast(field))
        said = _undescribed(print_ast(node))
        key = f"extend {name}" if "extension" in node.kind else name
        found[key] = said.partition("{")[0] if fields else said
    return found


def _undescribed(printed: str) -> str:
    """What the library printed of a node, without the descriptions, which stand on lines of their own."""
    return plain("a.graphql", _DESCRIPTION.sub("", printed))


def _protobuf(path: str, text: str) -> dict[str, str] | None:
    words = plain(path, text)
    if words.count("{") != words.count("}"):
        return None
    found: dict[str, str] = {}
    at = 0
    rest: list[str] = []
    while match := _BLOCK.search(words, at):
        end = _closing(words, match.end())
        body = words[match.end() : end]
        found[match[2].replace(" ", "")] = f"{match[1]} {body if match[1] != 'service' else ''}"
        if match[1] == "service":
            for rpc in re.finditer(r"\brpc (\w+) (\([^{};]*)", body):
                found[f"{match[2]}.{rpc[1]}"] = rpc[2]
        rest.append(words[at : match.start()])
        at = end + 1
    found["file"] = " ".join((*rest, words[at:]))
    return found


def _closing(words: str, start: int) -> int:
    """Where the block ends whose brace opened before `start`."""
    depth = 1
    for match in re.compile(r"[{}]").finditer(words, start):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return match.start()
    return len(words)


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
