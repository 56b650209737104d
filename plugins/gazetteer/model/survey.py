"""A survey: everything one run found; immutable. Pages and reports are made from it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar, cast

import msgspec

from gazetteer.model.catalog import Catalog, Reader, unreadable
from gazetteer.model.finding import Finding
from gazetteer.model.ownership import OwnersAnswer
from gazetteer.model.rule import Rule, Severity


class RuleText(msgspec.Struct, frozen=True):
    """A rule with the sections of its docstring, ready to be shown.

    Attributes:
        sections: heading -> Markdown, in the order What it finds, Why, How to mend, Wrong, Right.
        options: (name, default, description) of each option.
    """

    rule: Rule
    sections: dict[str, str]
    options: tuple[tuple[str, str, str], ...] = ()


class Site(msgspec.Struct, frozen=True, kw_only=True):
    """What pages must know about the site they stand in.

    Attributes:
        name: of the company or the repository.
        directory: URL prefix of all generated pages, without slashes: `catalog`.
        repo_url: of the repository, without a trailing slash; empty when unknown.
        blob_url: prefix to which a path is appended to show a file, ending in `/`; empty when unknown.
        edit_url: the same for editing.
        commit_url: prefix to which a commit's id is appended to show it; empty when unknown.
        site_url: canonical address of the site, ending in `/`; empty when unknown.
        index: what a link to a page's folder needs behind it: `index.html` for sites that are read from disk.
        written: path in the tree -> URI of the pages that people wrote for the site itself.
        gated: folder of the pages that the plugin `gazetteer/gate` judges again as the site shows them, ending in `/`;
            empty where it is not among the plugins.
        try_it: whether OpenAPI descriptions get a page on which their calls can be tried.
    """

    name: str = ""
    directory: str = "catalog"
    repo_url: str = ""
    blob_url: str = ""
    edit_url: str = ""
    commit_url: str = ""
    site_url: str = ""
    index: str = ""
    written: dict[str, str] = {}
    gated: str = ""
    try_it: bool = False


def nobody(_path: str) -> OwnersAnswer | None:
    """Whom the ownership file names for a path, where there is no such file."""
    return None


Made = TypeVar("Made")

OptionsAt = Callable[[str, str], object | None]
"""Gives the options that hold for the findings of a rule in a file."""


def off(_rule: str, _path: str) -> object | None:
    """The options where no rule is on."""
    return None


@dataclass(frozen=True)
class Survey:
    """The result of one run.

    Attributes:
        findings: sorted by path, line, rule; silenced ones included.
        options: rule id and path of a file -> what the rule's findings there are judged by (a struct of its own
            shape); None where it is off.
        rules: every rule that was on, by id.
        seconds: step -> wall seconds, for the summary line.
        owners: path -> whom the ownership file in force names; None where there is no such file.
        read: path -> decoded text of a file of the surveyed tree, or None; prose is read when its page is rendered.
    """

    catalog: Catalog
    findings: tuple[Finding, ...] = ()
    site: Site = field(default_factory=Site)
    rules: Mapping[str, RuleText] = field(default_factory=dict)
    options: OptionsAt = field(default=off, compare=False, repr=False)
    seconds: Mapping[str, float] = field(default_factory=dict)
    owners: Callable[[str], OwnersAnswer | None] = field(default=nobody, compare=False, repr=False)
    read: Reader = field(default=unreadable, compare=False, repr=False)
    _made: dict[object, object] = field(default_factory=dict, init=False, compare=False, repr=False)

    def once(self, make: Callable[["Survey"], Made]) -> Made:
        """What a function makes of this survey; it is called the first time, for families of pages share look-ups."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast("Made", self._made[make])

    @property
    def counted(self) -> tuple[Finding, ...]:
        """Findings that are not silenced."""
        return tuple(finding for finding in self.findings if finding.silenced is None)

    def count(self, severity: Severity) -> int:
        """Counted findings of one severity."""
        return sum(finding.severity == severity for finding in self.counted)

    def exit_code(self, fail_on: Severity | None, *, allowed: int = 0) -> int:
        """0 clean, 1 more than `allowed` findings at or above `fail_on` (None: never), 3 could not decide.

        The codes are those of DESIGN §6.
        """
        failing = sum(
            finding.severity.weight >= fail_on.weight
            for finding in self.counted
            if fail_on and finding.severity and not finding.undecided
        )
        if failing > allowed:
            return 1
        return 3 if any(finding.undecided for finding in self.counted) else 0
