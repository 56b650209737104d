"""Words: how texts are cut into what the search finds; `assets/gazetteer-words.js` cuts questions in the same way."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_CAMEL = re.compile(r"[a-z\d][A-Z]|[A-Z]{2}[a-z]")
_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")

LONGEST = 64
"""Characters of a word that count."""

MOST = 4_000
"""Different words of one text that count: a longer text is no name."""

DEEPEST = 12
"""Segments of a path that count."""

JOINED = "="
"""Stands before a name without the signs between its parts: who writes `orderservice` finds `order-service`."""

_JOINABLE = re.compile(r"\w+(?:[-_.]\w+)+")


@lru_cache(maxsize=65_536)
def words_of(text: str) -> tuple[str, ...]:
    """The different words of a text, folded; those of `listOrders` are `listorders`, `list` and `orders`."""
    found: dict[str, None] = {}
    for word in _words(text):
        found.setdefault(word[:LONGEST])
        if len(found) >= MOST:
            break
    return tuple(found)


def joined(text: str) -> str:
    """A name of several parts in one, as `=orderservice`; empty for any other text."""
    if len(text) > LONGEST or not _JOINABLE.fullmatch(text):
        return ""
    return JOINED + "".join(_WORD.findall(folded(text)))


def paths_of(text: str) -> tuple[str, ...]:
    """The path in the name of an operation and what it ends in, whatever its parameters are called.

    >>> paths_of("GET /v1/Orders/{orderId}")
    ('/v1/orders/{}', '/orders/{}')
    """
    last = (folded(text).split() or [""])[-1]
    if "/" not in last:
        return ()
    parts = [_segment(part) for part in last.split("/") if part][:DEEPEST]
    return tuple(
        f"/{'/'.join(parts[start:])}"[:LONGEST]
        for start, part in enumerate(parts)
        if not start or part != "{}"
    )


def _segment(part: str) -> str:
    """A segment of a path; a parameter, in braces or behind a colon, is `{}`."""
    return "{}" if "{" in part or part[0] in ":<" else part


def folded(text: str) -> str:
    """Lower case without accents."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text)
    return "".join(c for c in parts if unicodedata.category(c)[0] != "M").lower()


def _words(text: str) -> Iterator[str]:
    yield from _WORD.findall(folded(text))
    for word in _WORD.findall(text):
        if _CAMEL.search(word):
            yield from (part.lower() for part in _PART.findall(word))
