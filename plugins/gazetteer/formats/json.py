"""JSON text to values with places; the places are looked up only when somebody asks."""

import json
import re
from functools import cached_property
from typing import NoReturn

from gazetteer.formats._json_places import Node, Places
from gazetteer.formats._problem import MAX_DEPTH, Problem

__all__ = ["JsonDocument", "Problem", "load"]

_LONG_NUMBER = re.compile(r"[0-9]{4301}")
_HALF_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")


class JsonDocument:
    """One JSON text; the same shape as `YamlDocument`.

    Attributes:
        value: dict with string keys, list, str, int, float, bool or None.
        index: always 0: a JSON file holds one document.
        line: 1-based line on which the content begins.
        problems: duplicate keys (the last one wins).
    """

    index = 0

    def __init__(self, text: str, value: object, *, has_duplicates: bool) -> None:
        self.value = value
        self._text = text
        self.line = 1 + text.count("\n", 0, len(text) - len(text.lstrip()))
        self.problems = self._places.duplicates() if has_duplicates else ()

    def at(self, *path: str | int) -> tuple[int, int]:
        """Line and column of the key (in an object) or member (in a list); of the nearest parent that exists.

        Members of lists may be named by number or by decimal text, as in JSON pointers.
        """
        return self._places.position(self._walk(path).key)

    def value_at(self, *path: str | int) -> tuple[int, int]:
        """Line and column of the value that the path leads to; of the nearest parent's value that exists."""
        return self._places.position(self._walk(path).value)

    def _walk(self, path: tuple[str | int, ...]) -> Node:
        node = self._places.outermost
        for step in path:
            members = self._places.members(node)
            member = members.get(_member(step) if node.is_list else str(step))
            if member is None:
                break
            node = member
        return node

    @cached_property
    def _places(self) -> Places:
        return Places(self._text)


def load(text: str) -> JsonDocument | Problem:
    """Reads one JSON text (RFC 8259); what Python takes beyond it (`NaN`, `Infinity`) is refused."""
    decoded = _decode(text)
    if isinstance(decoded, Problem):
        return decoded
    value, has_duplicates = decoded
    if _deeper_than(value, MAX_DEPTH):
        return _too_deep(text)
    if (half := _HALF_ESCAPE.search(text)) and not _encodable(value):
        return Problem("json", "an escape is half of a surrogate pair", *_position(text, half))
    return JsonDocument(text, value, has_duplicates=has_duplicates)


def _decode(text: str) -> tuple[object, bool] | Problem:
    """The value, and whether an object in it repeats a key."""
    has_duplicates = False

    def mapping(pairs: list[tuple[str, object]]) -> dict[str, object]:
        nonlocal has_duplicates
        value = dict(pairs)
        has_duplicates = has_duplicates or len(value) != len(pairs)
        return value

    try:
        value = json.loads(text, object_pairs_hook=mapping, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        return Problem("json", _sentence(error.msg), error.lineno, error.colno)
    except RecursionError:
        return _too_deep(text)
    except _ConstantError as error:
        return _found(text, str(error), f"{error} is not JSON")
    except ValueError:  # Python refuses to convert very long integers
        match = _LONG_NUMBER.search(text)
        return Problem("json", "a number has more than 4,300 digits", *_position(text, match))
    return value, has_duplicates


class _ConstantError(Exception):
    """Carries `NaN` and the like out of the decoder."""


def _member(step: str | int) -> str | int:
    return int(step) if isinstance(step, str) and step.isdecimal() else step


def _refuse_constant(name: str) -> NoReturn:
    raise _ConstantError(name)


def _sentence(message: str) -> str:
    return message[:1].lower() + message[1:]


def _found(text: str, word: str, message: str) -> Problem:
    line, column = Places(text).first(word)
    return Problem("json", message, line, column)


def _too_deep(text: str) -> Problem:
    line, column = Places(text).first_deeper(MAX_DEPTH)
    return Problem("too-deep", f"this is nested more than {MAX_DEPTH} levels deep", line, column)


def _position(text: str, match: re.Match[str] | None) -> tuple[int, int]:
    start = match.start() if match else 0
    return text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)


def _deeper_than(value: object, limit: int) -> bool:
    level = [value] if isinstance(value, (dict, list)) else []
    for _ in range(limit):
        if not level:
            return False
        level = [
            member
            for container in level
            for member in (container.values() if isinstance(container, dict) else container)
            if isinstance(member, (dict, list))
        ]
    return bool(level)


def _encodable(value: object) -> bool:
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True
