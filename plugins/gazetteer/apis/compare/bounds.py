"""Lower and upper limits of schemas: numbers, lengths, counts."""

from typing import NamedTuple

from gazetteer.apis.compare.nodes import Node


class Bound(NamedTuple):
    """One limit.

    Attributes:
        value: of the limit.
        is_open: whether the value itself is out of reach.
        node: where it is stated.
    """

    value: float
    is_open: bool
    node: Node


Bounds = dict[str, Bound]
"""Rule word (`max-length`) -> the limit."""

UPPER = {
    "maximum": "max",
    "maxLength": "max-length",
    "maxItems": "max-items",
    "maxProperties": "max-properties",
}
LOWER = {
    "minimum": "min",
    "minLength": "min-length",
    "minItems": "min-items",
    "minProperties": "min-properties",
}


_KEYWORDS = {*UPPER, *LOWER, "exclusiveMaximum", "exclusiveMinimum"}


def bounds_of(schema: Node) -> Bounds:
    """The limits a schema states; both spellings of exclusive limits (draft 4 and draft 6) are one."""
    found: Bounds = {}
    value = schema.value
    if _KEYWORDS.isdisjoint(value):
        return found
    for keyword, word in (UPPER | LOWER).items():
        if is_number(value.get(keyword)):
            exclusive = value.get(_exclusive(keyword)) is True
            found[word] = Bound(value[keyword], exclusive, schema.get(keyword))
    for keyword in ("maximum", "minimum"):
        exclusive_value = value.get(_exclusive(keyword))
        if is_number(exclusive_value):
            bound = Bound(exclusive_value, True, schema.get(_exclusive(keyword)))
            found = tighter(found, {(UPPER | LOWER)[keyword]: bound})
    # No length and no count is less than nothing.
    return {w: b for w, b in found.items() if not (b.value == 0 and w.startswith("min-"))}


def tighter(one: Bounds, other: Bounds) -> Bounds:
    """The limits of a value that must keep both."""
    if not other:
        return one
    merged = dict(one)
    for word, bound in other.items():
        known = merged.get(word)
        if known is None or compare(word, known, bound) < 0:
            merged[word] = bound
    return merged


def compare(word: str, old: Bound, new: Bound) -> int:
    """Negative when the new limit is tighter, positive when it is looser, 0 when it is the same."""
    before, after = _rank(word, old), _rank(word, new)
    return (
        (before < after) - (before > after)
        if word.startswith("max")
        else (before > after) - (before < after)
    )


def is_number(value: object) -> bool:
    """Whether a value is a number, which `true` is not."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def _rank(word: str, bound: Bound) -> tuple[float, bool]:
    """Greater is later on the number line."""
    return bound.value, (not bound.is_open) if word.startswith("max") else bound.is_open


def _exclusive(keyword: str) -> str:
    return f"exclusive{keyword[:1].upper()}{keyword[1:]}"
