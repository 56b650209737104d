"""Deprecation, sunset and stability of operations: what is promised about their end, and whether it is kept."""

from datetime import date

from gazetteer.apis.compare.endings import ending, gone, promises
from gazetteer.apis.compare.found import Found
from gazetteer.apis.compare.nodes import Node
from gazetteer.apis.compare.oas import Operation

STABILITY = ("draft", "alpha", "beta", "stable")
"""Values of `x-stability-level`, from the least to the greatest promise; none is `stable`."""

EXPERIMENTAL = {"draft", "alpha"}
"""What may change at any time."""


def removed(found: Found, operation: Operation, today: date) -> None:
    """Notes that an operation is gone, by what was promised about its end."""
    index = found.operation(operation.name)
    _note_stability(found, index, operation.node)
    what = "webhook" if operation.method == "WEBHOOK" else "operation"
    fate, words = gone(ending(operation.node), today)
    found.tell(f"{what}-removed{fate}", index, operation.node, None, **words)


def compare(found: Found, index: int, old: Node, new: Node) -> None:
    """Notes changes of an operation's own promises."""
    _note_stability(found, index, old)
    for what, before, after, words in promises(ending(old), ending(new)):
        rule = what if what.startswith("sunset") else f"operation-{what}"
        found.tell(rule, index, before, after, **words)
    names = old.text("operationId"), new.text("operationId")
    if all(names) and names[0] != names[1]:
        places = old.get("operationId"), new.get("operationId")
        found.tell("operation-id-changed", index, *places, old=names[0], new=names[1])
    levels = stability(old), stability(new)
    if STABILITY.index(levels[1]) < STABILITY.index(levels[0]):
        place = new.get("x-stability-level")
        words = {"old": levels[0], "new": levels[1]}
        found.tell("stability-decreased", index, old, place if place.exists else new, **words)


def stability(node: Node) -> str:
    """The stability that an operation claims; an unknown word promises what none promises."""
    stated = node.text("x-stability-level").lower()
    return stated if stated in STABILITY else "stable"


def _note_stability(found: Found, index: int, node: Node) -> None:
    if stability(node) in EXPERIMENTAL:
        found.experimental.add(index)
