"""When commits landed: with the merge that brought them in, whatever their dates say."""

from pathlib import Path

from gazetteer.repo.landing import ranks
from gazetteer.repo.log import read_history

from .conftest import Sandbox


def test_a_line_is_its_own_order() -> None:
    assert ranks("c", {"c": ["b"], "b": ["a"], "a": []}) == {"c": 0, "b": 1, "a": 2}


def test_a_branch_landed_with_its_merge() -> None:
    parents = {"m": ["b", "y"], "b": ["a"], "y": ["x"], "x": ["a"], "a": []}
    assert ranks("m", parents) == {"m": 0, "b": 1, "a": 2, "y": 0, "x": 0}


def test_nested_merges_land_once_and_the_boundary_ends_the_walk() -> None:
    parents = {"n": ["m", "z"], "m": ["a", "x"], "z": ["x", "w"], "x": ["gone"], "w": [], "a": []}
    assert ranks("n", parents) == {"n": 0, "m": 1, "a": 2, "x": 1, "z": 0, "w": 0}


def test_deep_history_needs_no_recursion() -> None:
    parents = {str(n): [str(n - 1)] for n in range(1, 20_000)} | {"0": []}
    assert ranks("19999", parents)["0"] == 19_999


def test_the_log_tells_landings_also_of_a_folder(repo: Sandbox) -> None:
    repo.commit("one", {"a/x": "1", "b/y": "1"})
    repo.git("checkout", "-q", "-b", "side")
    early = repo.commit("early on a branch", {"a/x": "2"})
    repo.git("checkout", "-q", "main")
    late = repo.commit("late on main", {"b/y": "2"})
    repo._day += 5
    repo.git("merge", "-q", "--no-ff", "-m", "merge", "side")
    for root in (repo.root, repo.root / "a"):
        commits = {commit.id: commit for commit in read_history(Path(root)).commits}
        assert commits[early].rank == 0
        assert commits[early].landing > commits[early].date
        if late in commits:
            assert commits[late].rank == 1
            assert commits[late].landing == commits[late].date
