"""Deprecation, sunset and stability of operations: what is promised about their end, and whether it is kept."""

from datetime import date

from gazetteer.apis.compare.nodes import Node
from gazetteer.apis.compare.oas import Operation
from gazetteer.apis.compare.result import Found

STABILITY = ("draft", "alpha", "beta", "stable")
"""Values of `x-stability-level`, from the least to the greatest promise; none is `stable`."""

EXPERIMENTAL = {"draft", "alpha"}
"""What may change at any time."""


def removed(found: Found, operation: Operation, today: date) -> None:
    """Notes that an operation is gone, by what was promised about its end."""
    index = found.operation(operation.name)
    _note_stability(found, index, operation.node)
    node = operation.node
    if operation.method == "WEBHOOK":
        found.tell("webhook-removed", index, node, None)
    elif node.mapping.get("deprecated") is not True:
        found.tell("operation-removed", index, node, None)
    elif not (sunset := node.text("x-sunset")):
        found.tell("operation-removed-after-deprecation", index, node, None)
    else:
        end = as_date(sunset)
        # A date that cannot be read protects nobody's trust in it: the operation counts as promised.
        what = "after" if end is not None and end <= today else "before"
        found.tell(f"operation-removed-{what}-sunset", index, node, None, sunset=sunset)


def compare(found: Found, index: int, old: Node, new: Node) -> None:
    """Notes changes of an operation's own promises."""
    _note_stability(found, index, old)
    was, is_now = (node.mapping.get("deprecated") is True for node in (old, new))
    if was != is_now:
        what = "operation-deprecated" if is_now else "operation-deprecation-removed"
        found.tell(what, index, old, new.get("deprecated") if is_now else new)
    _sunset(found, index, old, new, still=is_now)
    before, after = stability(old), stability(new)
    if STABILITY.index(after) < STABILITY.index(before):
        place = new.get("x-stability-level")
        found.tell(
            "stability-decreased", index, old, place if place.exists else new, old=before, new=after
        )


def _sunset(found: Found, index: int, old: Node, new: Node, *, still: bool) -> None:
    before, after = old.text("x-sunset"), new.text("x-sunset")
    if before == after:
        return
    if not before:
        found.tell("sunset-added", index, old, new.get("x-sunset"), new=after)
    elif not after:
        if still:
            found.tell("sunset-deleted", index, old.get("x-sunset"), new, old=before)
    else:
        first, second = as_date(before), as_date(after)
        earlier = first is not None and (second is None or second < first)
        what = "sunset-moved-earlier" if earlier else "sunset-moved-later"
        places = old.get("x-sunset"), new.get("x-sunset")
        found.tell(what, index, *places, old=before, new=after)


def stability(node: Node) -> str:
    """The stability that an operation claims; an unknown word promises what none promises."""
    stated = node.text("x-stability-level").lower()
    return stated if stated in STABILITY else "stable"


def _note_stability(found: Found, index: int, node: Node) -> None:
    if stability(node) in EXPERIMENTAL:
        found.experimental.add(index)


def as_date(text: str) -> date | None:
    """The day of an RFC 3339 date or timestamp; None when it is none."""
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None
