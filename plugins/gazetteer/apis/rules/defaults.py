"""Defaults that the type beside them refuses."""

from collections.abc import Iterator
from typing import Any

from gazetteer.apis.instances import TYPES
from gazetteer.apis.nodes import Node
from gazetteer.apis.wording import Trouble, name_of, shown

keys = ("default",)


def rule(node: Node) -> Iterator[Trouble]:
    """The default of a schema or Swagger parameter has the one type that is stated."""
    if not _fits(node.value):
        where = node.keys
        yield Trouble(
            (*where, "default"),
            "default",
            f"The default of {name_of(where)} is {shown(node.value['default'])}, "
            f"but its type is {node.value['type']}",
            "Make the default a value of that type, or remove it.",
        )


def _fits(schema: dict[str, Any]) -> bool:
    value, wanted = schema["default"], TYPES.get(str(schema.get("type")))
    if wanted is None or (value is None and (schema.get("nullable") or schema.get("x-nullable"))):
        return True
    if isinstance(value, bool):
        return wanted is bool
    if schema["type"] == "integer" and isinstance(value, float):
        return value.is_integer()
    return isinstance(value, wanted)
