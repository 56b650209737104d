"""Avro schemas (JSON): records and enumerations as types (Apache Avro 1.12, Schema Declaration)."""

from collections.abc import Iterable, Iterator
from typing import Any

from gazetteer.apis.limits import brief
from gazetteer.apis.paths import mapping
from gazetteer.apis.references import Keys, Where
from gazetteer.apis.schemas import text
from gazetteer.apis.validation import told
from gazetteer.apis.wording import Trouble, shown
from gazetteer.model.fault import Fault
from gazetteer.model.surface import Field, SchemaType, Surface

PRIMITIVE = frozenset(["null", "boolean", "int", "long", "float", "double", "bytes", "string"])
NAMED = frozenset(["record", "error", "enum", "fixed"])
DEPTH = 60
"""Schemas nested deeper are passed over: no person wrote them."""


def surface(document: object, where: Where) -> Surface:
    """The named types of a schema, in the order in which they are first written."""
    root = mapping(document)
    return Surface(
        format="avro",
        title=text(root.get("name")),
        description=text(root.get("doc")),
        types=tuple(types(document, (), where)),
        complete=isinstance(document, dict | list | str),
    )


def types(schema: object, keys: Keys, where: Where) -> Iterable[SchemaType]:
    """The named types of a schema that stands at some keys, each once."""
    found = {full: _type(full, one, here, where) for full, here, one in _named(schema, keys, "", 0)}
    return found.values()


def problems(document: object, where: Where, joining: Iterable[Trouble] = ()) -> Iterator[Fault]:
    """Types that are neither primitive nor defined, named types without a name, records without fields."""
    return told((*joining, *_problems(document)), where)


def _named(
    schema: object, keys: Keys, space: str, depth: int
) -> Iterator[tuple[str, Keys, dict[str, Any]]]:
    """Full name, keys and schema of each named type."""
    if depth > DEPTH:
        return
    if isinstance(schema, list):
        for index, branch in enumerate(schema):
            yield from _named(branch, (*keys, index), space, depth + 1)
    if not isinstance(schema, dict):
        return
    if text(schema.get("type")) in NAMED:
        full = _full(text(schema.get("name")), text(schema.get("namespace")) or space)
        space = full.rpartition(".")[0]
        if full:
            yield full, keys, schema
    fields = schema.get("fields")
    for index, field in enumerate(fields if isinstance(fields, list) else ()):
        if isinstance(field, dict):
            yield from _named(field.get("type"), (*keys, "fields", index, "type"), space, depth + 1)
    for key in ("items", "values", "type"):
        if isinstance(schema.get(key), dict | list):
            yield from _named(schema[key], (*keys, key), space, depth + 1)


def _full(name: str, space: str) -> str:
    """A name with its namespace (specification, Names)."""
    return f"{space}.{name}" if name and space and "." not in name else name


def _type(full: str, schema: dict[str, Any], keys: Keys, where: Where) -> SchemaType:
    symbols = schema.get("symbols")
    fields = schema.get("fields")
    return SchemaType(
        name=full.rpartition(".")[2],
        kind=text(schema.get("type")),
        place=where(keys),
        description=text(schema.get("doc")),
        fields=tuple(
            _field(field)
            for field in (fields if isinstance(fields, list) else ())
            if isinstance(field, dict)
        ),
        values=tuple(map(text, symbols)) if isinstance(symbols, list) else (),
        default=text(schema.get("default")),
    )


def _field(field: dict[str, Any]) -> Field:
    aliases = field.get("aliases")
    stated = field.get("type")
    name = _name(stated, 0)
    known = name.rstrip("?").removesuffix("[]").removeprefix("map of ")
    return Field(
        name=text(field.get("name")),
        type=name,
        # A field without default must be written (specification, Records): readers rely on it.
        required="default" not in field,
        description=text(field.get("doc")),
        default=brief(field["default"]) if "default" in field else "",
        limits=(f"also called {', '.join(map(text, aliases))}",)
        if isinstance(aliases, list) and aliases
        else (),
        parts=(known,) if known not in PRIMITIVE and " " not in known else (),
    )


def _name(schema: object, depth: int) -> str:
    """What to call a schema: `long (timestamp-millis)`, `Order[]`, `string?` for a union with null."""
    if depth > DEPTH:
        return "…"
    if isinstance(schema, str):
        return schema.rpartition(".")[2]
    if isinstance(schema, list):
        names = [_name(branch, depth + 1) for branch in schema if branch != "null"]
        return " | ".join(names) + ("?" if "null" in schema else "")
    return _complex_name(mapping(schema), depth)


def _complex_name(schema: dict[str, object], depth: int) -> str:
    kind = schema.get("type")
    if kind == "array":
        return f"{_name(schema.get('items'), depth + 1)}[]"
    if kind == "map":
        return f"map of {_name(schema.get('values'), depth + 1)}"
    if text(kind) in NAMED:
        return text(schema.get("name")) or str(kind)
    logical = text(schema.get("logicalType"))
    inner = _name(kind, depth + 1) if isinstance(kind, str | list | dict) else "any"
    return f"{inner} ({logical})" if logical else inner


def _problems(document: object) -> Iterator[Trouble]:
    defined = {full for full, _, _ in _named(document, (), "", 0)}
    yield from _wrong(document, (), "", defined, 0)


def _wrong(
    schema: object, keys: Keys, space: str, defined: set[str], depth: int
) -> Iterator[Trouble]:
    """What is wrong with a schema and those within it."""
    if depth > DEPTH:
        return
    if isinstance(schema, str):
        if schema not in PRIMITIVE and not {schema, _full(schema, space)} & defined:
            yield Trouble(
                keys,
                "unknown-type",
                f"`{schema[:80]}` is neither a primitive type nor defined in this schema",
                "Define it before it is used, or correct the name.",
            )
    elif isinstance(schema, list):
        for index, branch in enumerate(schema):
            yield from _wrong(branch, (*keys, index), space, defined, depth + 1)
    elif isinstance(schema, dict):
        yield from _wrong_mapping(schema, keys, space, defined, depth)
    else:
        yield Trouble(
            keys, "type", f"a schema must be a name, a list or a mapping, not {shown(schema)}"
        )


def _wrong_mapping(
    schema: dict[str, Any], keys: Keys, space: str, defined: set[str], depth: int
) -> Iterator[Trouble]:
    kind = schema.get("type")
    if text(kind) in NAMED:
        full = _full(text(schema.get("name")), text(schema.get("namespace")) or space)
        if not full:
            yield Trouble(keys, "missing-key", f"this {kind} has no `name`, which it must have")
        space = full.rpartition(".")[0]
    wanted = {"record": "fields", "error": "fields", "enum": "symbols", "array": "items"}
    wanted |= {"map": "values", "fixed": "size"}
    if isinstance(kind, str) and kind in wanted:
        key = wanted[kind]
        if key not in schema:
            yield Trouble(keys, "missing-key", f"this {kind} has no `{key}`, which it must have")
        elif key in {"items", "values"}:
            yield from _wrong(schema[key], (*keys, key), space, defined, depth + 1)
    elif kind is None:
        yield Trouble(keys, "missing-key", "this schema has no `type`, which it must have")
    else:
        yield from _wrong(kind, (*keys, "type"), space, defined, depth + 1)
    fields = schema.get("fields")
    for index, field in enumerate(fields if isinstance(fields, list) else ()):
        here = (*keys, "fields", index)
        if not isinstance(field, dict) or not text(field.get("name")):
            yield Trouble(here, "missing-key", "a field must be a mapping with a `name`")
        else:
            yield from _wrong(field.get("type"), (*here, "type"), space, defined, depth + 1)
