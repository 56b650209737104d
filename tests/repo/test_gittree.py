import os
from pathlib import Path

import pytest

from gazetteer.errors import TreeError
from gazetteer.repo.gittree import GitTree
from gazetteer.repo.tree import blob_id
from gazetteer.repo.worktree import open_tree

from .conftest import Sandbox


def test_any_ref_without_a_checkout(repo: Sandbox) -> None:
    first = repo.commit("one", {"a": "1", "b/c": "2"})
    repo.git("tag", "-a", "v1", "-m", "release")
    repo.commit("two", {"a": "changed", "d": "3"})
    for ref in ("v1", first, first[:10], "HEAD~1", "main^"):
        with GitTree(repo.root, ref) as tree:
            assert dict(tree.paths()) == {"a": blob_id(b"1"), "b/c": blob_id(b"2")}
            assert tree.read("a") == b"1"
            assert tree.size("b/c") == 1
            assert tree.read("d") is None
            assert tree.size("d") == 0
            assert tree.commit == first
            assert tree.name == f"repo@{ref}"
    assert (repo.root / "a").read_text() == "changed"


def test_reading_goes_on_after_close(repo: Sandbox) -> None:
    repo.commit("one", {"a": "1", "empty": "", "binary": bytes(range(256)) * 999})
    tree = GitTree(repo.root, "HEAD")
    assert tree.read("empty") == b""
    tree.close()
    assert tree.read("binary") == bytes(range(256)) * 999
    tree.close()


def test_subfolder(repo: Sandbox) -> None:
    repo.commit("one", {"top": "1", "sub/a": "2", "sub/b/c": "3"})
    with GitTree(repo.root / "sub", "HEAD") as tree:
        assert list(tree.paths()) == ["a", "b/c"]
        assert tree.read("b/c") == b"3"


def test_subfolder_that_the_ref_does_not_have_is_empty(repo: Sandbox) -> None:
    repo.commit("one", {"top": "1"})
    repo.write({"new/a": "1"})
    assert dict(GitTree(repo.root / "new", "HEAD").paths()) == {}


def test_odd_names(repo: Sandbox) -> None:
    names = {"with space", "ü/日本", "new\nline", 'quote"d', "tab\t", "-dash"}
    repo.commit("one", dict.fromkeys(names, "x"))
    (repo.root / os.fsdecode(b"bad\xff")).write_text("x")
    repo.commit("two")
    with GitTree(repo.root, "HEAD") as tree:
        assert set(tree.paths()) == names
        assert all(tree.read(name) == b"x" for name in names)
        assert [fault.code for fault in tree.faults()] == ["name"]


@pytest.mark.parametrize(
    "ref",
    [
        *("--upload-pack=x", "-x", "--all", "--output=/tmp/gazetteer-was-here", "nothing", "a..b"),
        *("HEAD:a", "HEAD^{tree}", "main\nmain", "main\0", "", " ", "../../etc/passwd", "@{99}"),
    ],
)
def test_what_names_no_commit_is_refused(repo: Sandbox, ref: str) -> None:
    repo.commit("one", {"a": "1"})
    with pytest.raises(TreeError, match="has no commit called"):
        GitTree(repo.root, ref)


def test_a_near_miss_is_told(repo: Sandbox) -> None:
    repo.commit("one", {"a": "1"})
    repo.git("tag", "v1.2.0")
    with pytest.raises(TreeError, match=r"near it: v1\.2\.0"):
        GitTree(repo.root, "v1.2")


def test_no_repository_or_no_commit(repo: Sandbox, tmp_path: Path) -> None:
    with pytest.raises(TreeError, match="has no commit called 'HEAD'"):
        open_tree(repo.root, "HEAD")
    (tmp_path / "plain").mkdir()
    with pytest.raises(TreeError, match="not inside a git repository"):
        open_tree(tmp_path / "plain", "HEAD")


def test_partial_clone_names_what_is_missing(repo: Sandbox, tmp_path: Path) -> None:
    repo.commit("one", {"a": "old", "b": "same"})
    repo.commit("two", {"a": "new"})
    clone = repo.clone(tmp_path / "clone", "--filter=blob:none")
    with GitTree(clone.root, "HEAD") as head, GitTree(clone.root, "HEAD~1") as before:
        assert head.read("a") == b"new"
        assert list(before.paths()) == ["b"]
        assert before.read("b") == b"same"
        assert before.size("b") == 4
        assert [(fault.code, fault.place.path) for fault in before.faults()] == [("missing", "a")]


def test_treeless_clone_is_refused_not_fetched(repo: Sandbox, tmp_path: Path) -> None:
    repo.commit("one", {"a/b": "old"})
    repo.commit("two", {"a/b": "new"})
    clone = repo.clone(tmp_path / "clone", "--filter=tree:0")
    with pytest.raises(TreeError, match="partial clone"):
        GitTree(clone.root, "HEAD~1").paths()
