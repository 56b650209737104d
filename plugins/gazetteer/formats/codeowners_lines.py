"""Lines of ownership files: words with their columns, owners, and GitLab's section headings."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_EMAIL = r"[^@\s]+@[^@\s]+\.[^@\s]+"
OWNER = {
    "github": rf"@[\w.-]+(?:/[\w.-]+)?|{_EMAIL}",
    "gitlab": rf"@[\w.-]+(?:/[\w.-]+)*|@@(?:developer|maintainer|owner)s?|{_EMAIL}",
    "bitbucket": rf"@[\w.-]+(?:/[\w.-]+)?(?::all|:(?:random|least_busy)\(\d+\))?|{_EMAIL}",
    "gitea": r"@?[\w.-]+(?:/[\w.-]+)?",
}
OWNER_FORMS = {
    "github": "@user, @org/team or an e-mail address",
    "gitlab": "@user, @group/subgroup, @@role or an e-mail address",
    "bitbucket": "@user, @workspace/group, @teams/team or an e-mail address",
    "gitea": "@user or @org/team",
}
PLATFORM_NAMES = {
    "github": "GitHub",
    "gitlab": "GitLab",
    "bitbucket": "Bitbucket",
    "gitea": "Gitea",
}


class Word(NamedTuple):
    """A word of a line; `column` is 1-based, counted in characters."""

    text: str
    column: int


class Heading(NamedTuple):
    """A section heading of GitLab: `^[Name][approvals] @default @owners`; `approvals` is as written."""

    name: Word
    optional: bool
    approvals: Word | None
    owners: tuple[Word, ...]


_WORD = re.compile(r"(?:\\.|[^\s\\]|\\$)+")
_HEADING = re.compile(r"\s*(\^)?\[([^\[\]]*[^\s\[\]][^\[\]]*)\](?:\[([^\[\]]*)\])?(?=\s|$)")


def words(line: str, start: int = 0) -> tuple[Word, ...]:
    """Words between white space; a backslash keeps the character after it, white space too, in the word."""
    return tuple(Word(match[0], match.start() + 1) for match in _WORD.finditer(line, start))


def without_comment(line: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words before the first that starts with `#`."""
    for position, word in enumerate(line):
        if word.text.startswith("#"):
            return line[:position]
    return line


def gitea_words(line: str) -> tuple[Word, ...]:
    """Words as Gitea cuts them: a backslash makes the next character plain, a bare `#` ends the line anywhere.

    Source: Gitea's `TokenizeCodeOwnersLine` and its documentation, "Code Owners", Escaping.
    """
    found: list[Word] = []
    text, column, escaped = "", 0, False
    for position, character in enumerate(line, 1):
        if escaped:
            text, escaped = text + character, False
            continue
        if character == "#":
            break
        if character.isspace():
            if text:
                found.append(Word(text, column))
            text = ""
            continue
        if not text:
            column = position
        if character == "\\":
            escaped = True
        else:
            text += character
    if text:
        found.append(Word(text, column))
    return tuple(found)


def heading(line: str) -> Heading | None:
    """Reads a section heading; None when the line is none (GitLab then takes it for a rule)."""
    match = _HEADING.match(line)
    if match is None:
        return None
    approvals = None if match[3] is None else Word(match[3], match.start(3) + 1)
    return Heading(
        name=Word(match[2], match.start(2) + 1),
        optional=match[1] is not None,
        approvals=approvals,
        owners=words(line, match.end()),
    )


def lines(text: str) -> Iterator[tuple[int, str]]:
    """Numbered lines that are neither empty nor a comment."""
    for number, line in enumerate(text.split("\n"), 1):
        stripped = line.lstrip()
        if stripped and stripped[0] != "#":
            yield number, line
