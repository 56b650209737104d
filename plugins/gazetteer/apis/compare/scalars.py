"""Differences of two schemas in what single values may be: type, null, enum, limits, pattern, format, default."""

from datetime import date
from typing import TYPE_CHECKING

from gazetteer.apis.compare.bounds import Bound
from gazetteer.apis.compare.bounds import compare as compared
from gazetteer.apis.compare.endings import ending, gone, promises
from gazetteer.apis.compare.nodes import Node
from gazetteer.apis.compare.shapes import Shape, Shapes
from gazetteer.apis.compare.spelling import literal

if TYPE_CHECKING:
    from gazetteer.apis.compare.pairs import Pair, Pairs

WIDER = {("int32", "int64"), ("float", "double")}
"""(narrow, wide) formats of the OpenAPI registry."""

SHOWN = 60
"""Characters of a value in a sentence."""


def compare(pair: "Pair", pairs: "Pairs") -> bool:
    """Notes the differences in the pair; false when the types have nothing in common, and so neither the members."""
    # A schema beside a list of alternatives is compared with the alternative that it matches.
    is_plain = bool(pair.old.branches) == bool(pair.new.branches)
    alike = not is_plain or _types(pair)
    if is_plain and alike:
        _enum(pair, pairs.today)
        _bounds(pair)
        _pattern(pair)
        _format(pair)
        _rest(pair)
    _conditions(pair)
    if not pair.is_inner:
        old, new = _nullable(pair.old, pairs.old), _nullable(pair.new, pairs.new)
        if None not in (old, new) and old != new:
            what = "became-nullable" if new else "became-not-nullable"
            pair.tell(what, *_at(pair, "nullable", "x-nullable", "type"))
        _default(pair)
        _lifecycle(pair)
    return alike or any(types is None for types in (pair.old.types, pair.new.types))


def _nullable(shape: Shape, shapes: Shapes) -> bool | None:
    """Whether null is allowed, also by an alternative."""
    if shape.branches and shape.nullable is not True:
        return any(shapes.of(branch).nullable for branch in shape.branches)
    return shape.nullable


def shown(value: object) -> str:
    """A value for a sentence."""
    text = literal(value)
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def _types(pair: "Pair") -> bool:
    """Notes a change of type; whether the types have enough in common for the rest to be compared."""
    old, new = pair.old, pair.new
    if old.types == new.types or old.branches:
        return True
    places = _at(pair, "type")
    words = {"old": _names(old.types), "new": _names(new.types)}
    if _accepts(new.types, old.types):
        pair.tell("type-widened", *places, **words)
        return new.types is not None
    if _accepts(old.types, new.types):
        pair.tell("type-narrowed", *places, **words)
        return old.types is not None
    pair.tell("type-changed", *places, **words)
    return False


def _accepts(wide: frozenset[str] | None, narrow: frozenset[str] | None) -> bool:
    if wide is None or narrow is None:
        return wide is None
    return all(name in wide or (name == "integer" and "number" in wide) for name in narrow)


def _names(types: frozenset[str] | None) -> str:
    if types is None:
        return "any"
    return " or ".join(sorted(types)) or "nothing"


def _enum(pair: "Pair", today: date) -> None:
    old, new = pair.old, pair.new
    if old.enum is None and new.enum is None:
        return
    if old.enum is None or new.enum is None:
        listed = ", ".join(old.enum or new.enum or ())[:SHOWN]
        if old.enum is None:
            pair.tell("became-enum", old.node, _first(new), new=listed)
        else:
            pair.tell("enum-removed", _first(old), new.node, old=listed)
        return
    for value, node in old.enum.items():
        if value not in new.enum:
            fate, words = gone(ending(node), today)
            pair.tell(
                f"enum-value-removed{fate}", node, new.node, value=shown(_value(node)), **words
            )
    for value, node in new.enum.items():
        if value not in old.enum and not _is_open(old, new):
            pair.tell("enum-value-added", old.node, node, value=shown(_value(node)))


def _value(listed: Node) -> object:
    """A listed value, which may stand in an alternative of its own (`oneOf` of `const`)."""
    return listed.mapping.get("const", listed.value)


def _is_open(old: Shape, new: Shape) -> bool:
    """Whether readers were told that more values may come (Zalando's `x-extensible-enum`)."""
    return "x-extensible-enum" in old.stated and "x-extensible-enum" in new.stated


def _first(shape: Shape) -> Node:
    return next(iter((shape.enum or {}).values()), shape.node)


def _bounds(pair: "Pair") -> None:
    old, new = pair.old.bounds, pair.new.bounds
    if old == new == {}:
        return
    for word in sorted({*old, *new}):
        before, after = old.get(word), new.get(word)
        if before is None and after is not None:
            pair.tell(f"{word}-set", pair.old.node, after.node, new=_limit(after))
        elif before is not None and after is None:
            pair.tell(f"{word}-unset", before.node, pair.new.node, old=_limit(before))
        elif before and after and (order := compared(word, before, after)):
            grew = (order > 0) == word.startswith("max")
            what = f"{word}-{'increased' if grew else 'decreased'}"
            pair.tell(what, before.node, after.node, old=_limit(before), new=_limit(after))


def _limit(bound: Bound) -> str:
    return f"{bound.value} (exclusive)" if bound.is_open else str(bound.value)


def _pattern(pair: "Pair") -> None:
    old, new = _stated(pair.old, "pattern"), _stated(pair.new, "pattern")
    if old == new:
        return
    what = "pattern-changed" if old and new else "pattern-added" if new else "pattern-removed"
    pair.tell(what, *_at(pair, "pattern"), **_filled(old=old[:SHOWN], new=new[:SHOWN]))


def _format(pair: "Pair") -> None:
    old, new = _stated(pair.old, "format"), _stated(pair.new, "format")
    if old == new:
        return
    if not old or not new:
        what = "format-added" if new else "format-removed"
    elif (old, new) in WIDER:
        what = "format-widened"
    else:
        what = "format-narrowed" if (new, old) in WIDER else "format-changed"
    pair.tell(what, *_at(pair, "format"), **_filled(old=old[:SHOWN], new=new[:SHOWN]))


def _rest(pair: "Pair") -> None:
    old, new = pair.old, pair.new
    if old.says("uniqueItems") != new.says("uniqueItems"):
        what = "unique-items-added" if new.says("uniqueItems") else "unique-items-removed"
        pair.tell(what, *_at(pair, "uniqueItems"))
    steps = _stated(old, "multipleOf"), _stated(new, "multipleOf")
    if steps[0] != steps[1]:
        words = {"old": steps[0] or "anything", "new": steps[1] or "anything"}
        pair.tell("multiple-of-changed", *_at(pair, "multipleOf"), **words)


def _default(pair: "Pair") -> None:
    old, new = pair.old, pair.new
    before, after = old.stated.get("default"), new.stated.get("default")
    if before is None and after is not None:
        pair.tell("default-added", old.node, after, new=shown(after.value))
    elif before is not None and after is None:
        pair.tell("default-removed", before, new.node, old=shown(before.value))
    elif before and after and literal(before.value) != literal(after.value):
        pair.tell("default-changed", before, after, old=shown(before.value), new=shown(after.value))


def _conditions(pair: "Pair") -> None:
    old, new = pair.old.conditions, pair.new.conditions
    names = sorted(key for key in {*old, *new} if old.get(key) != new.get(key))
    if names:
        pair.tell("condition-changed", *_at(pair, names[0]), names=", ".join(names))


def _lifecycle(pair: "Pair") -> None:
    for what, old, new, words in promises(pair.old.ending, pair.new.ending):
        pair.tell(what, old, new, **words)


def _stated(shape: Shape, keyword: str) -> str:
    node = shape.stated.get(keyword)
    return "" if node is None else str(node.value)


def _filled(**words: str) -> dict[str, str]:
    return {key: word for key, word in words.items() if word}


def _at(pair: "Pair", *keywords: str) -> tuple[Node, Node]:
    """Where both versions say something about a keyword, else the schemas."""
    return _keyword(pair.old.node, keywords), _keyword(pair.new.node, keywords)


def _keyword(node: Node, keywords: tuple[str, ...]) -> Node:
    return next((node.get(keyword) for keyword in keywords if keyword in node.mapping), node)
