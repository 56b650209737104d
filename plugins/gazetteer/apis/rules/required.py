"""Required properties that are nowhere described."""

from collections.abc import Iterator

from gazetteer.apis.nodes import Node
from gazetteer.apis.wording import Trouble, name_of

keys = ("required",)

_ELSEWHERE = ("allOf", "anyOf", "oneOf", "$ref", "patternProperties", "if")
_PARTS = frozenset(["allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas"])


def rule(node: Node) -> Iterator[Trouble]:
    """Each name in `required` is a property; parts of a composed schema may rely on the other parts."""
    value = node.value
    names, properties = value["required"], value.get("properties")
    if not isinstance(names, list) or not isinstance(properties, dict):
        return
    if any(key in value for key in _ELSEWHERE):
        return
    where = None
    for index, name in enumerate(names):
        if isinstance(name, str) and name not in properties:
            where = where or node.keys
            if not _PARTS.isdisjoint(map(str, where)):
                return
            yield Trouble(
                (*where, "required", index),
                "required",
                f"{name_of(where)} requires `{name[:80]}`, which is not among its properties",
                "Describe the property, or correct the name.",
                kind="api-required-unknown",
            )
