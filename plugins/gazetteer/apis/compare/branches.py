"""Alternatives (`oneOf`, `anyOf`) of two schemas: matched by reference, then by discriminator, then by structure."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from gazetteer.apis.compare.nodes import Node
from gazetteer.apis.compare.shapes import Shape, Shapes
from gazetteer.apis.compare.spelling import literal
from gazetteer.apis.references import last_part

if TYPE_CHECKING:
    from gazetteer.apis.compare.pairs import Pair, Pairs

MOST = 200
"""More alternatives are matched by reference only: structure is compared for each two of them."""

Matched = list[tuple[Node, Node]]


def compare(pair: "Pair", pairs: "Pairs") -> None:
    """Notes alternatives that came and went, and asks for the pairs of those that both versions have."""
    old, new = pair.old, pair.new
    if not old.branches and not new.branches:
        return
    before, after = _branches(old), _branches(new)
    matched, gone, come = match(before, after, pairs)
    if not matched and not (old.branches and new.branches):
        what = "type-changed" if before and after else "type-narrowed" if after else "type-widened"
        pair.tell(what, old.node, new.node, old=_all(before, pairs.old), new=_all(after, pairs.new))
        return
    is_inner = not (old.branches and new.branches)
    for one, other in matched:
        found = pairs.pair(one, other, pair.side, pair.role, is_inner=is_inner)
        pair.edges.append(("", found))
    for node in gone:
        if not any(_covered(pairs.old.of(node), pairs.new.of(other)) for _, other in matched):
            value = _called(node, pairs.old)
            pair.tell(f"{_kind(old)}-removed", node, new.node, value=value)
    for node in come:
        if not any(_covered(pairs.new.of(node), pairs.old.of(other)) for other, _ in matched):
            pair.tell(f"{_kind(new)}-added", old.node, node, value=_called(node, pairs.new))
    if matched and not old.branches and new.choice == "oneOf":
        pair.tell("type-wrapped-in-one-of", old.node, new.node)
    if old.discriminator and new.discriminator and old.discriminator != new.discriminator:
        words = {"old": old.discriminator, "new": new.discriminator}
        pair.tell("discriminator-changed", old.node, new.node, **words)


def _kind(shape: Shape) -> str:
    return "any-of" if shape.choice == "anyOf" else "one-of"


def _all(nodes: tuple[Node, ...], shapes: Shapes) -> str:
    return " or ".join(_called(node, shapes) for node in nodes[:8]) or "of any type"


def _branches(shape: Shape) -> tuple[Node, ...]:
    """The alternatives; a schema without any is the one alternative to itself, unless it says nothing."""
    if shape.branches:
        return shape.branches
    return (shape.node,) if shape.types is not None or shape.enum is not None else ()


def match(
    before: tuple[Node, ...], after: tuple[Node, ...], pairs: "Pairs"
) -> tuple[Matched, list[Node], list[Node]]:
    """The alternatives that belong together, those of the old version that are left, those of the new one."""
    gone, come = list(before), list(after)
    matched: Matched = []
    keys: list[Callable[[Node, Shapes], str]] = [_by_name, _by_text]
    if len(gone) <= MOST and len(come) <= MOST:
        keys += [_by_form, _by_types]
    for key in keys:
        found: dict[str, list[Node]] = {}
        for node in come:
            found.setdefault(key(node, pairs.new), []).append(node)
        old_keys = [key(node, pairs.old) for node in gone]
        for name, node in zip(old_keys, list(gone), strict=True):
            others = found.get(name, []) if name else []
            sure = key is not _by_types or (len(others) == 1 and old_keys.count(name) == 1)
            if others and sure:
                other = others.pop(0)
                matched.append((node, other))
                gone.remove(node)
                come.remove(other)
    return matched, gone, come


def _by_name(node: Node, _shapes: Shapes) -> str:
    return last_part(node.text("$ref")) if "$ref" in node.mapping else ""


def _by_text(node: Node, _shapes: Shapes) -> str:
    return literal(node.value) if isinstance(node.value, dict) else ""


def _by_form(node: Node, shapes: Shapes) -> str:
    """What tells alternatives of one kind apart: their constants, else their members, else type and values."""
    shape = shapes.of(node)
    constants = [
        f"{name}={','.join(inner.enum)}"
        for name, member in sorted(shape.properties.items())
        if name in shape.required and (inner := shapes.of(member)).enum and len(inner.enum) == 1
    ]
    if constants:
        return "; ".join(constants)
    if shape.properties:
        return f"object {','.join(sorted(shape.properties))}"
    inside = sorted(shapes.of(shape.items).types or ()) if shape.items else []
    named = last_part(shape.items.text("$ref")) if shape.items else ""
    return f"{sorted(shape.types or ())} {sorted(shape.enum or ())} {inside} {named}"


def _by_types(node: Node, shapes: Shapes) -> str:
    types = shapes.of(node).types
    return ",".join(sorted(types)) if types else ""


def _covered(one: Shape, other: Shape) -> bool:
    """Whether plain values of one alternative are values of the other: a list of values beside their whole type."""
    if one.types is None or other.types is None or one.types != other.types:
        return False
    if other.enum is not None:
        return one.enum is not None and one.enum.keys() <= other.enum.keys()
    plain = {"string", "integer", "number", "boolean"}
    return one.types <= plain and not other.bounds and "pattern" not in other.stated


def _called(node: Node, shapes: Shapes) -> str:
    if "$ref" in node.mapping:
        return f"`{last_part(node.text('$ref'))}`"
    shape = shapes.of(node)
    if shape.enum:
        return ", ".join(shape.enum)[:60]
    return " or ".join(sorted(shape.types or ())) or "of any type"
