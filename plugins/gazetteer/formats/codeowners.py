"""Ownership files: lines to rules, by the grammar of GitHub, GitLab, Bitbucket, or Gitea and Forgejo."""

import re

from gazetteer.formats.codeowners_glob import fnmatch_glob, gitignore_glob
from gazetteer.formats.codeowners_lines import (
    OWNER_FORMS,
    Word,
    gitea_words,
    heading,
    lines,
    without_comment,
    words,
)
from gazetteer.formats.codeowners_reading import Reading
from gazetteer.formats.codeowners_regex import compile_regex
from gazetteer.model.ownership import OwnersFile

MAX_BYTES = 3 * 1024 * 1024
"""GitHub does not load a file of this size (GitHub documentation, "CODEOWNERS file size")."""


def parse(path: str, text: str, platform: str) -> OwnersFile:
    """Reads a whole ownership file as `platform` (`github`, `gitlab`, `bitbucket`, `gitea`) reads it.

    A line that the platform skips gives no rule but a problem; the rest of the file stays in force.
    """
    reading = Reading(path, platform)
    if len(text.encode()) >= MAX_BYTES:
        reading.problem(
            Word("", 0),
            "too-large",
            "the file has 3 MB or more and is ignored as a whole",
            "join rules with wildcards until it is smaller",
        )
        return reading.file()
    take = {"gitlab": _gitlab, "gitea": _gitea}.get(platform, _gitignore)
    for number, line in lines(text):
        reading.line = number
        take(reading, line)
    return reading.file()


def _gitignore(reading: Reading, line: str) -> None:
    """One line of GitHub or Bitbucket: one bad word and the line is skipped."""
    pattern, *owners = without_comment(words(line))
    if pattern.text.startswith("!"):
        reading.problem(
            pattern,
            "negation",
            f"{reading.name} knows no `!`, so this line is skipped",
            "remove the line; to leave paths without owner, write their pattern with no owner after it",
        )
    elif pattern.text.startswith("\\#"):
        reading.problem(
            pattern,
            "escape",
            f"{reading.name} knows no `\\#`, so this line is skipped",
            "use a wildcard for the first character: `?`",
        )
    elif bad := [word for word in owners if not reading.is_owner(word)]:
        reading.bad_owner(bad[0], "so this line is skipped")
    elif gitignore_glob(plain := _unescaped(pattern.text)) is None:
        reading.dead(pattern)
    else:
        reading.add(pattern, plain, owners)


def _gitlab(reading: Reading, line: str) -> None:
    """One line of GitLab: a section heading, an exclusion or a rule; bad owners are left out one by one."""
    if line.lstrip().startswith(("[", "^[")):
        found = heading(line)
        if found is not None:
            reading.enter(found, _gitlab_owners(reading, list(found.owners)))
            return
        reading.problem(
            words(line)[0],
            "section",
            "this is no section heading, so GitLab takes it for a rule",
            "write `[Name]`, `^[Name]` or `[Name][2]`, then a space and the default owners",
        )
    pattern, *rest = words(line)
    exclude = pattern.text.startswith("!")
    plain = re.sub(r"^\\#", "#", _unescaped(pattern.text[exclude:]))
    owners = _gitlab_owners(reading, rest)
    if fnmatch_glob(plain) is None:
        reading.dead(pattern)
        return
    if not exclude and not owners and not reading.section.owners:
        reading.problem(
            pattern,
            "no-owners",
            f"`{plain}` has no owner and its section no default owner, so GitLab approves every change of it",
            "add an owner, or exclude the path with `!`",
        )
    reading.add(pattern, plain, owners, exclude=exclude)


def _gitea(reading: Reading, line: str) -> None:
    """One line of Gitea or Forgejo: an expression of Go, `!` before it for all other files."""
    pattern, *rest = gitea_words(line) or (Word("", 1),)
    if not rest:
        reading.problem(
            pattern,
            "no-owners",
            "a rule without owners is skipped",
            f"add {OWNER_FORMS['gitea']}",
        )
        return
    owners = []
    for word in rest:
        if reading.is_owner(word):
            owners.append(word)
        else:
            reading.bad_owner(word, "so it is left out")
    exclude = pattern.text.startswith("!")
    plain = pattern.text.removeprefix("!")
    test = compile_regex(plain)
    if isinstance(test, str):
        reading.problem(
            pattern,
            "regex",
            f"`{plain[:80]}` {test}, so this line is skipped",
            "Gitea wants an expression of Go for the whole path, such as `docs/.*\\\\.md`",
        )
    else:
        reading.add(pattern, plain, owners, exclude=exclude)


def _gitlab_owners(reading: Reading, found: list[Word]) -> list[Word]:
    owners = []
    comment = False
    for word in found:
        if reading.is_owner(word):
            owners.append(word)
        elif word.text.startswith("#") and not comment:
            comment = True
            reading.problem(
                word,
                "comment",
                "GitLab knows no comment after a rule: each mention in it becomes an owner",
                "put the comment on a line of its own",
            )
        elif not comment:
            reading.bad_owner(word, "so it is left out")
    return owners


def _unescaped(pattern: str) -> str:
    return re.sub(r"\\(\s)", r"\1", pattern)
