"""How schemas spell types, null and listed values in the dialects of OpenAPI and JSON Schema."""

import json
from typing import Any

from gazetteer.apis.compare.nodes import Node
from gazetteer.apis.references import MISSING


def is_null(schema: object) -> bool:
    """Whether a schema allows nothing but null."""
    if not isinstance(schema, dict):
        return False
    return (
        schema.get("type") == "null"
        or schema.get("enum") == [None]
        or ("const" in schema and schema["const"] is None)
    )


def types_of(schema: dict[str, Any]) -> tuple[frozenset[str] | None, bool | None]:
    """The types a schema states or implies, and whether null is among them."""
    stated = schema.get("type")
    listed = [stated] if isinstance(stated, str) else stated if isinstance(stated, list) else []
    names = {"string" if name == "file" else name for name in listed if isinstance(name, str)}
    said = schema.get("nullable") is True or schema.get("x-nullable") is True
    has_null = said or "null" in names or _offers_null(schema)
    names.discard("null")
    if "number" in names:
        names.discard("integer")
    if not names:
        names = _implied(schema)
    known = names or listed or has_null or "oneOf" in schema or "anyOf" in schema
    return (frozenset(names) or None), (has_null if known else None)


def _offers_null(schema: dict[str, Any]) -> bool:
    for keyword in ("oneOf", "anyOf"):
        branches = schema.get(keyword)
        if isinstance(branches, list) and any(is_null(branch) for branch in branches):
            return True
    values = schema.get("enum")
    untyped = not schema.get("type")
    return untyped and (
        (isinstance(values, list) and None in values)
        or ("const" in schema and schema["const"] is None)
    )


def _implied(schema: dict[str, Any]) -> set[str]:
    """The type that keywords speak of: `type: object` added to a schema with properties changes nothing in practice."""
    if "properties" in schema or isinstance(schema.get("additionalProperties"), dict):
        return {"object"}
    if "items" in schema or "prefixItems" in schema:
        return {"array"}
    return {_kind(value) for value in _listed(schema) if value is not None}


def _listed(schema: dict[str, Any]) -> list[Any]:
    """The values that a schema lists, in any of the three ways."""
    if isinstance(schema.get("enum"), list):
        return list(schema["enum"])
    if "const" in schema:
        return [schema["const"]]
    for keyword in ("oneOf", "anyOf"):
        branches = schema.get(keyword)
        if isinstance(branches, list) and all(
            isinstance(branch, dict) and ("const" in branch or is_null(branch))
            for branch in branches
        ):
            return [branch.get("const") for branch in branches]
    return []


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "integer" if isinstance(value, int) else "number"
    if isinstance(value, str):
        return "string"
    return "array" if isinstance(value, list) else "object"


def meet(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """The types that two sets have in common; an integer is a number."""
    both = one & other
    for here, there in ((one, other), (other, one)):
        if "integer" in here and "number" in there:
            both |= {"integer"}
    return both


def enum_of(part: Node) -> dict[str, Node] | None:
    """The listed values, also where they are written as alternatives of constants (the idiom of 3.1)."""
    value = part.value
    if isinstance(value.get("enum"), list):
        return {literal(n.value): n for n in part.get("enum").elements() if n.value is not None}
    if "const" in value:
        return {literal(value["const"]): part.get("const")} if value["const"] is not None else {}
    for keyword in ("oneOf", "anyOf"):
        if keyword not in value:
            continue
        branches = [b for b in part.get(keyword).elements() if not is_null(b.value)]
        if branches and all("const" in b.mapping for b in branches):
            return {literal(b.value["const"]): b for b in branches}
    return None


def literal(value: object) -> str:
    """A value as JSON text."""
    if value is MISSING:
        return ""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
