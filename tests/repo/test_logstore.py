"""The kept log gives what git gives, for every head, and is never a reason to be wrong or to fail."""

import random
from pathlib import Path

import pytest

from gazetteer.repo import log
from gazetteer.repo.log import read_history
from gazetteer.repo.logstore import LogFile

from .conftest import Sandbox


@pytest.fixture
def busy(repo: Sandbox) -> Sandbox:
    """Branches, merges, renames, deletions, equal and wrong dates."""
    chance = random.Random(7)  # noqa: S311 - the same history every time
    repo.commit("begin", {f"f{n}": f"{n}\n" * 5 for n in range(6)})
    for number in range(30):
        branch = chance.choice(["main", "side", "other"])
        repo.git("checkout", "-q", *(["-B", branch] if number < 6 else [branch]))
        if chance.random() < 0.3:
            repo._day -= chance.choice([0, 1, 5])
        name = f"f{chance.randrange(6)}"
        if chance.random() < 0.2 and (repo.root / name).exists():
            repo.git("mv", name, f"{name}-{number}")
            repo.commit("move")
        else:
            repo.commit("edit", {name: f"{number}\n" * 5})
        if chance.random() < 0.2 and branch != "main":
            repo.git("checkout", "-q", "main")
            repo.git("merge", "-q", "-s", "ours", "--no-ff", "-m", "merge", branch)
    return repo


def heads(repo: Sandbox) -> list[str]:
    return repo.git("rev-list", "--all").split()


def test_every_head_is_told_as_git_tells_it(busy: Sandbox, tmp_path: Path) -> None:
    every = heads(busy)
    for store, order in ((tmp_path / "up", every[::-1]), (tmp_path / "down", every)):
        for head in order[:: max(1, len(order) // 12)]:
            plain = read_history(busy.root, head)
            assert read_history(busy.root, head, store=LogFile(store)) == plain
            assert read_history(busy.root, head, store=LogFile(store)) == plain


def test_what_is_known_is_not_asked_again(
    repo: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # a test
    first = repo.commit("one", {"a": "1"})
    repo.commit("two", {"a": "2"})
    store = tmp_path / "log"
    read_history(repo.root, store=LogFile(store))
    third = repo.commit("three", {"a": "3"})
    asked: list[tuple[str, ...]] = []
    whole = log._log
    monkeypatch.setattr(
        log, "_log", lambda r, h, *known: asked.append((h, *known)) or whole(r, h, *known)
    )  # a spy
    assert len(read_history(repo.root, store=LogFile(store)).commits) == 3
    assert len(read_history(repo.root, first, store=LogFile(store)).commits) == 1
    assert [row[0] for row in asked] == [third]
    assert len(asked[0]) == 2


@pytest.mark.parametrize(
    "content", [b"", b"gazetteer log 1\n", b"gazetteer log 1\nxxxxyyyy", b"\0" * 99]
)
def test_a_damaged_file_is_read_anew(repo: Sandbox, tmp_path: Path, content: bytes) -> None:
    repo.commit("one", {"a": "1"})
    store = tmp_path / "log"
    store.write_bytes(content)
    assert read_history(repo.root, store=LogFile(store)) == read_history(repo.root)
    foreign = not content.startswith(b"gazetteer")
    assert (store.read_bytes() == content) is foreign, "a file that is not ours is left alone"


def test_rewritten_history_and_new_names_of_people(repo: Sandbox, tmp_path: Path) -> None:
    store = tmp_path / "log"
    repo.commit("one", {"a": "1"})
    repo.commit("two", {"a": "2"})
    read_history(repo.root, store=LogFile(store))
    repo.git("commit", "-q", "--amend", "-m", "again")
    repo.git("reflog", "expire", "--expire=now", "--all")
    repo.git("gc", "-q", "--prune=now")
    assert read_history(repo.root, store=LogFile(store)) == read_history(repo.root)
    repo.commit("map", {".mailmap": "Anna <anna@example.org> <ann@example.org>\n"})
    assert read_history(repo.root, store=LogFile(store)).commits[-1].author == "Anna"


def test_a_shallow_clone_and_a_folder_keep_nothing(repo: Sandbox, tmp_path: Path) -> None:
    repo.commit("one", {"a/x": "1"})
    repo.commit("two", {"a/x": "2"})
    store = tmp_path / "log"
    shallow = repo.clone(tmp_path / "shallow", "--depth=1")
    assert read_history(shallow.root, store=LogFile(store)).state == "shallow"
    read_history(repo.root / "a", store=LogFile(store))
    assert not store.exists()
