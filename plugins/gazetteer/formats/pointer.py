"""JSON pointers (RFC 6901), as strings and as the key paths that documents are asked with."""

from collections.abc import Iterable


def from_keys(keys: Iterable[str | int]) -> str:
    """`("paths", "/pets", 0)` -> `/paths/~1pets/0`."""
    return "".join(f"/{str(key).replace('~', '~0').replace('/', '~1')}" for key in keys)


def resolve(value: object, keys: Iterable[str | int]) -> object:
    """What the keys lead to.

    Raises:
        LookupError: when a key leads nowhere.
    """
    for key in keys:
        if isinstance(value, dict):
            value = value[str(key)]
        elif isinstance(value, list) and str(key).isdecimal():
            value = value[int(key)]
        else:
            raise LookupError(key)
    return value
