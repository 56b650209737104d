"""Globs over POSIX paths: `*` and `?` stay inside a folder, `**` crosses folders, `[ab]` is a set, `{a,b}` a choice."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

LIMIT = 1_000
"""Longer patterns match nothing: nobody writes them, and their regular expressions would cost."""


@lru_cache(maxsize=4096)
def compile_glob(pattern: str) -> Callable[[str], bool]:
    """A predicate over paths for one pattern.

    A pattern that ends in `/` means everything below that folder. A leading `/` or `./` is dropped: paths are
    relative to the root.
    """
    if len(pattern) > LIMIT:
        return lambda _path: False
    try:
        expression = re.compile(_translate(pattern), re.DOTALL)
    except re.error:
        return lambda path: path == pattern
    return lambda path: expression.fullmatch(path) is not None


def matcher(patterns: Iterable[str]) -> Callable[[str], bool]:
    """A predicate for a list of patterns in which `!pattern` takes paths out again, wherever it stands."""
    wanted = [compile_glob(p) for p in patterns if not p.startswith("!")]
    unwanted = [compile_glob(p[1:]) for p in patterns if p.startswith("!")]
    return lambda path: any(m(path) for m in wanted) and not any(m(path) for m in unwanted)


def is_glob(pattern: str) -> bool:
    """Whether the text has a wildcard at all."""
    return any(character in pattern for character in "*?[{")


def _translate(pattern: str) -> str:
    pattern = pattern.removeprefix("./").lstrip("/")
    if pattern.endswith("/"):
        pattern += "**"
    out: list[str] = []
    position, depth = 0, 0
    while position < len(pattern):
        if pattern.startswith("**/", position):
            # Several in a row mean the same as one and would make the expression backtrack.
            while pattern.startswith("**/", position):
                position += 3
            out.append("(?:[^/]+/)*+")
            continue
        character = pattern[position]
        position += 1
        if character == "*":
            crossing = pattern.startswith("*", position)
            while pattern.startswith("*", position):
                position += 1
            out.append(".*" if crossing else "[^/]*")
        elif character == "?":
            out.append("[^/]")
        elif character == "[" and (end := pattern.find("]", position + 1)) != -1:
            inside = pattern[position:end].replace("\\", "\\\\").replace("[", "\\[")
            negated = inside.startswith("!")
            out.append(f"(?!/)[{'^' if negated else ''}{inside[negated:]}]")
            position = end + 1
        elif character == "{" and "}" in pattern[position:]:
            depth += 1
            out.append("(?:")
        elif character == "}" and depth:
            depth -= 1
            out.append(")")
        elif character == "," and depth:
            out.append("|")
        else:
            out.append(re.escape(character))
    return "".join(out)
