"""Traits of AsyncAPI: what operations and messages take over, by the merge of their version.

Version 2 applies traits like patches, so that a trait overrides the object (2.6.0, Operation Object and Message Object,
"traits"); since version 3 an object overrides its traits (3.0.0, "Traits Merge Mechanism"). Later traits override
earlier ones in both.
"""

from collections.abc import Iterable, Mapping
from typing import Any

DEEPEST = 40
"""Mappings within mappings are merged this deep."""


def merged(
    stated: Mapping[str, Any], traits: Iterable[Mapping[str, Any]], version: str
) -> dict[str, Any]:
    """An object with its traits, references in them followed by the caller.

    Args:
        stated: the operation or message as written.
        traits: in their order.
        version: of AsyncAPI.
    """
    own = {key: value for key, value in stated.items() if key != "traits"}
    order = [own, *traits] if version.startswith("2") else [*traits, own]
    found: dict[str, Any] = {}
    for part in order:
        found = _patched(found, part, 0)
    return found


def _patched(target: Mapping[str, Any], patch: Mapping[str, Any], depth: int) -> dict[str, Any]:
    """JSON Merge Patch (RFC 7396), except that what nothing is merged with stays the same value."""
    found = dict(target)
    for key, value in patch.items():
        before = found.get(key)
        if value is None:
            found.pop(key, None)
        elif isinstance(value, dict) and isinstance(before, dict) and depth < DEEPEST:
            found[key] = _patched(before, value, depth + 1)
        else:
            found[key] = value
    return found
