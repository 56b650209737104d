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


class Part(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    rename={"class_": "class"},
):
    """A part of a rule's findings, as an entry of its `when` names it: those that fit all that is given.

    Attributes:
        path: glob of the file that the finding stands in.
        class_: class of the document that it stands in.
        kind: kind of the entity that it is about, of the document, or of the entity that both belong to.
        tier: tier of the first of these that has one: `1`, or the whole tag `tier-1`.
        owner: glob of the ref of the owner of the first of these that has one: `group:payments`.
    """

    path: str = ""
    class_: DocumentClass | None = None
    kind: str = ""
    tier: str | int = ""
    owner: str = ""


PART = frozenset(field.encode_name for field in msgspec.structs.fields(Part))
"""Keys of an entry of `when` that name the part; beside them stand `severity` and the rule's own options."""


Entry = tuple[Part, Severity | Literal["off"] | None, dict[str, Any]]
"""An entry of `when`: the part, its severity where one is given, and its options as written."""


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The user's choices.

    Attributes:
        name: name of the company or product, for the pages.
        include: globs of the paths to survey.
        exclude: globs of paths to leave out, on top of the usual ones (`node_modules/` and the like).
        sources: names of the sources to use; empty for all.
        discover: whether services, stores and ties are inferred from manifests and compose files: `auto` only where
            no descriptor declares a component.
        known_refs: patterns of refs that other repositories hold, so that they do not dangle.
        owners: how ownership files are read.
        decisions: how decision records are found, read and written.
        rules: rule id -> severity or `off`, or a mapping with `severity`, the rule's own options, and `when`: a list of
            the same for parts of its findings, the last that fits holds.
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

    def options(self, rule: str, entry: int | None = None) -> dict[str, Any]:
        """The rule's own options as written; with those of an entry of its `when`, where one is named."""
        choice = self.rules.get(rule)
        if not isinstance(choice, dict):
            return {}
        own = {key: value for key, value in choice.items() if key not in {"severity", "when"}}
        return own if entry is None else own | self.when(rule)[entry][2]

    def when(self, rule: str) -> tuple[Entry, ...]:
        """The entries of a rule's `when`, in their order."""
        choice = self.rules.get(rule)
        entries = choice.get("when", ()) if isinstance(choice, dict) else ()
        return tuple(_entry(entry) for entry in entries)

    def is_off(self, rule: str) -> bool:
        """Whether a rule has nothing to say anywhere."""
        return self.level(rule) == "off" and all(
            level in {None, "off"} for _, level, _ in self.when(rule)
        )


def _entry(entry: Mapping[str, Any]) -> Entry:
    level = entry.get("severity")
    severity: Severity | Literal["off"] | None
    severity = Severity(level) if level in set(Severity) else "off" if level == "off" else None
    part = msgspec.convert({key: entry[key] for key in entry.keys() & PART}, Part)
    options = {key: value for key, value in entry.items() if key not in PART | {"severity"}}
    return part, severity, options


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
        for key, one in _levelled(f"rules.{rule}", choice):
            severity = one.get("severity", "off")
            if severity not in levels:
                yield f"{key}.severity: must be one of {', '.join(levels)}, not {severity!r}"
        yield from _part_problems(f"rules.{rule}.when", choice)
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


def _levelled(key: str, choice: object) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The mappings in which a severity may stand: that of a rule, and the entries of its `when`."""
    if isinstance(choice, Mapping):
        yield key, choice
        entries = choice.get("when", ())
        for number, entry in enumerate(entries if isinstance(entries, list) else ()):
            if isinstance(entry, Mapping):
                yield f"{key}.when.{number}", entry


def _part_problems(key: str, choice: object) -> Iterator[str]:
    entries = choice.get("when", []) if isinstance(choice, Mapping) else []
    if not isinstance(entries, list):
        yield f"{key}: expected a list, got {type(entries).__name__}"
        return
    for number, entry in enumerate(entries):
        if not isinstance(entry, Mapping):
            yield f"{key}.{number}: expected a mapping, got {type(entry).__name__}"
        elif not (named := {name: entry[name] for name in entry if name in PART}):
            yield f"{key}.{number}: name the part with one of {', '.join(sorted(PART))}"
        else:
            yield from faults(named, Part, f"{key}.{number}")


def _is_inside(path: str) -> bool:
    """Whether a relative path stays below the folder it starts from, and names something in it."""
    parts = path.replace("\\", "/").strip("/").split("/")
    return not path.startswith(("/", "\\")) and all(
        part not in {"", ".", ".."} and part.isprintable() for part in parts
    )
