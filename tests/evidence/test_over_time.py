"""Freshness over time, reckoned from real histories: a commit every few weeks."""

import os
import subprocess
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from gazetteer.evidence.over_time import OverTime, over_time
from gazetteer.evidence.standing import Standings
from gazetteer.model.survey import Site
from gazetteer.settings import parse_settings
from gazetteer.surveyor.folder import survey_folder

PAGE = "---\ncovers: [src/**]\n---\n# Cart\n\n{}\n"
CODE = "def add(thing):\n    return thing\n"
MORE = CODE + "\n\ndef pay(much):\n    return much\n"


class Repository:
    """A repository whose commits land on the fifteenth of a month of 2026."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir()
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str, month: int = 1) -> None:
        when = f"2026-{month:02}-15T12:00:00+00:00"
        names = {
            f"GIT_{who}_{what}": "a"
            for who in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        }
        dates = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
        own = {"GIT_CONFIG_GLOBAL": os.devnull}
        command = ["git", "-C", str(self.root), "-c", "protocol.file.allow=always", *arguments]
        subprocess.run(
            command, check=True, env=os.environ | names | dates | own, capture_output=True
        )

    def commit(self, month: int, files: dict[str, str | None]) -> None:
        for path, text in files.items():
            file = self.root / path
            if text is None:
                file.unlink()
                continue
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "change", month=month)


def past(root: Path, **settings: object) -> OverTime:
    as_of = date(2026, 6, 30)
    found = survey_folder(root, parse_settings(settings), Site(), as_of=as_of).survey
    told = over_time(found.catalog, Standings(found.catalog, found.options))
    assert told is not None
    assert told.months == ("2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06")
    return told


def states(root: Path, **settings: object) -> list[str]:
    (course,) = past(root, **settings).courses
    return [state[:1] or "-" for state in course.states]


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    monkeypatch.setenv("GAZETTEER_CACHE", "off")
    made = Repository(tmp_path / "w")
    made.commit(1, {"src/cart.py": CODE})
    made.commit(2, {"docs/cart.md": PAGE.format("Add.")})
    return made


Changes = Sequence[tuple[int, dict[str, str | None]]]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([(3, {"src/cart.py": MORE})], "-fssss"),
        ([(3, {"src/cart.py": MORE}), (5, {"docs/cart.md": PAGE.format("Pay.")})], "-fssff"),
        ([(3, {"src/cart.py": f"# a comment\n{CODE}"})], "-fffff"),
        ([(4, {"src/new.py": CODE})], "-ffsss"),
        ([(4, {"src/cart.py": None})], "-ffsss"),
        ([(3, {"src/cart.py": MORE, "docs/cart.md": PAGE.format("Pay.")})], "-fffff"),
        ([(4, {"src/cart.py": None, "src/basket.py": CODE})], "-ffsss"),
        ([(4, {"src/cart.py": MORE, ".git-blame-ignore-revs": ""})], "-ffsss"),
    ],
)
def test_stale_from_the_change_to_the_next_edit(
    repo: Repository, changes: Changes, expected: str
) -> None:
    for month, files in changes:
        repo.commit(month, files)
    told = "".join(states(repo.root))
    assert told == expected


def test_a_review_in_the_lock_ends_it(repo: Repository) -> None:
    repo.commit(3, {"src/cart.py": MORE})
    entry = '{"document": "docs/cart.md", "part": "src/cart.py", "on": "2026-05-15", "digest": "x", "kind": "python"}\n'
    repo.commit(5, {"docs.lock": '{"schema": "gazetteer.lock/1"}\n' + entry})
    assert "".join(states(repo.root))[:-1] == "-fssf"


def test_the_last_column_is_the_verdict_of_today(repo: Repository) -> None:
    repo.commit(3, {"src/cart.py": MORE})
    repo.commit(4, {"src/cart.py": CODE})
    assert "".join(states(repo.root)) == "-fsssf", "what was taken back is told for the past alone"


def test_the_thresholds_of_the_rule_hold(repo: Repository) -> None:
    repo.commit(3, {"src/cart.py": MORE})
    assert "".join(states(repo.root, rules={"doc-stale": {"changes": 2}})) == "-fffff"


def test_beyond_the_boundary_of_a_shallow_clone_nothing_is_known(
    repo: Repository, tmp_path: Path
) -> None:
    repo.commit(3, {"README.md": "# Shop\n"})
    repo.commit(4, {"src/cart.py": MORE})
    repo.commit(6, {"docs/cart.md": PAGE.format("Pay.")})
    clone = tmp_path / "shallow"
    repo.git("clone", "-q", "--depth=3", f"file://{repo.root}", str(clone))
    found = survey_folder(clone, parse_settings({}), Site(), as_of=date(2026, 6, 30)).survey
    told = over_time(found.catalog, Standings(found.catalog, found.options))
    assert told is not None
    assert told.months[0] == "2026-03"
    assert [course.states for course in told.courses] == [
        ("unknown", "unknown", "unknown", "fresh")
    ]
