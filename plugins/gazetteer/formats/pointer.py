"""JSON pointers (RFC 6901), as strings and as the key paths that documents are asked with."""

from collections.abc import Iterable
from functools import lru_cache


def from_keys(keys: Iterable[str | int]) -> str:
    """`("paths", "/pets", 0)` -> `/paths/~1pets/0`."""
    return "".join(map(_token, keys))


@lru_cache(4_096)  # the keys of a description come again in each of its many places
def _token(key: str | int) -> str:
    return f"/{str(key).replace('~', '~0').replace('/', '~1')}"


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
