"""Who rewrote an accepted decision, told from real repositories through the command."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from tests.cli.conftest import Folder

NYGARD = """\
# 1. Use PostgreSQL

Date: 2026-01-01

## Status

{status}

## Context

We need a database, and it must keep what it is given.

## Decision

We use {choice}.

## Consequences

{after}
"""
PATH = "doc/adr/0001-use-postgresql.md"


def record(status: str = "Accepted", choice: str = "PostgreSQL", after: str = "Backups.") -> str:
    return NYGARD.format(status=status, choice=choice, after=after)


@pytest.fixture(autouse=True)
def _known_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, os.devnull)
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Ann")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "ann@example.org")
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("GAZETTEER_CACHE", "off")


@pytest.fixture
def log(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "log")


def edited(log: Folder, *options: str) -> list[dict]:
    found = log.run("check", "--fail-on", "never", "--format", "json", *options, code=None)
    return [f for f in json.loads(found.stdout)["findings"] if f["rule"] == "decision-edited"]


def test_the_finding_names_the_commit_and_what_changed(log: Folder):
    log.commit({PATH: record()})
    commit = log.commit({PATH: record(choice="MySQL")})
    (found,) = edited(log)
    assert commit[:10] in found["message"]
    assert "Ann: change" in found["message"]
    assert "in 'Decision' 'PostgreSQL' became 'MySQL'" in found["message"]
    assert "accepted on 2026-01-02" in found["message"]
    assert found["place"]["path"] == PATH
    assert found["severity"] == "error"
    log.run("check", code=1)


def test_what_is_not_committed_counts(log: Folder):
    log.commit({PATH: record()})
    log.write({PATH: record(choice="MySQL")})
    assert "not committed" in edited(log)[0]["message"]


def test_before_its_acceptance_a_record_may_change(log: Folder):
    log.commit({PATH: record("Proposed", "Oracle")})
    log.commit({PATH: record("Proposed", "MySQL")})
    log.commit({PATH: record()})
    log.commit({PATH: record("Superseded by [2. Use files](0002-use-files.md)")})
    assert edited(log) == []


def test_going_back_to_proposed_opens_it_again(log: Folder):
    log.commit({PATH: record()})
    log.commit({PATH: record("Proposed")})
    log.commit({PATH: record(choice="MySQL")})
    assert edited(log) == []


def test_an_edit_that_was_taken_back_is_none(log: Folder):
    log.commit({PATH: record()})
    log.commit({PATH: record(choice="MySQL")})
    log.commit({PATH: record()})
    assert edited(log) == []


def test_an_edit_made_while_superseding_counts(log: Folder):
    log.commit({PATH: record()})
    log.commit({PATH: record("Superseded by [2. Use files](0002-use-files.md)", "no database")})
    assert len(edited(log)) == 1


def test_moving_the_folder_is_none_and_hides_none(log: Folder):
    log.commit({PATH: record()})
    log.git("mv", "doc", "docs")
    log.commit()
    assert edited(log) == []
    log.commit({f"docs/{PATH[4:]}": record(choice="MySQL")})
    log.git("mv", "docs", "documentation")
    log.commit()
    assert len(edited(log)) == 1


def test_deleting_and_writing_anew_hides_nothing(log: Folder):
    log.commit({PATH: record()})
    (log.root / PATH).unlink()
    log.commit()
    log.commit({PATH: record(choice="MySQL")})
    assert len(edited(log)) == 1


def test_a_commit_that_git_blame_ignores_is_ignored(log: Folder):
    log.commit({PATH: record()})
    commit = log.commit({PATH: record(choice="Postgres Pro")})
    log.commit({".git-blame-ignore-revs": f"{commit}\n"})
    assert edited(log) == []


def test_what_happened_on_a_branch_before_it_landed_does_not_count(log: Folder):
    log.commit({"README.md": "# Log\n"})
    log.git("checkout", "-q", "-b", "topic")
    log.commit({PATH: record()})
    log.commit({PATH: record(choice="MySQL")})
    log.git("checkout", "-q", "main")
    log.commit({"README.md": "# The log\n"})
    log.git("merge", "-q", "--no-edit", "topic")
    assert edited(log) == []
    log.commit({PATH: record(choice="files")})
    assert "'MySQL' became 'files'" in edited(log)[0]["message"]


def test_since_judges_only_the_pull_request(log: Folder):
    log.commit({PATH: record()})
    log.commit({PATH: record(choice="MySQL")})
    log.git("checkout", "-q", "-b", "topic")
    log.commit({"doc/adr/0002-use-files.md": record(choice="files")})
    log.commit({"doc/adr/0002-use-files.md": record(choice="folders")})
    assert edited(log, "--since", "main") == []
    log.commit({PATH: record(choice="Oracle")})
    (found,) = edited(log, "--since", "main")
    assert "'MySQL' became 'Oracle'" in found["message"]
    log.run("check", "--since", "main", code=1)


def test_since_knows_a_record_that_moved(log: Folder):
    log.commit({PATH: record()})
    log.git("checkout", "-q", "-b", "topic")
    log.git("mv", "doc", "docs")
    log.commit({f"docs/{PATH[4:]}": record(choice="MySQL")})
    assert PATH in edited(log, "--since", "main")[0]["message"]


def test_in_a_shallow_clone_it_is_not_known_and_never_fine(log: Folder, tmp_path: Path):
    log.commit({PATH: record()})
    log.commit({PATH: record(choice="MySQL")})
    log.git("clone", "-q", "--depth=1", f"file://{log.root}", str(tmp_path / "shallow"))
    shallow = Folder(tmp_path / "shallow")
    (found,) = edited(shallow)
    assert found["undecided"]
    assert "cannot be told" in found["message"]
    shallow.run("check", code=3)


def test_a_change_within_a_shallow_clone_is_certain(log: Folder, tmp_path: Path):
    log.commit({PATH: record()})
    log.commit({PATH: record(choice="MySQL")})
    log.git("clone", "-q", "--depth=2", f"file://{log.root}", str(tmp_path / "shallow"))
    (found,) = edited(Folder(tmp_path / "shallow"))
    assert not found.get("undecided")


def test_a_clone_without_old_versions_does_not_know(log: Folder, tmp_path: Path):
    log.commit({PATH: record()})
    log.commit({PATH: record(choice="MySQL")})
    log.git("config", "uploadpack.allowFilter", "true")
    subprocess.run(
        ["git", "clone", "-q", "--filter=blob:none", f"file://{log.root}", tmp_path / "part"],
        check=True,
        env=os.environ,
    )
    (found,) = edited(Folder(tmp_path / "part"))
    assert found["undecided"]


def test_outside_git_there_is_nothing_to_compare(log: Folder):
    log.write({PATH: record()})
    log.run("check", code=0)


def test_an_edit_that_was_accepted_into_the_baseline_does_not_excuse_the_next(log: Folder):
    log.commit({PATH: record()})
    log.commit({PATH: record(choice="MySQL")})
    log.run("check", "--update-baseline")
    log.run("check", code=0)
    log.commit({PATH: record(choice="MySQL", after="Backups, and restores.")})
    log.run("check", code=1)


def found(log: Folder, rule: str, *options: str) -> list[dict]:
    told = log.run("check", "--fail-on", "never", "--format", "json", *options, code=None)
    return [f for f in json.loads(told.stdout)["findings"] if f["rule"] == rule]


def test_a_number_that_the_base_took_meanwhile(log: Folder):
    log.commit({PATH: record()})
    log.git("checkout", "-q", "-b", "topic")
    log.commit(
        {"doc/adr/0002-use-files.md": record().replace("# 1. Use PostgreSQL", "# 2. Use files")}
    )
    assert found(log, "decision-number-taken", "--since", "main") == []
    log.git("checkout", "-q", "main")
    log.commit(
        {"doc/adr/0002-use-tables.md": record().replace("# 1. Use PostgreSQL", "# 2. Use tables")}
    )
    log.git("checkout", "-q", "topic")
    (told,) = found(log, "decision-number-taken", "--since", "main")
    assert told["place"]["path"] == "doc/adr/0002-use-files.md"
    assert "0002-use-tables.md" in told["message"]
    log.run("check", "--since", "main", code=1)


def test_the_younger_of_two_has_taken_the_number(log: Folder):
    log.commit({"doc/adr/0001-z.md": record().replace("Use PostgreSQL", "Z")})
    log.commit({"doc/adr/0001-a.md": record().replace("Use PostgreSQL", "A")})
    assert [f["place"]["path"] for f in found(log, "decision-number-taken")] == [
        "doc/adr/0001-a.md"
    ]


def test_a_date_after_the_acceptance(log: Folder):
    late = record().replace("2026-01-01", "2026-03-01")
    log.commit({PATH: late})
    (told,) = found(log, "decision-date", "--as-of", "2026-12-01")
    assert (
        "dated 2026-03-01, after the commit by which it was accepted of 2026-01-02"
        in told["message"]
    )
    log.commit({PATH: record()})
    assert found(log, "decision-date") == []


def test_a_date_that_moved_with_a_later_status_is_right(log: Folder):
    log.commit({PATH: record()})
    log.git("commit", "-q", "--allow-empty", "-m", "later")
    ended = record("Deprecated").replace("2026-01-01", "2026-01-03")
    log.commit({PATH: ended})
    assert found(log, "decision-date") == []


def test_waiting_is_never_the_fault_of_a_later_change(log: Folder):
    log.commit({PATH: record("Proposed")})
    log.git("checkout", "-q", "-b", "topic")
    log.commit({"README.md": "# Log\n"})
    assert found(log, "decision-waiting", "--as-of", "2027-01-01")
    told = found(log, "decision-waiting", "--as-of", "2027-01-01", "--since", "main")
    assert all(f["silenced"] for f in told)
