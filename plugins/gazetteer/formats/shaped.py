"""Plain values to msgspec types with every fault told, each under its key; msgspec itself stops at the first."""

import difflib
import re
from collections.abc import Iterator, Mapping
from typing import Any, get_args, get_origin

import msgspec

_WORDS = {
    "`array`": "a list",
    "`object`": "a mapping",
    "`str`": "text",
    "`int`": "a whole number",
    "`float`": "a number",
    "`bool`": "true or false",
    "`date`": "a date such as 2027-01-31",
    "`null`": "nothing",
}
_SHOWN = 12
"""Names that are listed to someone who wrote an unknown one."""


def faults(value: object, shape: Any, key: str) -> Iterator[str]:
    """What keeps a value from having a shape, as `key: what is wrong`; nothing for one that `msgspec.convert` takes.

    Args:
        value: of JSON, YAML or TOML.
        shape: a msgspec Struct, `tuple[X, ...]`, `dict[str, X]`, or anything else that msgspec converts to.
        key: dotted path of the value; empty for the whole.
    """
    members = _members(value, shape)
    if members is None:
        yield from _own_fault(value, shape, key)
        return
    for name, member, inner in members:
        below = f"{key}.{name}" if key else name
        if inner is None:
            yield f"{below}: {_unknown(name, shape)}"
        else:
            yield from faults(member, inner, below)
    if isinstance(value, Mapping) and _is_struct(shape):
        for field in msgspec.structs.fields(shape):
            if field.required and field.encode_name not in value:
                yield (
                    f"{key}.{field.encode_name}: this is missing"
                    if key
                    else (f"{field.encode_name}: this is missing")
                )


def _members(value: object, shape: Any) -> list[tuple[str, object, Any]] | None:
    """(name, value, shape) of the parts that can be judged one by one, shape None for a name that is unknown."""
    if isinstance(value, Mapping):
        if _is_struct(shape):
            fields = {field.encode_name: field.type for field in msgspec.structs.fields(shape)}
            return [(str(name), member, fields.get(str(name))) for name, member in value.items()]
        if get_origin(shape) is dict:
            inner = get_args(shape)[1]
            return [(str(name), member, inner) for name, member in value.items()]
    if isinstance(value, list) and get_origin(shape) is tuple:
        inner = get_args(shape)[0]
        return [(str(number), member, inner) for number, member in enumerate(value)]
    return None


def _is_struct(shape: Any) -> bool:
    return isinstance(shape, type) and issubclass(shape, msgspec.Struct)


def _own_fault(value: object, shape: Any, key: str) -> Iterator[str]:
    try:
        msgspec.convert(value, shape)
    except msgspec.ValidationError as error:
        message = str(error).partition(" - at ")[0]
        for name, word in _WORDS.items():
            message = message.replace(name, word)
        message = re.sub(r" \| ", " or ", message)
        message = f"{message[:1].lower()}{message[1:]}"
        yield f"{key}: {message}" if key else message


def _unknown(name: str, shape: Any) -> str:
    known = sorted(field.encode_name for field in msgspec.structs.fields(shape))
    close = difflib.get_close_matches(name, known, n=1)
    if close:
        return f"there is no such setting; did you mean `{close[0]}`?"
    if not known:
        return "there is no such setting; nothing can be set here"
    shown = ", ".join(known[:_SHOWN]) + (", ..." if len(known) > _SHOWN else "")
    return f"there is no such setting; there are {shown}"
