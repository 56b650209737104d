"""The survey: the same with and without cache, in any order; and what the settings let in."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import ModuleType

import msgspec
import pytest

import gazetteer.extension
from gazetteer.errors import PlugError, SettingsError
from gazetteer.history.snapshot import snapshot
from gazetteer.model.entity import Entity
from gazetteer.model.finding import Finding, Silence
from gazetteer.model.place import Place
from gazetteer.model.ref import Ref
from gazetteer.model.rule import Rule, Severity
from gazetteer.model.survey import Survey
from gazetteer.repo.cache import RecordCache
from gazetteer.repo.tree import MemoryTree
from gazetteer.settings import Settings, parse_settings
from gazetteer.surveyor import survey
from gazetteer.surveyor.configured import read_settings
from gazetteer.surveyor.since import Base, only_worse

TODAY = date(2026, 1, 1)
API = """\
apiVersion: backstage.io/v1alpha1
kind: API
metadata: {name: cart-api, description: Carts}
spec:
  type: openapi
  lifecycle: experimental
  owner: shop
  definition:
    $text: ./openapi.yaml
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: cart, description: Holds}
spec: {type: library, lifecycle: experimental, owner: shop, providesApis: [cart-api]}
"""
SPEC = """\
openapi: 3.0.3
info: {title: Cart, version: "1"}
paths:
  /a: {get: {responses: {"200": {description: ok}}}}
"""
GROUP = """\
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: shop, description: Team}
spec: {type: team, children: []}
"""
RECORD = "---\nstatus: accepted\ndate: 2026-01-01\n---\n# {}\n\nSupersedes [one](0001-one.md).\n"
ESTATE = {
    "cart/catalog-info.yaml": API,
    "cart/openapi.yaml": SPEC,
    "cart/README.md": "# Cart\n\nHolds.\n",
    "teams.yaml": GROUP,
    "adr/0001-one.md": "---\nstatus: superseded by [two](0002-two.md)\ndate: 2026-01-01\n---\n# One\n",
    "adr/0002-two.md": RECORD.format("Two"),
    "all.yaml": "apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: {name: all}\n"
    "spec: {targets: ['./cart/*.yaml', './missing.yaml']}\n",
}


class CountingTree(MemoryTree):
    """Knows what was read from it."""

    def __init__(self, files: Mapping[str, str | bytes]) -> None:
        super().__init__(files, "estate")
        self.reads: list[str] = []

    def read(self, path: str) -> bytes | None:
        self.reads.append(path)
        return super().read(path)


class ShuffledTree(MemoryTree):
    """Lists its files in another order."""

    def paths(self) -> Mapping[str, str]:
        pairs = list(super().paths().items())
        return dict(sorted(pairs, key=lambda pair: pair[1]))


def run(files: Mapping[str, str | bytes], cache: Path | None = None, **choices: object) -> Survey:
    opened = RecordCache(cache)
    try:
        return survey(CountingTree(files), parse_settings(choices), today=TODAY, cache=opened)
    finally:
        opened.close()


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache.sqlite"


def refs(found: Survey) -> set[str]:
    return {ref.short for ref in found.catalog.entities}


# cache


def test_with_without_and_again_with_the_cache_are_equal(cache: Path):
    bare = snapshot(run(ESTATE))
    assert snapshot(run(ESTATE, cache)) == bare
    assert snapshot(run(ESTATE, cache)) == bare


def test_a_warm_run_reads_only_for_what_is_told(cache: Path):
    run(ESTATE, cache)
    tree = CountingTree(ESTATE)
    opened = RecordCache(cache)
    found = survey(tree, Settings(), today=TODAY, cache=opened)
    opened.close()
    # Files with findings are looked through for comments that silence them, and so is the baseline.
    told = {finding.place.path for finding in found.findings}
    assert set(tree.reads) <= told | {"gazetteer-baseline.json"}
    assert "cart/openapi.yaml" not in tree.reads


CHANGES = {
    "the target of $text": {"cart/openapi.yaml": SPEC.replace("/a:", "/b:")},
    "the target of $text is gone": {"cart/openapi.yaml": None},
    "a target that was missing": {"missing.yaml": GROUP.replace("shop", "crew")},
    "the answer of a glob": {"cart/more.yaml": GROUP.replace("shop", "crew")},
    "the record that a link means": {"adr/0001-one.md": None},
    "a new record": {"adr/0003-three.md": RECORD.format("Three")},
    "the file itself": {"teams.yaml": GROUP.replace("Team", "Crew")},
    "a file of the same content elsewhere": {"teams.yaml": None, "x/teams.yaml": GROUP},
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_an_answer_hung_on_makes_it_anew(cache: Path, what: str):
    changed = {**ESTATE, **CHANGES[what]}
    changed = {path: text for path, text in changed.items() if text is not None}
    run(ESTATE, cache)
    warm = snapshot(run(changed, cache))
    assert warm == snapshot(run(changed))
    assert warm != snapshot(run(ESTATE))


def test_another_limit_of_size_is_another_answer(cache: Path):
    run(ESTATE, cache)
    small = run(ESTATE, cache, max_file_bytes=100)
    assert [f.code for f in small.catalog.faults].count("too-large") > 1
    assert snapshot(small) == snapshot(run(ESTATE, max_file_bytes=100))
    assert snapshot(run(ESTATE, cache)) == snapshot(run(ESTATE))


def test_another_version_of_a_source_reads_again(cache: Path, monkeypatch):
    from gazetteer.sources import descriptor

    run(ESTATE, cache)
    monkeypatch.setattr(descriptor, "version", descriptor.version + 1)
    monkeypatch.setattr(descriptor, "read", lambda _file, _siblings: iter(()))
    assert "component:cart" not in refs(run(ESTATE, cache))


# determinism


def test_two_runs_give_the_same_bytes():
    assert snapshot(run(ESTATE)) == snapshot(run(dict(reversed(ESTATE.items()))))


def test_the_order_of_files_decides_nothing():
    twice = {**ESTATE, "z/teams.yaml": GROUP, "a/teams.yaml": GROUP.replace("Team", "First")}
    shuffled = survey(ShuffledTree(twice, "estate"), Settings(), today=TODAY)
    assert snapshot(shuffled) == snapshot(run(twice))


# scope


def test_excluded_files_are_no_sources_but_exist():
    found = run(ESTATE, exclude=["cart/openapi.yaml", "teams.yaml"])
    assert "group:shop" not in refs(found)
    assert "teams.yaml" in found.catalog.paths
    assert not [f for f in found.findings if f.rule == "api-undefined"]


def test_include_lets_in_only_what_it_names():
    assert refs(run(ESTATE, include=["teams.yaml"])) == {"group:shop"}
    assert refs(run(ESTATE, include=["**", "!adr/**"])).isdisjoint({"decision:0001-one"})


def test_sources_names_those_in_use():
    assert {ref.partition(":")[0] for ref in refs(run(ESTATE, sources=["decisions"]))} == {
        "decision"
    }


@pytest.mark.parametrize("folder", ["node_modules", ".venv", "site-packages", "__pycache__"])
def test_other_peoples_code_is_left_out(folder: str):
    assert refs(run({f"a/{folder}/b/teams.yaml": GROUP})) == set()


# settings


def test_all_faults_of_settings_are_told_at_once():
    block = {
        "colour": 1,
        "rules": {"no-such": "off", "doc-stale": {"comits": 1, "severity": "loud"}},
        "sources": ["nothing"],
    }
    with pytest.raises(SettingsError) as error:
        read_settings(block)
    assert [problem.partition(": ")[0] for problem in error.value.problems] == [
        "colour",
        "rules.doc-stale.severity",
        "rules.no-such",
        "rules.doc-stale.comits",
        "sources.0",
    ]


@pytest.mark.parametrize("choices", [{"rules": {"no-such": "off"}}, {"sources": ["x"]}])
def test_settings_that_do_not_fit_stop_before_anything_is_read(choices: dict):
    tree = CountingTree(ESTATE)
    with pytest.raises(SettingsError):
        survey(tree, parse_settings(choices), today=TODAY)
    assert tree.reads == []


def test_severity_and_options_of_a_rule_hold():
    files = {"cart/catalog-info.yaml": API}
    found = run(files, rules={"owner-unknown": "note", "api-undefined": {"severity": "warning"}})
    severities = {f.rule: f.severity for f in found.findings}
    assert severities["owner-unknown"] == Severity.NOTE
    off = run(files, rules={"owner-unknown": "off"})
    assert "owner-unknown" not in {f.rule for f in off.findings}
    assert "owner-unknown" not in off.rules


# parts of other packages


def source() -> ModuleType:
    module = ModuleType("acme_teams")

    def read(file, siblings):
        for number, line in enumerate(file.text.splitlines(), 1):
            place = Place(file.path, number, 1)
            yield Entity(ref=Ref.of("group", line), name=line, place=place, source="acme-teams")

    module.__dict__.update(name="acme-teams", version=1, patterns=("**/*.teams",), read=read)
    return module


def check(rule: str = "acme-rule") -> ModuleType:
    module = ModuleType("acme_rule", "## What it finds\n\nGroups.\n")

    def find(catalog, options):
        for group in catalog.of_kind("group"):
            text = f"{options.word} {group.name}"
            yield Finding(rule=rule, message=text, mend="Go.", place=group.place, entity=group.ref)

    options = msgspec.defstruct(
        "Options", [("word", str, "no")], frozen=True, forbid_unknown_fields=True
    )
    module.__dict__.update(rule=Rule(rule, Severity.NOTE, "x"), check=find, Options=options)
    return module


class Point:
    """An entry point of another package."""

    def __init__(self, name: str, part: object) -> None:
        self.name, self.value, self._part = name, f"acme.{name}", part

    def load(self) -> object:
        if isinstance(self._part, Exception):
            raise self._part
        return self._part


@pytest.fixture
def plug(monkeypatch):
    plugged: dict[str, list[Point]] = {}

    def entry_points(*, group: str) -> list[Point]:
        return plugged.get(group, [])

    monkeypatch.setattr(gazetteer.extension, "entry_points", entry_points)

    def add(group: str, part: object, name: str = "part") -> None:
        plugged.setdefault(group, []).append(Point(name, part))

    return add


def test_a_source_of_another_package_takes_part(plug, cache: Path):
    plug("gazetteer.sources", source())
    files = {"a.teams": "crew\n"}
    assert refs(run(files, cache)) == {"group:crew"}
    assert refs(run(files, cache)) == {"group:crew"}
    assert refs(run(files, sources=["acme-teams"])) == {"group:crew"}
    assert refs(run(files, sources=["descriptor"])) == set()


def test_a_check_of_another_package_takes_part(plug):
    plug("gazetteer.checks", check())
    found = run({"teams.yaml": GROUP}, rules={"acme-rule": {"word": "not", "severity": "error"}})
    assert [(f.message, f.severity) for f in found.findings if f.rule == "acme-rule"] == [
        ("not shop", Severity.ERROR)
    ]
    assert "acme-rule" in found.rules
    with pytest.raises(SettingsError, match=r"acme-rule\.wrod"):
        run({}, rules={"acme-rule": {"wrod": "x"}})


@pytest.mark.parametrize("error", [ImportError("no module"), AttributeError("no such name")])
def test_a_part_that_cannot_be_imported_is_named(plug, error: Exception):
    plug("gazetteer.checks", error, "broken")
    with pytest.raises(PlugError, match="broken"):
        run({})


def test_two_parts_of_one_name_are_refused(plug):
    plug("gazetteer.checks", check("doc-stale"))
    with pytest.raises(PlugError, match="doc-stale"):
        run({})


# since


def finding(severity: Severity = Severity.WARNING, **more: object) -> Finding:
    return Finding(
        rule="a-b",
        message="m",
        mend="x",
        place=Place("f"),
        fingerprint="1",
        severity=severity,
        **more,
    )


def surveyed(*findings: Finding) -> Survey:
    return Survey(catalog=run({}).catalog, findings=findings)


@pytest.mark.parametrize(
    ("before", "now", "counts"),
    [
        (finding(), finding(), False),
        (finding(Severity.ERROR), finding(), False),
        (finding(), finding(Severity.ERROR), True),
        (finding(undecided=True), finding(), True),
        (finding(), finding(undecided=True), True),
        (finding(undecided=True), finding(undecided=True), True),
        (finding(silenced=Silence("inline", "why")), finding(), True),
        (finding(), finding(silenced=Silence("inline", "why")), False),
    ],
)
def test_what_is_worse(before: Finding, now: Finding, counts: bool):
    assert bool(only_worse(surveyed(now), Base.of(surveyed(before), {})).counted) == counts
