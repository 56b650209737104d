import os
import socket
from pathlib import Path

import pytest

from gazetteer.errors import TreeError
from gazetteer.repo.tree import blob_id
from gazetteer.repo.worktree import WorkingTree, open_tree

from .conftest import Sandbox


def codes(tree) -> list[tuple[str, str]]:
    return sorted((fault.code, fault.place.path) for fault in tree.faults())


def test_clean_files_have_git_ids_and_are_sorted(repo: Sandbox) -> None:
    repo.commit("one", {"b.md": "b", "a/c.md": "c"})
    tree = WorkingTree(repo.root)
    assert dict(tree.paths()) == {"a/c.md": blob_id(b"c"), "b.md": blob_id(b"b")}
    assert list(tree.paths()) == ["a/c.md", "b.md"]
    assert tree.read("a/c.md") == b"c"
    assert tree.size("a/c.md") == 1
    assert tree.name == "repo"


def test_changes_since_the_commit_count(repo: Sandbox) -> None:
    repo.commit(
        "one", {".gitignore": "*.log\n", "kept": "1", "edited": "1", "gone": "1", "staged": "1"}
    )
    repo.write({"edited": "22", "new/file": "n", "x.log": "ignored", "staged": "2"})
    repo.git("add", "staged")
    (repo.root / "gone").unlink()
    repo.write({"intended": "i"})
    repo.git("add", "-N", "intended")
    tree = WorkingTree(repo.root)
    assert set(tree.paths()) == {".gitignore", "kept", "edited", "new/file", "staged", "intended"}
    assert tree.paths()["edited"] == blob_id(b"22")
    assert tree.paths()["staged"] == blob_id(b"2")
    assert tree.paths()["intended"] == blob_id(b"i")
    assert tree.uncommitted == {"edited", "gone", "new/file", "staged", "intended"}


def test_staged_deletion_with_the_file_kept_on_disk(repo: Sandbox) -> None:
    repo.commit("one", {"a": "1", "b": "2"})
    repo.git("rm", "-q", "--cached", "a")
    assert set(WorkingTree(repo.root).paths()) == {"a", "b"}


def test_conflicted_file_is_read_from_disk(repo: Sandbox) -> None:
    repo.commit("base", {"f": "base\n"})
    repo.git("checkout", "-q", "-b", "side")
    repo.commit("side", {"f": "side\n"})
    repo.git("checkout", "-q", "main")
    repo.commit("main", {"f": "main\n"})
    with pytest.raises(AssertionError):
        repo.git("merge", "side")
    tree = WorkingTree(repo.root)
    content = (repo.root / "f").read_bytes()
    assert b"<<<<<<<" in content
    assert tree.paths()["f"] == blob_id(content)


def test_repository_without_commit(repo: Sandbox) -> None:
    repo.write({"a": "1"})
    assert set(WorkingTree(repo.root).paths()) == {"a"}


def test_subfolder_is_a_tree_of_its_own(repo: Sandbox) -> None:
    repo.commit("one", {"top": "1", "sub/a": "1", "sub/deep/b": "2", "subway": "3"})
    repo.write({"sub/a": "new", "sub/deep/c": "c", "other": "x"})
    tree = WorkingTree(repo.root / "sub")
    assert dict(tree.paths()) == {
        "a": blob_id(b"new"),
        "deep/b": blob_id(b"2"),
        "deep/c": blob_id(b"c"),
    }
    assert tree.uncommitted == {"a", "deep/c"}
    assert tree.read("../top") is None


def test_odd_names(repo: Sandbox) -> None:
    names = {
        "with space.md",
        "ünïcode/日本.md",
        "new\nline",
        'quote"d',
        "tab\there",
        "-dash",
        ":(top)x",
    }
    repo.commit("one", dict.fromkeys(names, "x"))
    repo.write(dict.fromkeys(("un tracked\n", "é"), "y"))
    tree = WorkingTree(repo.root)
    assert set(tree.paths()) == names | {"un tracked\n", "é"}
    assert all(tree.read(name) == b"x" for name in names)
    assert codes(tree) == []


@pytest.mark.parametrize("tracked", [True, False])
def test_names_that_are_no_unicode_are_reported(repo: Sandbox, tracked: bool) -> None:
    (repo.root / os.fsdecode(b"bad\xff.md")).write_text("x")
    if tracked:
        repo.commit()
    tree = WorkingTree(repo.root)
    assert dict(tree.paths()) == {}
    assert codes(tree) == [("name", "bad\\xff.md")]


def test_hostile_filter_name_is_refused(repo: Sandbox) -> None:
    repo.git("config", "filter.a=b.clean", "cat")
    with pytest.raises(TreeError, match="content filter"):
        WorkingTree(repo.root)


def test_kinds_that_changed_since_the_commit(repo: Sandbox) -> None:
    repo.commit("one", {"file": "1", "folder/x": "1", "page": "p"})
    (repo.root / "file").unlink()
    (repo.root / "file").symlink_to("page")
    (repo.root / "folder/x").unlink()
    (repo.root / "folder").rmdir()
    repo.write({"folder": "now a file"})
    tree = WorkingTree(repo.root)
    assert set(tree.paths()) == {"file", "folder", "page"}
    assert tree.read("file") == b"p"


def test_crlf_is_content_as_it_lies_on_disk(repo: Sandbox) -> None:
    repo.commit("one", {".gitattributes": "*.md text eol=crlf\n", "a.md": "one\r\ntwo\r\n"})
    tree = WorkingTree(repo.root)
    assert tree.read("a.md") == b"one\r\ntwo\r\n"
    assert tree.paths()["a.md"] == blob_id(b"one\ntwo\n")
    assert open_tree(repo.root, "HEAD").read("a.md") == b"one\ntwo\n"


def test_converted_files_are_known_by_what_lies_on_disk(repo: Sandbox) -> None:
    repo.commit("one", {".gitattributes": "*.md ident\n", "a.md": "$Id$\n"})
    (repo.root / "a.md").unlink()
    repo.git("checkout", "a.md")
    tree = WorkingTree(repo.root)
    content = tree.read("a.md") or b""
    assert content.startswith(b"$Id: ")
    assert tree.paths()["a.md"] == blob_id(content)


def test_content_filters_of_the_repository_never_run(repo: Sandbox, tmp_path: Path) -> None:
    repo.commit("one", {".gitattributes": "*.md filter=evil\n", "a.md": "one\n"})
    for key in ("clean", "smudge", "process"):
        repo.git("config", f"filter.evil.{key}", f"touch {tmp_path}/ran; cat")
    repo.git("config", "filter.evil.required", "true")
    repo.git("config", "core.fsmonitor", f"touch {tmp_path}/ran")
    repo.write({"a.md": "two\n"})
    assert set(WorkingTree(repo.root).paths()) == {".gitattributes", "a.md"}
    assert not (tmp_path / "ran").exists()


def test_assumed_unchanged_files_are_looked_at(repo: Sandbox) -> None:
    repo.commit("one", {"a": "1"})
    repo.git("update-index", "--assume-unchanged", "a")
    repo.write({"a": "2"})
    assert WorkingTree(repo.root).paths()["a"] == blob_id(b"2")


def test_submodule_is_left_out_and_reported(repo: Sandbox, tmp_path: Path) -> None:
    other = Sandbox(tmp_path / "other")
    other.commit("one", {"inner": "x"})
    repo.git("submodule", "add", "-q", str(other.root), "libs/other")
    repo.commit("add")
    for tree in (WorkingTree(repo.root), open_tree(repo.root, "HEAD")):
        assert set(tree.paths()) == {".gitmodules"}
        assert codes(tree) == [("submodule", "libs/other")]


def test_clone_inside_the_repository_is_reported(repo: Sandbox) -> None:
    repo.commit("one", {"a": "1"})
    Sandbox(repo.root / "nested").commit("one", {"b": "1"})
    tree = WorkingTree(repo.root)
    assert set(tree.paths()) == {"a"}
    assert codes(tree) == [("submodule", "nested")]


def test_sparse_checkout_has_the_files_that_are_not_on_disk(repo: Sandbox) -> None:
    repo.commit("one", {"in/a": "1", "out/b": "22", "top": "3"})
    before = dict(WorkingTree(repo.root).paths())
    repo.git("sparse-checkout", "set", "in")
    assert not (repo.root / "out").exists()
    tree = WorkingTree(repo.root)
    assert dict(tree.paths()) == before
    assert tree.read("out/b") == b"22"
    assert tree.size("out/b") == 2
    assert tree.uncommitted == frozenset()
    tree.close()


def test_sparse_partial_clone_names_what_is_missing(repo: Sandbox, tmp_path: Path) -> None:
    repo.commit("one", {"in/a": "1", "out/b": "22", "top": "3"})
    clone = repo.clone(tmp_path / "clone", "--filter=blob:none", "--sparse")
    tree = WorkingTree(clone.root)
    assert set(tree.paths()) == {"top"}
    assert codes(tree) == [("missing", "in/a")]


@pytest.mark.parametrize("inside_git", [True, False])
def test_symlinks(repo: Sandbox, tmp_path: Path, inside_git: bool) -> None:
    root = repo.root if inside_git else tmp_path / "plain"
    (tmp_path / "secret").write_text("secret")
    (root / "docs").mkdir(parents=True)
    (root / "docs/page.md").write_text("page")
    links = {
        "file": "docs/page.md",
        "docs/up": "../docs/./page.md",
        "folder": "docs",
        "through": "folder/page.md",
        "chain": "file",
        "out": "../secret",
        "absolute": str(tmp_path / "secret"),
        "loop": "loop2",
        "loop2": "loop",
        "dangling": "nothing",
        "etc": "/etc",
        "odd": os.fsdecode(b"\xff"),
    }
    for link, target in links.items():
        (root / link).symlink_to(target)
    trees = [WorkingTree(root)]
    if inside_git:
        repo.commit("links")
        trees += [WorkingTree(root), open_tree(root, "HEAD")]
    for tree in trees:
        page = blob_id(b"page")
        good = ("chain", "docs/page.md", "docs/up", "file", "through")
        assert dict(tree.paths()) == dict.fromkeys(good, page)
        assert all(tree.read(path) == b"page" and tree.size(path) == 4 for path in good)
        broken = ("absolute", "dangling", "etc", "loop", "loop2", "odd", "out")
        assert codes(tree) == [("symlink", path) for path in broken]
        assert tree.read("out") is None
        assert tree.read("folder/page.md") is None


@pytest.mark.parametrize("swapped", ["docs", "docs/page.md"])
def test_path_swapped_for_a_link_does_not_leave_the_tree(tmp_path: Path, swapped: str) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    for folder in (root / "docs", outside):
        folder.mkdir(parents=True)
        (folder / "page.md").write_text(folder.name)
    tree = WorkingTree(root)
    assert "docs/page.md" in tree.paths()
    tree.close()
    (root / swapped).rename(tmp_path / "moved")
    (root / swapped).symlink_to(outside / swapped.removeprefix("docs").strip("/"))
    assert tree.read("docs/page.md") is None


def test_file_swapped_for_a_pipe_does_not_hang(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1")
    tree = WorkingTree(tmp_path)
    assert tree.paths()
    (tmp_path / "a").unlink()
    os.mkfifo(tmp_path / "a")
    assert tree.read("a") is None


def test_plain_folder(tmp_path: Path) -> None:
    files = (
        *("a.md", "target/service.md", "dist/notes.md", "sub/.github/x.yml"),
        *("node_modules/p/index.js", ".venv/lib/x.py", "myenv/pyvenv.cfg", "myenv/lib/y.py"),
        *("rust/target/CACHEDIR.TAG", "rust/target/debug/z", "sub/__pycache__/x.pyc"),
    )
    for path in files:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(path)
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "sock"))
    (tmp_path / os.fsdecode(b"bad\xff")).write_text("x")
    tree = WorkingTree(tmp_path)
    assert list(tree.paths()) == ["a.md", "dist/notes.md", "sub/.github/x.yml", "target/service.md"]
    assert tree.paths()["a.md"] == blob_id(b"a.md")
    assert codes(tree) == [("name", "bad\\xff")]
    assert tree.uncommitted == frozenset()


def test_folder_that_git_ignores_is_a_plain_folder(repo: Sandbox) -> None:
    repo.commit("one", {".gitignore": "out/\n"})
    repo.write({"out/a.md": "1"})
    assert set(WorkingTree(repo.root / "out").paths()) == {"a.md"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable_folder_is_reported(tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0)
    assert codes(WorkingTree(tmp_path)) == [("unreadable", "locked")]


def test_folder_too_deep_for_the_system_is_reported(tmp_path: Path) -> None:
    number = os.open(tmp_path, os.O_RDONLY)
    for _ in range(30):
        os.mkdir("d" * 200, dir_fd=number)
        inner = os.open("d" * 200, os.O_RDONLY, dir_fd=number)
        os.close(number)
        number = inner
    os.close(number)
    assert [code for code, _ in codes(WorkingTree(tmp_path))] == ["unreadable"]


def test_large_file_is_known_without_being_read(tmp_path: Path) -> None:
    with (tmp_path / "huge.bin").open("wb") as file:
        file.truncate(3 << 30)
    tree = WorkingTree(tmp_path)
    assert tree.paths()["huge.bin"].startswith("c0000000-")
    assert tree.size("huge.bin") == 3 << 30


def test_git_environment_of_a_hook_is_not_obeyed(
    repo: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.commit("one", {"a": "1"})
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    assert set(WorkingTree(repo.root).paths()) == {"a"}


@pytest.mark.parametrize(
    ("name", "said"), [("nowhere", "does not exist"), ("file", "not a folder")]
)
def test_no_folder(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(TreeError, match=said):
        open_tree(tmp_path / name)


def test_bare_repository_asks_for_a_ref(repo: Sandbox, tmp_path: Path) -> None:
    repo.commit("one", {"a": "1"})
    bare = repo.clone(tmp_path / "bare.git", "--bare").root
    with pytest.raises(TreeError, match="--at HEAD"):
        open_tree(bare)
    assert set(open_tree(bare, "HEAD").paths()) == {"a"}


def test_repository_of_another_user_says_what_to_do(
    repo: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(TreeError, match=r"git config --global --add safe\.directory"):
        open_tree(repo.root)


def test_no_git_at_all(repo: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain/a").write_text("1")
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    assert set(open_tree(tmp_path / "plain").paths()) == {"a"}
    with pytest.raises(TreeError, match="install git"):
        open_tree(repo.root)
