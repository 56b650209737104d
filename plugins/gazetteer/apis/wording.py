"""Errors of a JSON Schema validator to sentences for the person who must mend the document."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from gazetteer.apis.references import MISSING, MOUNT, Keys
from gazetteer.apis.schemas import literal

SHORT = 60
"""Quoted values are cut to so many characters."""


class Trouble(msgspec.Struct, frozen=True):
    """One thing that is wrong with a document.

    Attributes:
        keys: where in the document.
        code: short stable word for the kind of trouble.
        message: one sentence without its full stop.
        mend: what to do; empty where the sentence says it.
        kind: of the fault that tells it: which check reports it.
    """

    keys: Keys
    code: str
    message: str
    mend: str = ""
    kind: str = "api"


def true_keys(document: object, keys: Iterable[str | int]) -> Keys:
    """Keys as the document has them: the validator reports the key `"200"` of a mapping as the number 200."""
    found: list[str | int] = []
    value: Any = document
    for key in keys:
        inside = isinstance(value, dict)
        found.append(str(key) if inside else key)
        if inside:
            value = value.get(str(key))
        elif isinstance(value, list) and isinstance(key, int) and key < len(value):
            value = value[key]
        else:
            value = None
    return tuple(found)


def causes(errors: Iterable[Any]) -> Iterator[Any]:
    """The errors with every `oneOf` and `anyOf` replaced by the errors of the alternative that its author meant."""
    pending = list(errors)[::-1]
    while pending:
        error = pending.pop()
        branches = _branches(error)
        if branches and not _is_choice(branches):
            best = min(branches, key=lambda branch: sum(map(_distance, branch)))
            # That several alternatives fit is no news beside what is really wrong.
            real = [inner for inner in best if inner.kind.name != "not"] or best
            pending.extend(real[::-1])
        else:
            yield error


_FAR = 1_000_000
"""The distance of a reference from what has no `$ref`."""


def _branches(error: Any) -> list[list[Any]]:
    """The errors of each alternative; none where the error is no failed choice or an alternative was met."""
    branches = getattr(error.kind, "context", None) or []
    return branches if all(branches) else []


def _is_choice(branches: list[list[Any]]) -> bool:
    """Whether each alternative lacks just one key: then the keys together are what to say."""
    return all(
        len(branch) == 1
        and branch[0].kind.name == "required"
        and branch[0].kind.property != "$ref"
        and branch[0].instance_path == branches[0][0].instance_path
        for branch in branches
    )


def _distance(error: Any, depth: int = 40) -> int:
    """How far the document is from what would have pleased: large where it plainly says that it is something else."""
    kind = error.kind
    if kind.name == "required" and kind.property == "$ref":
        return _FAR
    if kind.name in {"enum", "const"} and error.instance_path[-1:] in (
        ["in"],
        ["type"],
        ["scheme"],
    ):
        return 100
    branches = _branches(error)
    if branches and depth:
        sums = (sum(_distance(inner, depth - 1) for inner in branch) for branch in branches)
        return min(_FAR - 1, *sums)
    return 1


def sentences(error: Any, keys: Keys, value: object) -> Iterator[Trouble]:
    """What one error means; errors that speak of several keys give a sentence for each.

    Args:
        error: a `jsonschema_rs.ValidationError`.
        keys: where it stands.
        value: what stands there.
    """
    kind = error.kind
    spot = name_of(keys)
    if kind.name in {"additionalProperties", "unevaluatedProperties"}:
        for key in kind.unexpected[:20]:
            yield Trouble(
                (*keys, key), "unknown-key", f"{_quoted(key)} is no key of {spot}", _KNOWN
            )
    elif kind.name == "required":
        yield Trouble(
            keys, "missing-key", f"{spot} has no {_quoted(kind.property)}, which it must have"
        )
    elif kind.name == "propertyNames":
        wrong = kind.error.instance
        yield Trouble(
            (*keys, wrong), "name", f"{_quoted(wrong)} is no possible name in {spot}", _NAMES
        )
    else:
        tell = _TELL.get(kind.name, _other)
        yield Trouble(keys, *tell(error, spot, value))


def name_of(keys: Keys) -> str:
    """What to call a place of a description: ``GET /orders, `parameters.0` `` or `` `components.schemas.Order` ``."""
    if len(keys) >= 2 and keys[0] == MOUNT:
        keys = keys[2:]  # the place says which file it is
    if len(keys) >= 2 and keys[0] == "paths":
        operation = (
            f"{str(keys[2]).upper()} {keys[1]}" if len(keys) > 2 and keys[2] in _VERBS else ""
        )
        rest = keys[3:] if operation else keys[2:]
        return ", ".join(filter(None, (operation or f"path {keys[1]}", _dotted(rest))))
    return _dotted(keys) or "the document"


def _dotted(keys: Keys) -> str:
    return f"`{'.'.join(map(str, keys))[:200]}`" if keys else ""


_VERBS = {"get", "put", "post", "delete", "options", "head", "patch", "trace", "query"}
_KNOWN = "Correct the spelling, remove it, or start its name with x- if it is your own."
_NAMES = (
    "Use letters, digits, dots, dashes and underscores only; the keys of paths start with a slash."
)
_ARTICLES = {
    "array": "a list",
    "object": "a mapping",
    "integer": "a whole number",
    "null": "nothing",
}


def _quoted(value: object) -> str:
    shown = literal(value)
    return f"`{shown if len(shown) <= SHORT else shown[: SHORT - 1] + '…'}`"


def shown(value: object) -> str:
    """A value in a sentence: quoted when it is small, named by its type when it is not."""
    if value is MISSING:
        return "nothing"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    return "empty" if value is None else "an empty text" if value == "" else _quoted(value)


def _type(error: Any, spot: str, value: object) -> tuple[str, ...]:
    wanted = " or ".join(_ARTICLES.get(name, f"a {name}") for name in error.kind.types)
    return "type", f"{spot} must be {wanted}, not {shown(value)}"


def _enum(error: Any, spot: str, value: object) -> tuple[str, ...]:
    options = ", ".join(map(literal, error.kind.options[:20]))
    return "value", f"{spot} must be one of {options}, not {shown(value)}"


def _constant(error: Any, spot: str, value: object) -> tuple[str, ...]:
    return "value", f"{spot} must be {literal(error.kind.expected_value)}, not {shown(value)}"


def _format(error: Any, spot: str, value: object) -> tuple[str, ...]:
    return "value", f"{spot} must be a valid {error.kind.format}, not {shown(value)}"


def _pattern(error: Any, spot: str, value: object) -> tuple[str, ...]:
    return "value", f"{spot} must look like {error.kind.pattern}, not like {shown(value)}"


def _choice(error: Any, spot: str, _value: object) -> tuple[str, ...]:
    branches = _branches(error)
    if branches and _is_choice(branches):
        names = " or ".join(dict.fromkeys(_quoted(branch[0].kind.property) for branch in branches))
        return "missing-key", f"{spot} must have {names}"
    return "shape", f"{spot} must have exactly one of the shapes that the format allows here"


def _empty(_error: Any, spot: str, _value: object) -> tuple[str, ...]:
    return "empty", f"{spot} holds fewer entries than it must"


def _unique(_error: Any, spot: str, _value: object) -> tuple[str, ...]:
    return "duplicate", f"{spot} names the same entry twice"


def _not(_error: Any, spot: str, _value: object) -> tuple[str, ...]:
    return "shape", f"{spot} has keys that exclude one another"


def _other(error: Any, spot: str, _value: object) -> tuple[str, ...]:
    return "shape", f"{spot} breaks the rule {_quoted(error.kind.name)} of the format"


_TELL: dict[str, Callable[[Any, str, object], tuple[str, ...]]] = {
    "type": _type,
    "enum": _enum,
    "const": _constant,
    "format": _format,
    "pattern": _pattern,
    "oneOf": _choice,
    "anyOf": _choice,
    "minProperties": _empty,
    "minItems": _empty,
    "uniqueItems": _unique,
    "not": _not,
}
