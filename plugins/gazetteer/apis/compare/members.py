"""Differences of two schemas in their members: properties, what is required, list members, unknown properties."""

from typing import TYPE_CHECKING

from gazetteer.apis.compare.deltas import Delta
from gazetteer.apis.compare.endings import gone
from gazetteer.apis.compare.nodes import Node
from gazetteer.apis.compare.shapes import Shape, Shapes
from gazetteer.model.change import Level

if TYPE_CHECKING:
    from gazetteer.apis.compare.pairs import Pair, Pairs

_LEADING = {
    *("$ref", "allOf", "oneOf", "anyOf", "properties", "additionalProperties"),
    *("items", "prefixItems", "patternProperties", "not", "if"),
}
"""Keywords through which a schema leads to others."""


def compare(pair: "Pair", pairs: "Pairs") -> None:
    """Notes the differences in the pair, and asks for the pairs of members that both versions have."""
    old, new = pair.old, pair.new
    if bool(old.branches) != bool(new.branches):
        return  # compared with the alternative that it matches
    if old.properties or new.properties or old.required or new.required:
        _properties(pair, pairs)
    if (old.closed is None) != (new.closed is None):
        pair.tell(
            "closed" if new.closed else "opened", old.closed or old.node, new.closed or new.node
        )
    if old.additional and new.additional:
        _descend(pair, pairs, "*", old.additional, new.additional)
    if old.items and new.items:
        _descend(pair, pairs, "[]", old.items, new.items)
    for before, after in zip(old.prefix, new.prefix, strict=False):
        _descend(pair, pairs, "[]", before, after)


def _descend(pair: "Pair", pairs: "Pairs", step: str, old: Node, new: Node) -> None:
    role = "property" if step == "*" else pair.role
    pair.edges.append((step, pairs.pair(old, new, pair.side, role)))


def _properties(pair: "Pair", pairs: "Pairs") -> None:
    old, new = pair.old, pair.new
    unseen = {"request": "readOnly", "received": "readOnly"}.get(
        pair.side, "writeOnly" if pair.is_given else ""
    )
    before, after = _seen(old, pairs.old, unseen), _seen(new, pairs.new, unseen)
    for name, node in before.items():
        if name not in after:
            _removed(pair, pairs, name, node)
        elif not is_same_leaf(node.value, after[name].value):
            pair.edges.append((name, pairs.pair(node, after[name], pair.side, "property")))
    for name in dict.fromkeys((*before, *after, *old.required, *new.required)):
        hidden = name not in before and name not in after
        if hidden and (name in old.properties or name in new.properties):
            continue  # the other side's affair
        if name in after and name not in before:
            what = "required-property-added" if name in new.required else "optional-property-added"
            _tell(pair, what, name, old.node, after[name])
        elif name in after or hidden:
            _requiredness(pair, name)


def is_same_leaf(old: object, new: object) -> bool:
    """Whether two schemas are equal and lead nowhere: most are, and need no pair."""
    return isinstance(old, dict) and _LEADING.isdisjoint(old) and old == new


def _seen(shape: Shape, shapes: Shapes, unseen: str) -> dict[str, Node]:
    """The properties that count on this side: nobody sends what is read-only, nobody gets what is write-only."""
    if not unseen:
        return shape.properties
    return {
        name: node
        for name, node in shape.properties.items()
        if not (isinstance(node.value, dict) and _says(shapes, node, unseen))
    }


def _says(shapes: Shapes, node: Node, keyword: str) -> bool:
    """Whether a schema says that it is read-only or write-only; most say so themselves or not at all."""
    if _LEADING.isdisjoint(node.value):
        return node.value.get(keyword) is True
    return shapes.of(node).says(keyword)


def _removed(pair: "Pair", pairs: "Pairs", name: str, node: Node) -> None:
    properties = pair.new.node.get("properties")
    now = properties if properties.exists else pair.new.node
    fate, words = gone(pairs.old.of(node).ending, pairs.today)
    what, level = "property-removed", None
    if pair.is_given:
        what = f"{'required' if name in pair.old.required else 'optional'}-{what}"
    elif pair.new.closed is not None and not fate:
        level = Level.BREAKING
    _tell(pair, f"{what}{fate}", name, node, now, level=level, **words)


def _requiredness(pair: "Pair", name: str) -> None:
    was, is_now = pair.old.required.get(name), pair.new.required.get(name)
    if was is None and is_now is not None:
        _tell(pair, "property-became-required", name, pair.old.node, is_now)
    elif was is not None and is_now is None:
        _tell(pair, "property-became-optional", name, was, pair.new.node)


def _tell(
    pair: "Pair",
    what: str,
    name: str,
    /,
    old: Node,
    new: Node,
    *,
    level: Level | None = None,
    **words: str,
) -> None:
    delta = Delta(f"{pair.side}-{what}", what, old, new, {"name": name, **words}, name, level)
    pair.deltas.append(delta)
