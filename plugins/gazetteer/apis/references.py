"""JSON pointers and internal references of a description: followed one step at a time, never expanded ahead."""

from collections.abc import Callable
from urllib.parse import unquote

from gazetteer.formats.pointer import from_keys
from gazetteer.model.place import Place

Keys = tuple[str | int, ...]
"""The way from the root of a document to one of its values."""

Where = Callable[[Keys], Place]
"""Says where in the tree the value at some keys stands."""

HOPS = 16
"""References that lead to references are followed this far; a longer chain is a cycle or nobody's intention."""

MOUNT = "x-gazetteer-files"
"""The key of a joined description below which its other files stand, by their paths (`apis.files`)."""

MISSING = object()
"""What `look_up` answers where nothing stands."""


def keys_of(reference: str) -> Keys | None:
    """The keys that an internal reference (`#/components/schemas/Pet`) names; None for any other reference."""
    if reference == "#":
        return ()
    if not reference.startswith("#/"):
        return None
    parts = (unquote(reference) if "%" in reference else reference)[2:].split("/")
    if "~" in reference:
        parts = [part.replace("~1", "/").replace("~0", "~") for part in parts]
    return tuple(parts)


def look_up(root: object, keys: Keys) -> object:
    """The value at some keys, or `MISSING`; an index of a list may be a text, as it is in a pointer."""
    value = root
    for key in keys:
        if isinstance(value, dict):
            value = value.get(key, MISSING)
        elif isinstance(value, list) and str(key).isdecimal() and int(key) < len(value):
            value = value[int(key)]
        else:
            return MISSING
        if value is MISSING:
            return MISSING
    return value


def resolve(root: object, value: object, keys: Keys) -> tuple[object, Keys]:
    """Follows `$ref` until something else stands there.

    Returns:
        The value and its keys; `MISSING` where the reference leads nowhere, in a circle, or out of the document.
    """
    for _ in range(HOPS):
        reference = value.get("$ref") if isinstance(value, dict) else None
        if not isinstance(reference, str):
            return value, keys
        target = keys_of(reference)
        if target is None:
            return MISSING, keys
        value, keys = look_up(root, target), target
    return MISSING, keys


def last_part(reference: str) -> str:
    """What a reference calls its target: `Pet` for `#/components/schemas/Pet`, `pets.yaml#/Pet` and `Pet.json`."""
    file, _, fragment = reference.partition("#")
    target = keys_of(f"#{fragment}")
    if target and target[0] == MOUNT and len(target) == 2:
        file, target, fragment = str(target[1]), None, ""
    if target:
        return str(target[-1])
    if fragment and target is None:
        return fragment
    name = file.rstrip("/").rpartition("/")[2]
    return name.rpartition(".")[0] or name


def spelled(reference: str) -> str:
    """A reference as a person would write it: that to another file of a joined description names the file."""
    target = keys_of(reference) or ()
    if target[:1] != (MOUNT,) or len(target) < 2:
        return reference
    return str(target[1]) + (f"#{from_keys(target[2:])}" if target[2:] else "")
