"""One walk over everything in a document, in which data is told from description."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import msgspec

from gazetteer.apis.references import MOUNT, Keys

DEEP = 200
"""Descriptions nested deeper than this are refused: no person wrote them."""

_NAMES = {"properties", "patternProperties", "definitions", "$defs", "dependentSchemas", "schemas"}
_NAMES |= {"parameters", "responses", "headers", "requestBodies", "callbacks", "links", "pathItems"}
_NAMES |= {"securitySchemes", "messages", "channels", "operations", "messageTraits", MOUNT}
_DATA = {"example", "default", "enum", "const"}
"""Keys of mappings from free names to descriptions; keys below which stands data, in which `$ref` is just a word."""

Chain = tuple[Any, str | int] | None


@dataclass(frozen=True)
class Whole:
    """A document under judgement.

    Attributes:
        value: the document.
        dialect: its version of OpenAPI, such as `3.0.3`; empty for other formats.
        known: targets of references that were looked up before, by resource and reference.
    """

    value: dict[str, Any]
    dialect: str = ""
    known: dict[tuple[int, str], object] = field(default_factory=dict)


class Node(msgspec.Struct, frozen=True):
    """A mapping of the document that describes something: no data, no mapping of free names.

    Attributes:
        value: the mapping.
        way: how it is reached.
        root: the resource that `#` means here.
        whole: the document.
    """

    value: dict[str, Any]
    way: Chain
    root: Any
    whole: Whole

    @property
    def keys(self) -> Keys:
        """Where it stands."""
        return keys_to(self.way)


def nodes(whole: Whole, wanted: frozenset[str]) -> Iterator[Node]:
    """Every node that has one of the wanted keys.

    Raises:
        TooDeepError: the document is nested deeper than `DEEP`.
    """
    document = whole.value
    # (value, way to it, depth, its keys are free names, the resource that `#` means)
    pending: list[tuple[Any, Chain, int, bool, Any]] = [(document, None, 0, False, document)]
    while pending:
        value, way, depth, names, root = pending.pop()
        if depth > DEEP:
            raise TooDeepError(keys_to(way)[:8])
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
            if not wanted.isdisjoint(value):
                yield Node(value, way, root, whole)
        for key, inner in value.items():
            if isinstance(inner, dict | list) and (names or not is_data(key, inner)):
                pending.append(
                    (inner, (way, key), depth + 1, not names and is_names(key, inner), root)
                )


class TooDeepError(Exception):
    """A document is nested deeper than any person would write; the argument is where."""


def is_names(key: str, value: object) -> bool:
    """Whether a key holds a mapping from free names to descriptions."""
    return key in _NAMES and isinstance(value, dict)


def is_data(key: str, value: object) -> bool:
    """Whether a key holds data, in which `$ref` is just a word."""
    if key == "examples":
        return not _is_example_map(value)
    return (
        key in _DATA
        or key == "value"
        or (key.startswith("x-") and key not in {MOUNT, "x-webhooks"})
    )


def _is_example_map(value: object) -> bool:
    """Whether `examples` are Example Objects by name (OpenAPI 3) and not bare data (JSON Schema, Swagger 2.0)."""
    return isinstance(value, dict) and all(
        isinstance(example, dict)
        and example.keys() & {"$ref", "value", "externalValue", "summary", "dataValue"}
        for example in value.values()
    )


def keys_to(way: Chain) -> Keys:
    """The keys of a way."""
    keys: list[str | int] = []
    while way is not None:
        way, key = way
        keys.append(key)
    return tuple(reversed(keys))
