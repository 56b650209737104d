"""References that lead nowhere or in a circle."""

from collections.abc import Iterator
from typing import Any

from gazetteer.apis.nodes import Node
from gazetteer.apis.references import HOPS, MISSING, keys_of, look_up, spelled
from gazetteer.apis.wording import Trouble, name_of

keys = ("$ref",)


def rule(node: Node) -> Iterator[Trouble]:
    """The target of a `$ref` exists, and is not the mapping that refers to it."""
    reference = node.value["$ref"]
    fate = _fate(node.root, node.value, node.whole.known) if isinstance(reference, str) else ""
    if fate:
        what, mend = _FATES[fate]
        where = node.keys
        message = f"{name_of(where)} refers to `{spelled(reference)[:120]}`, {what}"
        yield Trouble((*where, "$ref"), fate, message, mend)


def _fate(root: Any, holder: dict[str, Any], known: dict[tuple[int, str], object]) -> str:
    """What is wrong with the reference of a mapping: `dangling-ref`, `circular-ref` or nothing.

    A circle is told for the mappings it consists of, not for everything that refers to them.
    """
    following = holder
    for hop in range(HOPS):
        reference = following.get("$ref")
        target_keys = keys_of(reference) if isinstance(reference, str) else None
        if target_keys is None:
            return ""
        question = (id(root), str(reference))
        if question not in known:
            known[question] = look_up(root, target_keys)
        target = known[question]
        if target is MISSING:
            return "" if hop else "dangling-ref"
        if target is holder:
            return "circular-ref"
        if not isinstance(target, dict):
            return ""
        following = target
    return ""


_FATES = {
    "dangling-ref": ("which does not exist", "Correct the reference, or add what it names."),
    "circular-ref": ("which leads back to it", "Write out what is meant where the circle begins."),
}
