"""Paths in order, so that a glob is tried only on those that share its beginning."""

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator

from gazetteer.formats.globs import compile_glob, is_glob

_WILDCARD = re.compile(r"[*?\[{]")


class Paths:
    """The paths of a tree."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._paths = sorted(paths)

    def below(self, prefix: str) -> list[str]:
        """The paths that begin with a text."""
        first = bisect_left(self._paths, prefix)
        return self._paths[first : bisect_right(self._paths, prefix + chr(sys.maxunicode), first)]

    def matching(self, pattern: str) -> Iterator[str]:
        """The paths that fit a glob, are the path, or lie below the folder that it names."""
        return filter(fitting(pattern), self.below(beginning(pattern)))


def beginning(pattern: str) -> str:
    """What every path begins with that fits a pattern."""
    first = _WILDCARD.split(pattern, maxsplit=1)[0]
    return first if is_glob(pattern) else first.rstrip("/")


def fitting(pattern: str) -> Callable[[str], bool]:
    """Whether a path fits a glob, is the path that is named, or lies below it."""
    if is_glob(pattern):
        return compile_glob(pattern)
    plain = pattern.rstrip("/")
    return lambda path: not plain or path == plain or path.startswith(f"{plain}/")
