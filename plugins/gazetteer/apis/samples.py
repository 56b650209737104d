"""Sample values made from a surface: what its author gave as examples, else what its types allow."""

import json
from collections.abc import Iterable, Mapping
from typing import Protocol

import msgspec

from gazetteer.model.surface import Field, SchemaType

DEPTH = 4
"""Objects within objects are made this deep."""
MOST = 40
"""So many members a sample has in all; large types show what is required first."""

_FORMATS = {
    "uuid": "3fa85f64-5717-4562-b3fc-2c963f66afa6",
    "date": "2026-01-31",
    "date-time": "2026-01-31T12:00:00Z",
    "time": "12:00:00Z",
    "duration": "PT1H",
    "email": "ada@mail.example",
    "uri": "https://site.example/",
    "uri-reference": "/path",
    "url": "https://site.example/",
    "hostname": "host.example",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "byte": "c2FtcGxl",
}
_NUMBERS = ("integer", "int", "long", "uint", "sint", "fixed", "sfixed", "Int")
_JSON = json.JSONEncoder(ensure_ascii=False).encode
_REALS = ("number", "float", "double", "Float")


class Shape(Protocol):
    """What fields, parameters, bodies and types have in common."""

    @property
    def parts(self) -> tuple[str, ...]:
        """Types whose fields it has."""
        ...

    @property
    def fields(self) -> tuple[Field, ...]:
        """Members written in place."""
        ...

    @property
    def choices(self) -> tuple[Field, ...]:
        """Shapes of which it has one."""
        ...

    @property
    def values(self) -> tuple[str, ...]:
        """Members of an enumeration."""
        ...

    @property
    def example(self) -> str:
        """An example as its author wrote it."""
        ...


class Samples:
    """Samples of one surface.

    Args:
        types: of the surface, by name.
    """

    def __init__(self, types: Mapping[str, SchemaType]) -> None:
        self._types = types
        self._left = 0

    def text(self, shape: Shape, type_: str, leave_out: str) -> str:
        """A sample of a message as indented JSON; empty when nothing is known of it.

        Args:
            shape: of the message.
            type_: its readable type.
            leave_out: `read only` for what is sent, `write only` for what comes back.
        """
        if shape.example:
            return _indented(shape.example)
        self._left = MOST
        made = self._sample(shape, type_, leave_out, ())
        return _laid_out(made) if made not in (None, "", {}) else ""

    def scalar(self, shape: Shape, type_: str) -> str:
        """A sample of a parameter as it stands in a URL; empty when nothing better than its type is known."""
        of_parts = self._of_parts(shape) if shape.parts else ()
        for example in (shape.example, *shape.values[:1], *of_parts):
            if example and example[0] not in "[{":
                return example
        return _FORMATS.get(type_.partition(" (")[2].rstrip("?)"), "")

    def _of_parts(self, shape: Shape) -> Iterable[str]:
        for name in shape.parts:
            if named := self._types.get(name):
                yield from (named.example, *named.values[:1])

    def _sample(self, shape: Shape, type_: str, leave_out: str, above: tuple[str, ...]) -> object:
        type_ = type_.removesuffix("?").removesuffix("!")
        if shape.example:
            return _value(shape.example, type_)
        if type_.endswith("[]"):
            inner = self._sample(shape, type_[:-2].strip("()"), leave_out, above)
            return [] if inner is None else [inner]
        if shape.values:
            return _value(shape.values[0], type_)
        if type_.startswith("map of "):
            return {"key": self._sample(shape, type_[7:], leave_out, above)}
        if not (shape.parts or shape.fields or shape.choices):
            return _scalar(type_)
        return self._object(shape, leave_out, above)

    def _object(self, shape: Shape, leave_out: str, above: tuple[str, ...]) -> object:
        if shape.choices and not shape.fields:
            return self._sample(shape.choices[0], shape.choices[0].type, leave_out, above)
        made: dict[str, object] = {}
        for name in shape.parts:
            named = self._types.get(name)
            inner = None
            if named is not None and name not in above and len(above) < DEPTH:
                inner = self._sample(named, named.kind, leave_out, (*above, name))
            if not isinstance(inner, dict):
                return inner if inner is not None else made or None
            made.update(inner)
        made.update(self._members(shape.fields, leave_out, above))
        return made

    def _members(
        self, fields: tuple[Field, ...], leave_out: str, above: tuple[str, ...]
    ) -> dict[str, object]:
        made: dict[str, object] = {}
        if len(above) > DEPTH:
            return made
        shown = [f for f in fields if leave_out not in f.limits and not f.deprecated]
        if len(shown) > 12 or len(above) > 1:
            shown = [f for f in shown if f.required] or shown[:6]
        for field in shown:
            if self._left <= 0:
                break
            self._left -= 1
            sample = self._sample(field, field.type, leave_out, above)
            if sample is not None:
                made[field.name] = sample
        return made


def _scalar(type_: str) -> object:
    name, _, form = type_.partition(" (")
    if name.startswith(_NUMBERS):
        return 1
    if name.startswith(_REALS):
        return 1.5
    if name in {"boolean", "bool", "Boolean"}:
        return True
    if name in {"object", "any"}:
        return {}
    return _FORMATS.get(form.rstrip(")"), "text")


def _value(written: str, type_: str) -> object:
    """An example or member as a value: texts are kept bare in a surface, everything else as JSON."""
    if type_.startswith("string"):
        return written
    try:
        return json.loads(written)
    except ValueError:
        return written


def _indented(written: str) -> str:
    try:
        return _laid_out(json.loads(written))
    except ValueError:
        return written


def _laid_out(value: object) -> str:
    """A value as `json.dumps(value, indent=2)` writes it, which is slow and leaves circles of functions behind."""
    try:
        return msgspec.json.format(_JSON(value), indent=2)
    except ValueError:  # NaN, or half a surrogate pair
        return json.dumps(value, indent=2, ensure_ascii=False)
