"""JSON Schemas to fields and named types: each schema is read where it stands, references become names."""

from collections.abc import Iterator
from typing import Any

from gazetteer.apis.limits import brief, limits
from gazetteer.apis.nodes import Whole, nodes
from gazetteer.apis.references import HOPS, MISSING, Keys, Where, keys_of, last_part, look_up
from gazetteer.apis.schemas import literal, text, type_name
from gazetteer.model.place import Place
from gazetteer.model.surface import Field, SchemaType

INLINE = 8
"""Schemas written inside one another are read this deep; what is deeper keeps its type only."""

MOST = 200_000
"""So many fields are read of one document: aliases of YAML can stand for any number of them."""

Schema = dict[str, Any]


class Shapes:
    """The schemas of one document.

    Args:
        root: the document.
        keys: where its named schemas stand, such as `components`, `schemas`.
        where: gives places.
    """

    def __init__(self, root: object, keys: Keys, where: Where) -> None:
        self._root = root
        self._keys = keys
        self._where = where
        self._names: dict[str, str] = {}
        self._at: dict[Keys, str] = {}
        self._ready: list[SchemaType] = []
        self._waiting: list[tuple[str, Keys, Schema]] = []
        self._taken: set[str] = set()
        self._left = MOST
        self._dates: dict[int, Keys] | None = None
        declared = look_up(root, keys)
        for name, schema in declared.items() if isinstance(declared, dict) else ():
            self._taken.add(name)
            self._declare(name, schema)

    @property
    def complete(self) -> bool:
        """False when there were more fields than are read."""
        return self._left > 0

    def _declare(self, name: str, schema: object) -> None:
        """A named schema; one that only refers to another file takes its place."""
        keys: Keys = (*self._keys, name)
        self._at[keys] = name
        for _ in range(HOPS):
            if not isinstance(schema, dict):
                return
            reference = schema.get("$ref")
            target = keys_of(reference) if isinstance(reference, str) and len(schema) == 1 else None
            if not target or target[:-1] == self._keys or target in self._at:
                break
            found = look_up(self._root, target)
            if found is MISSING:
                break
            self._at[target] = name
            schema, keys = found, target
        if isinstance(schema, dict):
            self._waiting.append((name, keys, schema))

    def declare(self, name: str, keys: Keys, schema: Schema) -> None:
        """A schema that is called something although it stands elsewhere, such as the payload of a named message."""
        if name not in self._taken:
            self._taken.add(name)
            self._at[keys] = name
            self._waiting.append((name, keys, schema))

    def add(self, type_: SchemaType) -> None:
        """A type that is described in another language; the first of a name stays."""
        if type_.name not in self._taken:
            self._taken.add(type_.name)
            self._ready.append(type_)

    def called(self, keys: Keys) -> str:
        """The name of the type that stands at some keys; empty when that is none."""
        return self._at.get(keys, "")

    def name(self, reference: str) -> str:
        """What the target of a reference is called; it becomes a type of the surface."""
        known = self._names.get(reference)
        if known is None:
            known = self._names[reference] = self._named(reference)
        return known

    def _named(self, reference: str) -> str:
        keys = keys_of(reference)
        wanted = last_part(reference)
        if keys is None:
            return wanted
        if keys in self._at:
            return self._at[keys]
        schema = look_up(self._root, keys)
        if not isinstance(schema, dict):
            return wanted
        name, number = wanted, 1
        while name in self._taken:
            number += 1
            name = f"{wanted} {number}"
        self._taken.add(name)
        self._at[keys] = name
        self._waiting.append((name, keys, schema))
        return name

    def types(self) -> Iterator[SchemaType]:
        """The named schemas, then those that references lead to elsewhere, each once."""
        done = 0
        while done < len(self._waiting):
            name, keys, schema = self._waiting[done]
            done += 1
            yield self.named_type(name, keys, schema)
        yield from self._ready

    def named_type(self, name: str, keys: Keys, schema: Schema) -> SchemaType:
        """The type that a schema describes."""
        shape = self.shape(schema)
        return SchemaType(
            name=name,
            kind=shape.pop("type"),
            place=self._where(keys),
            description=text(schema.get("description")) or text(schema.get("title")),
            deprecated=schema.get("deprecated") is True,
            **shape,
        )

    def type(self, schema: object) -> str:
        """What to call a schema."""
        return type_name(schema, self.name)

    def field(self, name: str, schema: object, *, required: bool, depth: int = 0) -> Field:
        """A property."""
        self._left -= 1
        if not isinstance(schema, dict):
            return Field(name, self.type(schema), required)
        sunset = text(schema.get("x-sunset"))
        return Field(
            name=name,
            required=required,
            description=text(schema.get("description")),
            deprecated=schema.get("deprecated") is True,
            sunset=sunset,
            place=self._dated(schema) if sunset else None,
            **self.shape(schema, depth),
        )

    def _dated(self, schema: Schema) -> Place | None:
        """Where a schema with a date stands: so few have one that the document is searched for them only then."""
        if self._dates is None:
            whole = Whole(self._root if isinstance(self._root, dict) else {})
            self._dates = {id(n.value): n.keys for n in nodes(whole, frozenset({"x-sunset"}))}
        keys = self._dates.get(id(schema))
        return None if keys is None else self._where(keys)

    def shape(self, schema: object, depth: int = 0) -> dict[str, Any]:
        """What a `Field` says of its schema, by the names of its attributes; those at their defaults are left out."""
        if not isinstance(schema, dict):
            return {"type": self.type(schema)}
        if len(schema) == 1 and isinstance(reference := schema.get("$ref"), str):
            name = self.name(reference)
            return {"type": name, "parts": (name,)}
        found: dict[str, Any] = {"type": self.type(schema)}
        core = _core(schema)
        if values := schema.get("enum", core.get("enum")):
            found["values"] = tuple(map(literal, values)) if isinstance(values, list) else ()
        if bounds := limits(schema):
            found["limits"] = bounds
        if "default" in schema:
            found["default"] = brief(schema["default"])
        if example := _example(schema):
            found["example"] = example
        if depth < INLINE and self._left > 0:
            self._members(core, found, depth)
        return found

    def _members(self, core: Schema, found: dict[str, Any], depth: int) -> None:
        parts: dict[str, None] = {}
        fields: list[Field] = []
        choices: list[Field] = []
        self._gather(core, parts, fields, choices, depth)
        if parts:
            found["parts"] = tuple(parts)
        if fields:
            found["fields"] = tuple(fields)
        if any(choice.parts or choice.fields or choice.choices for choice in choices):
            found["choices"] = tuple(choices)

    def _gather(
        self,
        schema: Schema,
        parts: dict[str, None],
        fields: list[Field],
        choices: list[Field],
        depth: int,
    ) -> None:
        """Adds what a schema and the parts of its `allOf` say; what they refer to is named."""
        if isinstance(reference := schema.get("$ref"), str):
            parts[self.name(reference)] = None
        properties = schema.get("properties")
        if isinstance(properties, dict) and properties:
            stated = schema.get("required")
            wanted = stated if isinstance(stated, list) else ()
            for name, value in properties.items():
                fields.append(self.field(name, value, required=name in wanted, depth=depth + 1))
        if isinstance(inner := schema.get("allOf"), list) and depth < INLINE:
            for part in inner:
                if isinstance(part, dict):
                    self._gather(_core(part), parts, fields, choices, depth + 1)
        for keyword in ("oneOf", "anyOf"):
            if isinstance(options := schema.get(keyword), list):
                choices += (
                    self.field("", option, required=False, depth=depth + 1)
                    for option in options
                    if not (isinstance(option, dict) and option.get("type") == "null")
                )


def _core(schema: Schema) -> Schema:
    """The schema whose members matter: of the entries of a list, of the values of a map, of the one alternative."""
    for _ in range(INLINE):
        inner = schema.get("items")
        if not isinstance(inner, dict) and "properties" not in schema:
            inner = schema.get("additionalProperties")
        if not isinstance(inner, dict):
            options = schema.get("oneOf", schema.get("anyOf"))
            left = (
                [o for o in options if o != {"type": "null"}] if isinstance(options, list) else []
            )
            inner = left[0] if len(left) == 1 and "properties" not in schema else None
        if not isinstance(inner, dict):
            break
        schema = inner
    return schema


def _example(schema: Schema) -> str:
    if "example" in schema:
        return brief(schema["example"])
    listed = schema.get("examples")
    if isinstance(listed, list) and listed:
        return brief(listed[0])
    return brief(schema["x-example"]) if "x-example" in schema else ""
