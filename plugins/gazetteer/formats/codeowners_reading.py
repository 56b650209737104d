"""One reading of one ownership file: the rules, sections and problems found so far, whatever the grammar."""

import re
from collections import Counter

import msgspec

from gazetteer.formats.codeowners_glob import fnmatch_glob, gitignore_glob, is_wild
from gazetteer.formats.codeowners_lines import OWNER, OWNER_FORMS, PLATFORM_NAMES, Heading, Word
from gazetteer.model.fault import Fault
from gazetteer.model.ownership import OwnersFile, OwnersRule, Section
from gazetteer.model.place import Place

MAX_COSTLY = {"gitea": 1_000, "github": 5_000, "gitlab": 5_000, "bitbucket": 5_000}
"""Rules that may have to be tried path by path (wildcards, expressions); more are reported, not read."""

MAX_TOGETHER = 500
"""So many of them for one folder, since all of its files are tried by all of them."""

MAX_SECTIONS = 1_000
_GLOBS = {"gitlab": fnmatch_glob, "github": gitignore_glob, "bitbucket": gitignore_glob}


class Reading:
    """What has been found so far.

    Attributes:
        line: the current one, 1-based.
        name: of the platform, for people.
        section: the current one, with the default owners of its heading (GitLab).
    """

    def __init__(self, path: str, platform: str) -> None:
        self.line = 0
        self._path, self._platform = path, platform
        self.name = PLATFORM_NAMES[platform]
        self._owner = re.compile(OWNER[platform], re.ASCII)
        self._rules: list[OwnersRule] = []
        self._problems: list[Fault] = []
        self._sections: dict[str, Section] = {}
        self.section = Section("")
        self._counts: Counter[str] = Counter()

    def file(self) -> OwnersFile:
        """All of it."""
        return OwnersFile(
            platform=self._platform,
            rules=tuple(self._rules),
            sections=tuple(self._sections.values()),
            problems=tuple(self._problems),
        )

    def problem(self, word: Word, code: str, message: str, mend: str) -> None:
        """Notes what is wrong with a word of the current line."""
        place = Place(self._path, self.line, word.column)
        self._problems.append(
            Fault(kind="owners", code=code, message=message, place=place, mend=mend)
        )

    def add(self, at: Word, pattern: str, owners: list[Word], *, exclude: bool = False) -> None:
        """Adds a rule, unless there are too many that have to be tried path by path."""
        if (self._platform == "gitea" or is_wild(pattern)) and self._is_one_too_many(at, pattern):
            return
        names = tuple(word.text for word in owners)
        self._rules.append(
            OwnersRule(
                pattern=pattern,
                owners=()
                if exclude and self._platform == "gitlab"
                else names or self.section.owners,
                place=Place(self._path, self.line, at.column),
                section=self.section.name,
                exclude=exclude,
            )
        )

    def _is_one_too_many(self, at: Word, pattern: str) -> bool:
        """Counts a rule that may have to be tried path by path, and tells of the first that is not read."""
        glob = _GLOBS[self._platform](pattern) if self._platform in _GLOBS else None
        bounds = {"": (MAX_COSTLY[self._platform], "")}
        if glob is not None:
            where = f"`{glob.folder}/`" if glob.folder else "the root"
            bounds[f"{glob.folder}/"] = (MAX_TOGETHER, f" at {where}")
        for counted, (limit, where) in bounds.items():
            self._counts[counted] += 1
            if self._counts[counted] == limit + 1:
                message = f"only the first {limit:,} rules with wildcards{where} are read; this is one more"
                self.problem(at, "too-many", message, "name folders instead of patterns")
        return any(self._counts[counted] > limit for counted, (limit, _) in bounds.items())

    def enter(self, found: Heading, owners: list[Word]) -> None:
        """Begins a section, or goes on with one; `owners` are its default owners."""
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
        self.section = msgspec.structs.replace(merged, owners=section.owners)

    def is_owner(self, word: Word) -> bool:
        """Whether a word names an owner on this platform."""
        return self._owner.fullmatch(word.text) is not None

    def bad_owner(self, word: Word, outcome: str) -> None:
        """Notes a word that is no owner, and what comes of it."""
        self.problem(
            word,
            "owner",
            f"`{word.text[:80]}` is no owner on {self.name}, {outcome}",
            f"write {OWNER_FORMS[self._platform]}",
        )

    def dead(self, pattern: Word) -> None:
        """Notes a pattern that matches nothing."""
        self.problem(
            pattern,
            "pattern",
            f"`{pattern.text[:80]}` matches no path, so this line is skipped",
            "write `*` for every file, `/folder/` for a folder",
        )
