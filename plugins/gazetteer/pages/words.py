"""Words: how texts are cut into what the search finds; `assets/gazetteer-find.js` cuts questions in the same way."""

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


@lru_cache(maxsize=65_536)
def words_of(text: str) -> tuple[str, ...]:
    """The different words of a text, folded; those of `listOrders` are `listorders`, `list` and `orders`."""
    found: dict[str, None] = {}
    for word in _words(text):
        found.setdefault(word[:LONGEST])
        if len(found) >= MOST:
            break
    return tuple(found)


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
