"""Readable names of JSON Schema types."""

import json
from collections.abc import Callable

from gazetteer.apis.references import last_part

Called = Callable[[str], str]
"""What to call the target of a reference."""

DEPTH = 4
"""Inline types within types are named this deep: names are for people."""

BREADTH = 6
"""So many alternatives are named; more are counted."""

_COMBINING = (("oneOf", " | "), ("anyOf", " | "), ("allOf", " & "))
_COMBINED = frozenset(keyword for keyword, _ in _COMBINING)
"""Most schemas combine nothing, which one question tells."""


def text(value: object) -> str:
    """A value that should be a text: numbers are written out, anything else counts as absent."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def literal(value: object) -> str:
    """A value of an enumeration as people read it: texts bare, everything else as JSON."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def type_name(schema: object, called: Called = last_part, depth: int = DEPTH) -> str:
    """What to call a schema: `Order`, `Order[]`, `string (uuid)`, `enum`, `A | B`, `A & B`, `string?` when nullable.

    The nullable forms of all dialects are one: `nullable` (OpenAPI 3.0), `x-nullable` (Swagger 2.0 vendors), `null`
    among the types or alternatives (3.1 and later). References are named, never followed.
    """
    if schema is True:
        return "any"
    if not isinstance(schema, dict):
        return "never" if schema is False else ""
    if depth == 0:
        return "…"
    name = _bare_name(schema, called, depth)
    return f"{name}?" if _is_nullable(schema) and not name.endswith("?") else name


def _bare_name(schema: dict[str, object], called: Called, depth: int) -> str:
    if isinstance(reference := schema.get("$ref"), str):
        return called(reference)
    for keyword, sign in _COMBINING if not _COMBINED.isdisjoint(schema) else ():
        if isinstance(parts := schema.get(keyword), list) and parts:
            if keyword == "allOf" and isinstance(schema.get("properties"), dict):
                parts = [*parts, {"type": "object"}]
            return _joined(parts, sign, called, depth)
    if "const" in schema:
        return json.dumps(schema["const"], ensure_ascii=False, default=str)[:60]
    if isinstance(schema.get("enum"), list):
        return "enum"
    return (
        " | ".join([_plain_name(schema, kind, called, depth) for kind in _types(schema)]) or "any"
    )


def _plain_name(schema: dict[str, object], kind: str, called: Called, depth: int) -> str:
    if kind == "array":
        inner = type_name(schema.get("items"), called, depth - 1) or "any"
        return f"({inner})[]" if " " in inner and not inner.endswith(")") else f"{inner}[]"
    if kind == "object" and "properties" not in schema:
        values = schema.get("additionalProperties")
        if isinstance(values, dict) and values:
            return f"map of {type_name(values, called, depth - 1)}"
    form = text(schema.get("format"))
    return f"{kind} ({form})" if form else kind


def _joined(parts: list[object], sign: str, called: Called, depth: int) -> str:
    names = [type_name(part, called, depth - 1) for part in parts[:BREADTH] if not _is_null(part)]
    names = [name for name in dict.fromkeys(names) if name]
    if len(parts) > BREADTH:
        names.append(f"{len(parts) - BREADTH} more")
    return sign.join(names) or "any"


def _types(schema: dict[str, object]) -> list[str]:
    stated = schema.get("type")
    kinds = stated if isinstance(stated, list) else [stated]
    names = [kind for kind in kinds if isinstance(kind, str) and kind != "null"]
    if names or stated is not None:
        return names[:BREADTH] or ["null"]
    if "properties" in schema or "additionalProperties" in schema:
        return ["object"]
    return ["array"] if "items" in schema else []


def _is_null(schema: object) -> bool:
    return isinstance(schema, dict) and schema.get("type") == "null"


def _is_nullable(schema: dict[str, object]) -> bool:
    if schema.get("nullable") is True or schema.get("x-nullable") is True:
        return True
    kinds = schema.get("type")
    if isinstance(kinds, list) and "null" in kinds and len(kinds) > 1:
        return True
    return not _COMBINED.isdisjoint(schema) and any(
        any(_is_null(part) for part in parts)
        for keyword in ("oneOf", "anyOf")
        if isinstance(parts := schema.get(keyword), list)
    )
