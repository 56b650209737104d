"""Whether a value fits a schema: walked as deep as the value goes, so that neither size nor cycles of schemas matter.

jsonschema-rs compiles everything that a schema can reach before it judges one value, and knows nothing of `nullable`;
for thousands of small examples in a large description that is out of proportion.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeGuard

from gazetteer.apis.references import HOPS, Keys, resolve
from gazetteer.apis.schemas import literal
from gazetteer.apis.wording import shown

TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "array": list,
    "object": dict,
}

DEPTH = 40
FUEL = 4_000
MOST_OPTIONS = 50
"""Values nested deeper, or that take more steps or alternatives to judge, are taken to fit."""

Misfit = tuple[Keys, str] | None
"""Where in the value, and what is wrong there; None when it fits."""


def has_type(value: object, kind: str) -> bool:
    """Whether a value is of a type of JSON Schema; every value is of an unknown type."""
    if kind == "null":
        return value is None
    if isinstance(value, bool):
        return kind == "boolean" or kind not in TYPES
    if kind == "integer" and isinstance(value, float):
        return value.is_integer()
    return kind not in TYPES or isinstance(value, TYPES[kind])


def misfit(root: Any, schema: Any, value: Any, *, modern: bool) -> Misfit:
    """The first way in which a value does not fit.

    Properties that are only read or only written may be absent: an example shows one direction.

    Args:
        root: the document that `#` means.
        schema: of the value.
        value: as loaded.
        modern: whether keywords beside a `$ref` count (JSON Schema 2019 and later, OpenAPI 3.1).
    """
    return _Judge(root, modern).judge(schema, value, 0)


_TYPE = "must be of the type {}, not {}"


def _kinds(schema: dict[str, Any]) -> str:
    kinds = schema.get("type")
    return " or ".join(map(str, kinds)) if isinstance(kinds, list) else str(kinds)


def _takes_null(schema: dict[str, Any]) -> bool:
    kinds = schema.get("type")
    stated = isinstance(kinds, str) and kinds != "null"
    listed = isinstance(kinds, list) and "null" not in kinds
    return not (stated or listed)


def _plain(schema: dict[str, Any], value: Any) -> Misfit:
    """Type, enumeration, bounds and pattern."""
    kinds = schema.get("type")
    names = kinds if isinstance(kinds, list) else [kinds] if isinstance(kinds, str) else []
    if names and not any(has_type(value, str(kind)) for kind in names):
        return (), _TYPE.format(_kinds(schema), shown(value))
    options = schema.get("enum")
    if isinstance(options, list) and not any(_same(value, option) for option in options):
        listed = ", ".join(map(literal, options[:12]))
        return (), f"must be one of {listed[:200]}, not {shown(value)}"
    if "const" in schema and not _same(value, schema["const"]):
        return (), f"must be {literal(schema['const'])[:120]}, not {shown(value)}"
    return _bounded(schema, value)


def _bounded(schema: dict[str, Any], value: Any) -> Misfit:
    """Bounds of numbers, lengths and counts, and the pattern of a text."""
    measured = _measure(value)
    if measured is not None:
        size, low, high = measured
        least, most = schema.get(low), schema.get(high)
        if is_number(least) and size < least:
            return (), f"is {shown(value)}, but `{low}` is {least}"
        if is_number(most) and size > most:
            return (), f"is {shown(value)}, but `{high}` is {most}"
    pattern = schema.get("pattern")
    if isinstance(value, str) and isinstance(pattern, str) and not _matches(pattern, value):
        return (), f"is {shown(value)}, which does not match {pattern[:120]}"
    return None


def _measure(value: Any) -> tuple[float, str, str] | None:
    if isinstance(value, str):
        return len(value), "minLength", "maxLength"
    if isinstance(value, list):
        return len(value), "minItems", "maxItems"
    if isinstance(value, dict):
        return len(value), "minProperties", "maxProperties"
    return (value, "minimum", "maximum") if is_number(value) else None


def is_number(value: Any) -> TypeGuard[int | float]:
    """Whether a value is a number of JSON."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def _same(left: Any, right: Any) -> bool:
    """Equal as JSON: true is not 1."""
    return bool(left == right) and isinstance(left, bool) == isinstance(right, bool)


@lru_cache(maxsize=512)
def _validator(pattern: str) -> Any:
    """A judge of one pattern (ECMA 262, with a bound on backtracking); None for one that cannot be compiled."""
    import jsonschema_rs

    try:
        return jsonschema_rs.Draft202012Validator({"pattern": pattern})
    except ValueError:
        return None


def _matches(pattern: str, value: str) -> bool:
    validator = _validator(pattern)
    return validator is None or bool(validator.is_valid(value[:10_000]))


@dataclass
class _Judge:
    """One value being held against one schema."""

    root: Any
    modern: bool
    fuel: int = FUEL

    def judge(self, schema: Any, value: Any, depth: int) -> Misfit:
        self.fuel -= 1
        if depth > DEPTH or self.fuel < 0 or not isinstance(schema, dict):
            return ((), "must not be there") if schema is False else None
        if "$ref" in schema:
            target = resolve(self.root, schema, ())[0]
            if isinstance(target, dict) and (wrong := self.judge(target, value, depth + 1)):
                return wrong
            if not self.modern:
                return None
        if value is None and (schema.get("nullable") or schema.get("x-nullable")):
            return None
        if value is None and not self.modern:
            return None if _takes_null(schema) else ((), _TYPE.format(_kinds(schema), "nothing"))
        return (
            _plain(schema, value)
            or self._composed(schema, value, depth)
            or (self._members(schema, value, depth) if isinstance(value, dict) else None)
            or (self._entries(schema, value, depth) if isinstance(value, list) else None)
        )

    def _composed(self, schema: dict[str, Any], value: Any, depth: int) -> Misfit:
        parts = schema.get("allOf")
        for part in parts if isinstance(parts, list) else ():
            if wrong := self.judge(part, value, depth + 1):
                return wrong
        for keyword in ("oneOf", "anyOf"):
            options = schema.get(keyword)
            if isinstance(options, list) and 0 < len(options) <= MOST_OPTIONS:
                found = [self.judge(option, value, depth + 1) for option in options]
                wrongs = [wrong for wrong in found if wrong]
                if len(wrongs) == len(found):
                    deepest = max(wrongs, key=lambda wrong: len(wrong[0]))
                    told = len(found) == 1 or deepest[0]
                    return deepest if told else ((), "fits none of the alternatives")
        return None

    def _entries(self, schema: dict[str, Any], value: list[Any], depth: int) -> Misfit:
        first = schema.get("prefixItems")
        start = len(first) if isinstance(first, list) else 0
        for index, entry in enumerate(value[:50]):
            if index >= start and (wrong := self.judge(schema.get("items"), entry, depth + 1)):
                return (index, *wrong[0]), wrong[1]
        return None

    def _members(self, schema: dict[str, Any], value: dict[str, Any], depth: int) -> Misfit:
        properties = schema.get("properties")
        known = properties if isinstance(properties, dict) else {}
        names = schema.get("required")
        for name in names if isinstance(names, list) else ():
            absent = isinstance(name, str) and name not in value
            if absent and not _one_way(self.root, known.get(name)):
                return (), f"has no `{name[:80]}`, which is required"
        rest = schema.get("additionalProperties") if "patternProperties" not in schema else None
        for name, member in value.items():
            inner = known.get(name, rest)
            if inner is False:
                return (name,), "is no property of its schema"
            if wrong := self.judge(inner, member, depth + 1):
                return (name, *wrong[0]), wrong[1]
        return None


def _one_way(root: Any, schema: Any) -> bool:
    for _ in range(HOPS):
        if not isinstance(schema, dict):
            return False
        if schema.get("readOnly") is True or schema.get("writeOnly") is True:
            return True
        if "$ref" not in schema:
            return False
        schema = resolve(root, schema, ())[0]
    return False
