"""One walk over everything in a document, in which data is told from description: references, defaults, headers."""

import re
from collections.abc import Iterator
from typing import Any

from gazetteer.apis.references import HOPS, MISSING, MOUNT, Keys, keys_of, look_up, spelled
from gazetteer.apis.wording import Trouble, name_of, shown

DEEP = 200
"""Descriptions nested deeper than this are refused: no person wrote them."""

_NAMES = {"properties", "patternProperties", "definitions", "$defs", "dependentSchemas", "schemas"}
_NAMES |= {"parameters", "responses", "headers", "requestBodies", "callbacks", "links", "pathItems"}
_NAMES |= {MOUNT}
_DATA = {"example", "default", "enum", "const"}
"""Keys of mappings from free names to descriptions; keys below which stands data, in which `$ref` is just a word."""

_TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "array": list,
    "object": dict,
}
_TOKEN = re.compile(r"[\w!#$%&'*+.^`|~-]+", re.ASCII)
"""The name of a header (RFC 9110, 5.6.2)."""

_Chain = tuple[Any, str | int] | None


def everywhere(document: dict[str, Any]) -> Iterator[Trouble]:
    """References to nothing, defaults that their own type refuses, impossible header names, too deep nesting."""
    known: dict[tuple[int, str], object] = {}
    # (value, way to it, depth, its keys are free names, the resource that `#` means)
    pending: list[tuple[Any, _Chain, int, bool, Any]] = [(document, None, 0, False, document)]
    while pending:
        value, way, depth, names, root = pending.pop()
        if depth > DEEP:
            yield Trouble(
                _keys(way)[:8], "too-deep", f"The document is nested more than {DEEP} levels deep"
            )
            return
        if isinstance(value, list):
            pending.extend(
                (inner, (way, index), depth + 1, False, root)
                for index, inner in enumerate(value)
                if isinstance(inner, dict | list)
            )
            continue
        if not names:
            if depth and isinstance(value.get("$id"), str):
                root = value  # a schema resource of its own (JSON Schema 2020-12 core, 8.2.1)
            reference = value.get("$ref")
            if isinstance(reference, str) and (fate := _fate(root, value, known)):
                yield _reference(_keys(way), reference, fate)
            if "default" in value and not _fits(value):
                yield _default(_keys(way), value)
        for key, inner in value.items():
            if isinstance(inner, dict | list) and (names or not is_data(key, inner)):
                is_map = not names and key in _NAMES and isinstance(inner, dict)
                if isinstance(inner, dict) and is_map and key == "headers":
                    yield from _headers((way, key), inner)
                pending.append((inner, (way, key), depth + 1, is_map, root))


def is_names(key: str, value: object) -> bool:
    """Whether a key holds a mapping from free names to descriptions."""
    return key in _NAMES and isinstance(value, dict)


def is_data(key: str, value: object) -> bool:
    """Whether a key holds data, in which `$ref` is just a word."""
    if key == MOUNT:
        return False
    if key == "examples":
        return not _is_example_map(value)
    return key in _DATA or key.startswith("x-") or key == "value"


def _is_example_map(value: object) -> bool:
    """Whether `examples` are Example Objects by name (OpenAPI 3) and not bare data (JSON Schema, Swagger 2.0)."""
    return isinstance(value, dict) and all(
        isinstance(example, dict)
        and example.keys() & {"$ref", "value", "externalValue", "summary", "dataValue"}
        for example in value.values()
    )


def _fate(root: Any, holder: dict[str, Any], known: dict[tuple[int, str], object]) -> str:
    """What is wrong with the reference of a mapping: `dangling-ref`, `circular-ref` or nothing.

    A circle is told for the mappings it consists of, not for everything that refers to them.
    """
    following = holder
    for hop in range(HOPS):
        reference = following.get("$ref")
        keys = keys_of(reference) if isinstance(reference, str) else None
        if keys is None:
            return ""
        question = (id(root), str(reference))
        if question not in known:
            known[question] = look_up(root, keys)
        target = known[question]
        if target is MISSING:
            return "" if hop else "dangling-ref"
        if target is holder:
            return "circular-ref"
        if not isinstance(target, dict):
            return ""
        following = target
    return ""


_FATES = {
    "dangling-ref": ("which does not exist", "Correct the reference, or add what it names."),
    "circular-ref": ("which leads back to it", "Write out what is meant where the circle begins."),
}


def _reference(keys: Keys, reference: str, fate: str) -> Trouble:
    what, mend = _FATES[fate]
    message = f"{name_of(keys)} refers to `{spelled(reference)[:120]}`, {what}"
    return Trouble((*keys, "$ref"), fate, message, mend)


def _fits(schema: dict[str, Any]) -> bool:
    """Whether the default of a schema or Swagger parameter has the one type that is stated."""
    value, wanted = schema["default"], _TYPES.get(str(schema.get("type")))
    if wanted is None or (value is None and (schema.get("nullable") or schema.get("x-nullable"))):
        return True
    if isinstance(value, bool):
        return wanted is bool
    if schema["type"] == "integer" and isinstance(value, float):
        return value.is_integer()
    return isinstance(value, wanted)


def _default(keys: Keys, schema: dict[str, Any]) -> Trouble:
    return Trouble(
        (*keys, "default"),
        "default",
        f"The default of {name_of(keys)} is {shown(schema['default'])}, but its type is {schema['type']}",
        "Make the default a value of that type, or remove it.",
    )


def _headers(way: _Chain, headers: dict[str, Any]) -> Iterator[Trouble]:
    for name in headers:
        if not _TOKEN.fullmatch(name):
            keys = _keys(way)
            yield Trouble(
                (*keys, name),
                "name",
                f"`{name[:80]}` in {name_of(keys)} is no possible name of a header",
            )


def _keys(way: _Chain) -> Keys:
    keys: list[str | int] = []
    while way is not None:
        way, key = way
        keys.append(key)
    return tuple(reversed(keys))
