"""Ids of headings and slugs of names, as the site that shows them makes them."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

_SIGNS, _GAPS = re.compile(r"[^\w\s-]"), re.compile(r"[-\s]+")
_NUMBERED = re.compile(r"^(.*)_([0-9]+)$")


@lru_cache(maxsize=4096)
def heading_id(text: str) -> str:
    """The id that Python-Markdown's `toc` extension gives a heading of this plain text, before it is made unique."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return _GAPS.sub("-", _SIGNS.sub("", text).strip().lower())


def host_ids(titles: Iterable[str]) -> frozenset[str]:
    """The ids that GitHub and GitLab give the headings of a file that they show themselves.

    Both keep letters of any script (GitHub's html-pipeline; GitLab, "Heading IDs and links"): a space
    becomes a hyphen, other signs go, and equal ids are numbered `a`, `a-1`. GitLab makes one hyphen of several.
    """
    found: set[str] = set()
    many, few = Counter[str](), Counter[str]()
    for title in titles:
        spaced = re.sub(r"[^\w\- ]", "", title.strip().lower()).replace(" ", "-")
        for id_, taken in ((spaced, many), (re.sub(r"-{2,}", "-", spaced), few)):
            found.add(f"{id_}-{taken[id_]}" if taken[id_] else id_)
            taken[id_] += 1
    return frozenset(found)


class Ids:
    """Hands out ids that are unique on one page, by the rule of Python-Markdown's `toc`: `a`, `a_1`, `a_2`.

    Kept here because the library's own function needs quadratic time for many equal headings before version 3.10.
    """

    def __init__(self, taken: frozenset[str] = frozenset()) -> None:
        self._taken = set(taken)
        self._next: dict[str, int] = {}

    def unique(self, wanted: str) -> str:
        """The wanted id, or the first free numbered form of it."""
        if wanted and wanted not in self._taken:
            self._taken.add(wanted)
            return wanted
        match = _NUMBERED.match(wanted)
        base, number = (match[1], int(match[2][:9])) if match else (wanted, 0)
        # Only runs that start at the beginning are remembered: `a_7` may be taken while `a_1` is free.
        number = max(number, self._next.get(base, 0)) if not match else number
        number += 1
        while f"{base}_{number}" in self._taken:
            number += 1
        if not match:
            self._next[base] = number
        self._taken.add(f"{base}_{number}")
        return f"{base}_{number}"


def slug(text: str) -> str:
    """A name for refs and URLs: letters and digits of any script in lower case, everything else one hyphen."""
    return re.sub(r"[^\w]+|_+", "-", text.lower()).strip("-")
