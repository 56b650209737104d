"""Ownership files: lines to rules, by the grammar of GitHub, GitLab, Bitbucket, or Gitea and Forgejo."""

import re
from collections import Counter

import msgspec

from gazetteer.formats.codeowners_glob import fnmatch_glob, gitignore_glob, is_wild
from gazetteer.formats.codeowners_lines import (
    OWNER,
    OWNER_FORMS,
    PLATFORM_NAMES,
    Heading,
    Word,
    gitea_words,
    heading,
    lines,
    without_comment,
    words,
)
from gazetteer.formats.codeowners_regex import compile_regex
from gazetteer.model.fault import Fault
from gazetteer.model.ownership import OwnersFile, OwnersRule, Section
from gazetteer.model.place import Place

MAX_BYTES = 3 * 1024 * 1024
"""GitHub does not load a file of this size (GitHub documentation, "CODEOWNERS file size")."""

MAX_COSTLY = {"gitea": 1_000, "github": 5_000, "gitlab": 5_000, "bitbucket": 5_000}
"""Rules that may have to be tried path by path (wildcards, expressions); more are reported, not read."""

MAX_SECTIONS = 1_000


def parse(path: str, text: str, platform: str) -> OwnersFile:
    """Reads a whole ownership file as `platform` (`github`, `gitlab`, `bitbucket`, `gitea`) reads it.

    A line that the platform skips gives no rule but a problem; the rest of the file stays in force.
    """
    reading = _Reading(path, platform)
    if len(text.encode()) >= MAX_BYTES:
        reading.problem(
            Word("", 0),
            "too-large",
            "the file has 3 MB or more and is ignored as a whole",
            "join rules with wildcards until it is smaller",
        )
        return reading.file()
    take = {"gitlab": reading.gitlab_line, "gitea": reading.gitea_line}.get(
        platform, reading.gitignore_line
    )
    for number, line in lines(text):
        reading.line = number
        take(line)
    return reading.file()


class _Reading:
    """One reading of one file: what has been found so far."""

    def __init__(self, path: str, platform: str) -> None:
        self.line = 0
        self._path, self._platform = path, platform
        self._name = PLATFORM_NAMES[platform]
        self._owner = re.compile(OWNER[platform], re.ASCII)
        self._rules: list[OwnersRule] = []
        self._problems: list[Fault] = []
        self._sections: dict[str, Section] = {}
        self._section = Section("")
        self._counts: Counter[str] = Counter()

    def file(self) -> OwnersFile:
        """All of it."""
        return OwnersFile(
            platform=self._platform,
            rules=tuple(self._rules),
            sections=tuple(self._sections.values()),
            problems=tuple(self._problems),
        )

    def gitignore_line(self, line: str) -> None:
        """One line of GitHub or Bitbucket: one bad word and the line is skipped."""
        pattern, *owners = without_comment(words(line))
        if pattern.text.startswith("!"):
            self.problem(
                pattern,
                "negation",
                f"{self._name} knows no `!`, so this line is skipped",
                "remove the line; to leave paths without owner, write their pattern with no owner after it",
            )
        elif pattern.text.startswith("\\#"):
            self.problem(
                pattern,
                "escape",
                f"{self._name} knows no `\\#`, so this line is skipped",
                "use a wildcard for the first character: `?`",
            )
        elif bad := [word for word in owners if not self._owner.fullmatch(word.text)]:
            self._bad_owner(bad[0], "so this line is skipped")
        elif gitignore_glob(plain := _unescaped(pattern.text)) is None:
            self._dead(pattern)
        else:
            self._add(pattern, plain, owners)

    def gitlab_line(self, line: str) -> None:
        """One line of GitLab: a section heading, an exclusion or a rule; bad owners are left out one by one."""
        if line.lstrip().startswith(("[", "^[")):
            found = heading(line)
            if found is not None:
                self._enter(found)
                return
            self.problem(
                words(line)[0],
                "section",
                "this is no section heading, so GitLab takes it for a rule",
                "write `[Name]`, `^[Name]` or `[Name][2]`, then a space and the default owners",
            )
        pattern, *rest = words(line)
        exclude = pattern.text.startswith("!")
        plain = re.sub(r"^\\#", "#", _unescaped(pattern.text[exclude:]))
        owners = self._gitlab_owners(rest)
        if fnmatch_glob(plain) is None:
            self._dead(pattern)
            return
        if not exclude and not owners and not self._section.owners:
            self.problem(
                pattern,
                "no-owners",
                f"`{plain}` has no owner and its section no default owner, so GitLab approves every change of it",
                "add an owner, or exclude the path with `!`",
            )
        self._add(pattern, plain, owners, exclude=exclude)

    def gitea_line(self, line: str) -> None:
        """One line of Gitea or Forgejo: an expression of Go, `!` before it for all other files."""
        pattern, *rest = gitea_words(line) or (Word("", 1),)
        if not rest:
            self.problem(
                pattern,
                "no-owners",
                "a rule without owners is skipped",
                f"add {OWNER_FORMS['gitea']}",
            )
            return
        owners = []
        for word in rest:
            if self._owner.fullmatch(word.text):
                owners.append(word)
            else:
                self._bad_owner(word, "so it is left out")
        exclude = pattern.text.startswith("!")
        plain = pattern.text.removeprefix("!")
        test = compile_regex(plain)
        if isinstance(test, str):
            self.problem(
                pattern,
                "regex",
                f"`{plain[:80]}` {test}, so this line is skipped",
                "Gitea wants an expression of Go for the whole path, such as `docs/.*\\\\.md`",
            )
        else:
            self._add(pattern, plain, owners, exclude=exclude)

    def problem(self, word: Word, code: str, message: str, mend: str) -> None:
        """Notes what is wrong with a word of the current line."""
        place = Place(self._path, self.line, word.column)
        self._problems.append(
            Fault(kind="owners", code=code, message=message, place=place, mend=mend)
        )

    def _add(self, at: Word, pattern: str, owners: list[Word], *, exclude: bool = False) -> None:
        if self._platform == "gitea" or is_wild(pattern):
            self._counts["costly"] += 1
            limit = MAX_COSTLY[self._platform]
            if self._counts["costly"] > limit:
                if self._counts["costly"] == limit + 1:
                    self.problem(
                        at,
                        "too-many",
                        f"only the first {limit:,} rules with wildcards are read; this is one more",
                        "name folders instead of patterns",
                    )
                return
        names = tuple(word.text for word in owners)
        self._rules.append(
            OwnersRule(
                pattern=pattern,
                owners=()
                if exclude and self._platform == "gitlab"
                else names or self._section.owners,
                place=Place(self._path, self.line, at.column),
                section=self._section.name,
                exclude=exclude,
            )
        )

    def _enter(self, found: Heading) -> None:
        owners = self._gitlab_owners(list(found.owners))
        written = found.approvals.text.strip() if found.approvals else ""
        approvals = (
            int(written) if written.isascii() and written.isdigit() and len(written) < 6 else 0
        )
        if found.approvals and written and not approvals:
            self.problem(
                found.approvals,
                "section",
                f"`[{written[:40]}]` is no number of approvals, so GitLab asks for one",
                "write a number from 1 up, or leave the second brackets out",
            )
        key = found.name.text.casefold()
        if key not in self._sections and len(self._sections) == MAX_SECTIONS:
            self.problem(
                found.name,
                "too-many",
                f"only the first {MAX_SECTIONS:,} sections are kept apart",
                "join sections",
            )
            return
        section = Section(
            name=found.name.text,
            optional=found.optional,
            approvals=max(approvals, 1),
            owners=tuple(word.text for word in owners),
        )
        known = self._sections.setdefault(key, section)
        merged = msgspec.structs.replace(
            known,
            optional=known.optional and section.optional,
            approvals=max(known.approvals, section.approvals),
            owners=known.owners or section.owners,
        )
        self._sections[key] = merged
        # Default owners hold for the lines under their own heading, not for the section's other parts.
        self._section = msgspec.structs.replace(merged, owners=section.owners)

    def _gitlab_owners(self, found: list[Word]) -> list[Word]:
        owners = []
        comment = False
        for word in found:
            if self._owner.fullmatch(word.text):
                owners.append(word)
            elif word.text.startswith("#") and not comment:
                comment = True
                self.problem(
                    word,
                    "comment",
                    "GitLab knows no comment after a rule: each mention in it becomes an owner",
                    "put the comment on a line of its own",
                )
            elif not comment:
                self._bad_owner(word, "so it is left out")
        return owners

    def _bad_owner(self, word: Word, outcome: str) -> None:
        self.problem(
            word,
            "owner",
            f"`{word.text[:80]}` is no owner on {self._name}, {outcome}",
            f"write {OWNER_FORMS[self._platform]}",
        )

    def _dead(self, pattern: Word) -> None:
        self.problem(
            pattern,
            "pattern",
            f"`{pattern.text[:80]}` matches no path, so this line is skipped",
            "write `*` for every file, `/folder/` for a folder",
        )


def _unescaped(pattern: str) -> str:
    return re.sub(r"\\(\s)", r"\1", pattern)
