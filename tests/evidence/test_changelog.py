"""The changelog of an API, from real tags of a real repository."""

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

from gazetteer.evidence.changelog import api_changelog
from gazetteer.model.change import Release
from gazetteer.settings import Settings, site_of
from gazetteer.surveyor.folder import survey_folder

SPEC = """\
openapi: 3.0.3
info: {title: Orders, version: %s}
paths:
  /orders: {%s: {responses: {"200": {description: All}}}}
"""
CATALOG = """\
apiVersion: backstage.io/v1alpha1
kind: API
metadata: {name: orders}
spec: {type: openapi, lifecycle: production, owner: shop, definition: {$text: ./%s}}
"""


class Repository:
    def __init__(self, root: Path) -> None:
        self.root = root
        self._day = 0
        self.git("init", "-q")

    def git(self, *arguments: str) -> None:
        who = {
            f"GIT_{role}_{part}": "a@b"
            for role in ("AUTHOR", "COMMITTER")
            for part in ("NAME", "EMAIL")
        }
        when = {
            f"GIT_{role}_DATE": f"{1767225600 + self._day * 86400} +0000"
            for role in ("AUTHOR", "COMMITTER")
        }
        environment = os.environ | who | when | {"GIT_CONFIG_GLOBAL": os.devnull}
        subprocess.run(
            ["git", "-C", str(self.root), *arguments],
            env=environment,
            check=True,
            capture_output=True,
        )

    def commit(self, name: str, version: str, method: str, tag: str = "") -> None:
        self._day += 1
        (self.root / "catalog-info.yaml").write_text(CATALOG % name)
        (self.root / name).write_text(SPEC % (version, method))
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "change")
        if tag:
            self.git("tag", tag)

    def changelog(self) -> tuple[Release, ...]:
        site = site_of(Settings(), {}, "x")
        catalog = survey_folder(
            self.root, Settings(), site, ref="", as_of=date(2026, 11, 22)
        ).survey.catalog
        return api_changelog(catalog, catalog.of_kind("api")[0])


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    monkeypatch.setenv("GAZETTEER_CACHE", "off")
    return Repository(tmp_path)


def test_each_tag_tells_what_it_changed_and_the_newest_comes_first(repository: Repository):
    repository.commit("a.yaml", "1.0.0", "get", "v1")
    repository.commit("a.yaml", "1.0.0", "get", "v1-again")
    repository.commit("a.yaml", "2.0.0", "put", "v2")
    repository.commit("a.yaml", "2.1.0", "put")
    told = [(r.tag, r.date, r.version, [c.rule for c in r.changes]) for r in repository.changelog()]
    assert told == [
        ("", "2026-11-22", "2.1.0", []),
        ("v2", "2026-01-04", "2.0.0", ["operation-removed", "operation-added"]),
        ("v1", "2026-01-02", "", []),
    ]


def test_renames_are_followed(repository: Repository):
    repository.commit("a.yaml", "1.0.0", "get", "v1")
    repository.git("mv", "a.yaml", "b.yaml")
    repository.commit("b.yaml", "1.0.0", "get", "v2")
    repository.commit("b.yaml", "2.0.0", "put", "v3")
    assert [release.tag for release in repository.changelog()] == ["v3", "v1"]


def test_without_tags_there_is_none(repository: Repository):
    repository.commit("a.yaml", "1.0.0", "get")
    assert repository.changelog() == ()


def test_tags_on_merged_branches_tell_what_they_hold_and_versions_order_them(
    repository: Repository,
):
    repository.commit("a.yaml", "1.0.0", "get", "v1.0.0")
    repository.git("branch", "old")
    repository.commit("a.yaml", "2.0.0", "put", "v2.0.0")
    repository.git("checkout", "-q", "old")
    repository.commit("a.yaml", "1.0.1", "get", "v1.0.1")
    repository.git("checkout", "-q", "-")
    repository.git("merge", "-q", "-s", "ours", "old")
    repository.commit("a.yaml", "3.0.0", "post", "v3.0.0")
    told = [(r.tag, r.version, len(r.changes)) for r in repository.changelog()]
    assert told == [
        ("v3.0.0", "3.0.0", 2),
        ("v2.0.0", "2.0.0", 2),
        ("v1.0.1", "1.0.1", 0),
        ("v1.0.0", "", 0),
    ]


def test_a_branch_that_is_merged_after_a_tag_is_no_part_of_it(repository: Repository):
    repository.commit("a.yaml", "1.0.0", "get", "v1.0.0")
    repository.git("checkout", "-q", "-b", "work")
    repository.commit("a.yaml", "2.0.0", "put")
    repository.git("checkout", "-q", "-")
    repository.git("commit", "-q", "--allow-empty", "-m", "later")
    repository.git("tag", "v1.1.0")
    repository.git("merge", "-q", "--no-ff", "-m", "merge", "work")
    repository.git("tag", "v2.0.0")
    assert [r.tag for r in repository.changelog()] == ["v2.0.0", "v1.0.0"]


def test_files_that_the_description_refers_to_count(repository: Repository):
    order = "{type: object, properties: {id: {type: %s}}}"
    answer = (
        '{"200": {description: All, content: {application/json: {schema: {$ref: order.yaml}}}}}'
    )
    spec = f"get: {{responses: {answer}}}"
    (repository.root / "order.yaml").write_text(order % "string")
    repository.git("add", "-A")
    text = f"openapi: 3.0.3\ninfo: {{title: Orders, version: 1}}\npaths: {{/orders: {{{spec}}}}}\n"
    (repository.root / "catalog-info.yaml").write_text(CATALOG % "a.yaml")
    (repository.root / "a.yaml").write_text(text)
    for number, kind in enumerate(("string", "string", "integer"), 1):
        (repository.root / "order.yaml").write_text(order % kind)
        repository.git("add", "-A")
        repository.git("commit", "-q", "--allow-empty", "-m", "change")
        repository.git("tag", f"v{number}")
    told = [(r.tag, [c.rule for c in r.changes]) for r in repository.changelog()]
    assert told == [("v3", ["response-property-type-changed"]), ("v1", [])]
