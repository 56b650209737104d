"""What is wrong with one value of a descriptor, in words for its author."""

from collections.abc import Callable, Iterator, Mapping

import msgspec

Keys = tuple[str | int, ...]
"""A key path, such as `("spec", "dependsOn", 0)`."""


class Trouble(msgspec.Struct, frozen=True):
    """One rule that a descriptor breaks.

    Attributes:
        code: `envelope`, `policy`, `kind` or `unknown-kind`: the stage of Backstage that would refuse the document.
        message: one sentence.
        keys: the key it stands at; its nearest parent has the place when the key is missing.
        mend: what to do.
    """

    code: str
    message: str
    keys: Keys
    mend: str


def dotted(keys: Keys) -> str:
    """`("spec", "dependsOn", 0)` -> `spec.dependsOn.0`."""
    return ".".join(map(str, keys))


def missing(code: str, keys: Keys, shape: str) -> Trouble:
    """A required key is not there."""
    below = f" under `{dotted(keys[:-1])}`" if len(keys) > 1 else ""
    example = {"text": " <text>", "a list": " []"}.get(shape, "")
    return Trouble(
        code, f"{dotted(keys)} is missing", keys, f"add `{keys[-1]}:{example}` ({shape}){below}"
    )


def not_text(code: str, keys: Keys, value: object, *, may_be_empty: bool = False) -> Trouble | None:
    """The trouble when a value is no text, or empty where it must not be; None when it is fine."""
    if isinstance(value, str):
        if value or may_be_empty:
            return None
        return Trouble(code, f"{dotted(keys)} is empty text", keys, "give it a value")
    return wrong_shape(code, keys, value, "text")


def wrong_shape(code: str, keys: Keys, value: object, wanted: str) -> Trouble:
    """A value has another shape than the one wanted (`text`, `a list`, `a mapping`)."""
    return Trouble(
        code,
        f"{dotted(keys)} must be {wanted}, but is {_described(value)}",
        keys,
        _advice(keys, value, wanted),
    )


def _described(value: object) -> str:
    if value is None:
        return "empty (null)"
    if isinstance(value, bool):
        return f"the word {str(value).lower()}"
    if isinstance(value, (int, float)):
        return f"the number {value}"
    if isinstance(value, str):
        return f"the text {shown(value)}"
    return "a list" if isinstance(value, list) else "a mapping"


def shown(text: str) -> str:
    """A text in quotes, cut where it is long."""
    return repr(text if len(text) <= 80 else text[:77] + "...")


def _advice(keys: Keys, value: object, wanted: str) -> str:
    if value is None:
        return f"give `{keys[-1]}` a value or delete the key: an empty key is not the same as none"
    if wanted == "text" and isinstance(value, (bool, int, float)):
        return "put the value in quotes"
    if wanted == "a list" and isinstance(value, str):
        return f"write it as a list: `{keys[-1]}: [{value[:60]}]`"
    return f"write {wanted} there"


def required_text(code: str, keys: Keys, parent: Mapping[str, object]) -> Iterator[Trouble]:
    """The troubles of a required text: absent, of another type, or empty."""
    name = str(keys[-1])
    if name not in parent:
        yield missing(code, keys, "text")
    elif trouble := not_text(code, keys, parent[name]):
        yield trouble


def malformed(
    field: tuple[Keys, object], fits: Callable[[str], bool], rule: str
) -> Iterator[Trouble]:
    """A text that is there, but not formed as it must be."""
    keys, value = field
    if isinstance(value, str) and value and not fits(value):
        yield Trouble(
            "policy", f"{dotted(keys)} is {shown(value)}, which is not allowed", keys, f"use {rule}"
        )
