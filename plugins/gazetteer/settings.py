"""The settings: the user's block turned into one frozen object; all its faults are told at once."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from importlib.util import find_spec
from typing import Any, Literal

import msgspec

from gazetteer.errors import SettingsError
from gazetteer.formats.shaped import faults
from gazetteer.model.rule import Severity
from gazetteer.model.survey import Site

VIEWER = "mkdocs_swagger_ui_tag"
"""The package that brings Swagger UI, the extra `try-it`."""

DocumentClass = Literal[
    "runbook",
    "how-to",
    "onboarding",
    "reference",
    "decision",
    "changelog",
    "post-mortem",
    "generated",
    "readme",
    "page",
]
Level = Literal["error", "warning", "note", "off"]


class OwnersSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How ownership files are read.

    Attributes:
        platform: whose rules hold; `auto` takes the first platform whose file is found.
        teams: handle in the ownership file -> ref of a group or user (`"@acme/payments": group:payments`).
        share: part of a service's files that one owner must have to be taken for the service's owner.
    """

    platform: Literal["auto", "github", "gitlab", "bitbucket", "gitea"] = "auto"
    teams: dict[str, str] = {}
    share: float = 0.5


class DecisionsSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How decision records are found, read and written.

    Attributes:
        folders: paths or globs of folders that hold records, beside those found by themselves (`docs/adr`,
            `doc/adr`, `decisions` and the like, `.adr-dir`, `.log4brains.yml`, `backstage.io/adr-location`).
        leave_out: globs of files in such folders that are no records.
        statuses: your own words -> draft, proposed, accepted, rejected, deprecated or superseded
            (`parked: proposed`); they win over the usual ones.
        day_first: whether `05/02/2018` is in February; without it, the other records of the log tell, or it is unknown.
        template: what `gazetteer new decision` fills in: `madr`, `nygard`, `y`, or the path of your own form; empty for
            the form of the newest record.
    """

    folders: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    statuses: dict[
        str, Literal["draft", "proposed", "accepted", "rejected", "deprecated", "superseded"]
    ] = {}
    day_first: bool | None = None
    template: str = ""

    @property
    def words(self) -> dict[str, str]:
        """`statuses` with its words in lower case."""
        return {" ".join(word.lower().split()): status for word, status in self.statuses.items()}


class IgnoreSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One silence: every finding that fits all the given parts is kept, but not counted.

    Attributes:
        rule: id of the rule, or `*`.
        path: glob of the file.
        entity: glob of the ref, with or without the default namespace.
        fingerprint: fingerprint of one finding.
        reason: why the findings are accepted.
        until: ISO date after which the finding counts again.
    """

    rule: str
    reason: str
    path: str = ""
    entity: str = ""
    fingerprint: str = ""
    until: date | None = None


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The user's choices.

    Attributes:
        name: name of the company or product, for the pages.
        include: globs of the paths to survey.
        exclude: globs of paths to leave out, on top of the usual ones (`node_modules/` and the like).
        sources: names of the sources to use; empty for all.
        discover: whether services are inferred from manifests: `auto` only where no descriptor declares a component.
        known_refs: patterns of refs that other repositories hold, so that they do not dangle.
        owners: how ownership files are read.
        decisions: how decision records are found, read and written.
        rules: rule id -> severity or `off`, or a mapping with `severity` and the rule's own options.
        ignore: silences, each with its reason.
        baseline: path of the baseline file, relative to the root.
        fail_on: findings of this severity or worse fail the build; `never` for none.
        classes: glob of documents -> their class, where neither front matter nor path tells it; the last that fits
            wins.
        directory: URL prefix of generated pages.
        repo_url: address of the repository, for links to files.
        branch: branch that links to files point to.
        edit_uri: path below `repo_url` under which files are edited; derived for GitHub and GitLab.
        try_it: whether every OpenAPI description gets a page of Swagger UI; needs the extra `try-it`.
        max_file_bytes: larger files are reported, not read.
    """

    name: str = ""
    include: tuple[str, ...] = ("**",)
    exclude: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    discover: Literal["auto", "always", "never"] = "auto"
    known_refs: tuple[str, ...] = ()
    owners: OwnersSettings = OwnersSettings()
    decisions: DecisionsSettings = DecisionsSettings()
    rules: dict[str, Level | dict[str, Any]] = {}
    ignore: tuple[IgnoreSettings, ...] = ()
    baseline: str = "gazetteer-baseline.json"
    fail_on: Literal["error", "warning", "note", "never"] = "error"
    classes: dict[str, DocumentClass] = {}
    directory: str = "catalog"
    repo_url: str = ""
    branch: str = "HEAD"
    edit_uri: str = ""
    try_it: bool = False
    max_file_bytes: int = 32 * 1024 * 1024

    @property
    def threshold(self) -> Severity | None:
        """`fail_on` as a severity; None for never."""
        return None if self.fail_on == "never" else Severity(self.fail_on)

    def level(self, rule: str) -> Severity | Literal["off"] | None:
        """What the settings say about a rule's severity; None when they are silent."""
        choice = self.rules.get(rule)
        if isinstance(choice, dict):
            choice = choice.get("severity")
        if choice is None:
            return None
        return "off" if choice == "off" else Severity(choice)

    def options(self, rule: str) -> dict[str, Any]:
        """The rule's own options as written."""
        choice = self.rules.get(rule)
        if not isinstance(choice, dict):
            return {}
        return {key: value for key, value in choice.items() if key != "severity"}


def parse_settings(block: Mapping[str, Any]) -> Settings:
    """Turns the user's block into settings.

    Raises:
        SettingsError: with every fault of the block, not only the first, as `dotted.key: what is wrong`.
    """
    problems = (*faults(block, Settings, ""), *_value_problems(block))
    if problems:
        raise SettingsError(problems)
    return msgspec.convert(block, Settings)


def site_of(settings: Settings, theme: Mapping[str, str], folder: str) -> Site:
    """What pages must know, from the settings and the keys of `mkdocs.yml` that say the same.

    Args:
        settings: the user's choices; what they say wins.
        theme: `site_name`, `repo_url`, `edit_uri`, `site_url`, where they are given.
        folder: name of the root, when nothing else gives a name.
    """
    repo_url = (settings.repo_url or theme.get("repo_url", "")).rstrip("/")
    edit_uri = settings.edit_uri or theme.get("edit_uri", "")
    blob_url = edit_url = commit_url = ""
    if re.match(r"https?://", repo_url):
        # MkDocs' edit_uri names the branch; it points into docs_dir, so only the branch is of use to us.
        named = re.match(r"(?:-/)?(?:edit|blob)/([^/]+)/", edit_uri)
        branch = named[1] if named and settings.branch == "HEAD" else settings.branch
        gitlab = "gitlab" in repo_url.split("/")[2]
        tree = f"{repo_url}/-/" if gitlab else f"{repo_url}/"
        blob_url = f"{tree}blob/{branch}/"
        edit_url = f"{tree}edit/{branch}/"
        commit_url = f"{tree}commit/"
    return Site(
        name=settings.name or theme.get("site_name", "") or folder,
        directory=settings.directory.strip("/"),
        repo_url=repo_url,
        blob_url=blob_url,
        edit_url=edit_url,
        commit_url=commit_url,
        site_url=theme.get("site_url", ""),
        try_it=settings.try_it,
    )


def _value_problems(block: object) -> Iterator[str]:
    """Values of the right type that mean nothing."""
    if not isinstance(block, Mapping):
        return
    rules = block.get("rules")
    levels = (*Severity, "off")
    for rule, choice in rules.items() if isinstance(rules, Mapping) else ():
        severity = choice.get("severity", "off") if isinstance(choice, Mapping) else "off"
        if severity not in levels:
            yield f"rules.{rule}.severity: must be one of {', '.join(levels)}, not {severity!r}"
    for key, example in (("directory", "catalog"), ("baseline", "gazetteer-baseline.json")):
        path = block.get(key)
        if isinstance(path, str) and not _is_inside(path):
            yield f"{key}: must be a path that leads nowhere else, such as {example}, not {path!r}"
    if block.get("try_it") is True and find_spec(VIEWER) is None:
        yield "try_it: the viewer is not installed: pip install 'mkdocs-gazetteer[try-it]'"
    owners = block.get("owners")
    share = owners.get("share") if isinstance(owners, Mapping) else None
    if isinstance(share, int | float) and not 0 < share <= 1:
        yield f"owners.share: must be more than 0 and at most 1, not {share}"


def _is_inside(path: str) -> bool:
    """Whether a relative path stays below the folder it starts from, and names something in it."""
    parts = path.replace("\\", "/").strip("/").split("/")
    return not path.startswith(("/", "\\")) and all(
        part not in {"", ".", ".."} and part.isprintable() for part in parts
    )
