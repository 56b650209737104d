"""Schemas that no value can meet, or that leave out what their type must say."""

from collections.abc import Iterator

from gazetteer.apis.instances import has_type, is_number
from gazetteer.apis.nodes import Node
from gazetteer.apis.wording import Trouble, name_of, shown

keys = ("enum", "maximum", "maxLength", "maxItems", "maxProperties", "type")

_PAIRS = (
    ("minimum", "maximum"),
    ("minLength", "maxLength"),
    ("minItems", "maxItems"),
    ("minProperties", "maxProperties"),
)

_HIGH = frozenset(high for _, high in _PAIRS)


def rule(node: Node) -> Iterator[Trouble]:
    """Bounds leave room, members of an enumeration have the stated type, lists say of what (before 3.1)."""
    value = node.value
    for low, high in _PAIRS if not _HIGH.isdisjoint(value) else ():
        least, most = value.get(low), value.get(high)
        if is_number(least) and is_number(most) and least > most:
            yield _wrong(node, high, f"allows nothing: `{low}` is {least}, `{high}` is {most}")
    kind = value.get("type")
    if not isinstance(kind, str):
        return
    values = value.get("enum")
    for index, member in enumerate(values if isinstance(values, list) else ()):
        if member is not None and not has_type(member, kind):
            words = f"has {shown(member)} among its values, but its type is {kind}"
            yield _wrong(node, ("enum", index), words)
    if kind == "array" and "items" not in value and _must_say_items(node):
        yield _wrong(node, "type", "is a list that does not say of what: it has no `items`")


def _must_say_items(node: Node) -> bool:
    """OpenAPI before 3.1 demands `items` of every list (Schema Object)."""
    return node.whole.dialect.startswith(("2", "3.0")) and "$ref" not in node.value


def _wrong(node: Node, key: str | tuple[str | int, ...], words: str) -> Trouble:
    where = node.keys
    keys = (*where, key) if isinstance(key, str) else (*where, *key)
    mend = "Correct the one or the other."
    return Trouble(
        keys, "contradiction", f"{name_of(where)} {words}", mend, kind="api-schema-contradictory"
    )
