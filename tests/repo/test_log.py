import subprocess
from pathlib import Path

import pytest

from gazetteer.errors import TreeError
from gazetteer.model.history import History
from gazetteer.repo.log import read_history
from gazetteer.repo.worktree import WorkingTree

from .conftest import Sandbox

TEXT = "".join(f"line {number}\n" for number in range(40))


def subjects(history: History, path: str) -> list[str]:
    return [commit.subject for commit in history.of(path)]


def test_changes_of_each_file_newest_first(repo: Sandbox) -> None:
    repo.commit("one", {"a": "1", "b": "1"})
    repo.commit("two", {"a": "2"}, author="Bo Özil <bo@example.org>")
    head = repo.commit("three: ünïcode", {"c": "3"})
    (repo.root / "b").unlink()
    repo.commit("four")
    history = read_history(repo.root)
    assert history.state == "full"
    assert [commit.subject for commit in history.commits] == [
        "four",
        "three: ünïcode",
        "two",
        "one",
    ]
    assert subjects(history, "a") == ["two", "one"]
    assert subjects(history, "b") == ["four", "one"]
    assert [change.status for change in history.changes["b"]] == ["D", "A"]
    assert history.last("c") == history.commits[1]
    assert history.commits[1].id == head
    assert history.commits[2].author == "Bo Özil"
    assert history.commits[2].email == "bo@example.org"
    assert history.commits[2].date == "2026-01-03"
    assert history.commits[3].files == 2
    assert history.head == history.commits[0].id


def test_a_change_names_the_blob_it_left(repo: Sandbox) -> None:
    repo.commit("born", {"old": TEXT, "gone": "1"})
    repo.git("mv", "old", "new")
    (repo.root / "gone").unlink()
    repo.commit("moved")
    repo.git("checkout", "-q", "-b", "side", "HEAD~1")
    repo.commit("theirs", {"old": TEXT + "theirs\n"})
    repo.git("checkout", "-q", "main")
    repo.commit("ours", {"new": "ours\n" + TEXT})
    repo.git("merge", "-q", "--no-edit", "side")
    history = read_history(repo.root)
    blobs = [change.blob for change in history.changes["new"]]
    assert [repo.git("cat-file", "blob", blob).split()[0] for blob in blobs] == [
        "ours",
        "ours",
        "line",
        "line",
        "line",
    ]
    assert blobs[0] == repo.git("rev-parse", "HEAD:new")
    assert [change.blob == "" for change in history.changes["gone"]] == [True, False]


def test_earlier_ref(repo: Sandbox) -> None:
    first = repo.commit("one", {"a": "1"})
    repo.commit("two", {"a": "2"})
    history = read_history(repo.root, "HEAD~1")
    assert history.head == first
    assert subjects(history, "a") == ["one"]


def test_renames_are_followed(repo: Sandbox) -> None:
    repo.commit("born", {"old/a.md": TEXT})
    repo.commit("edited", {"old/a.md": TEXT + "more\n"})
    (repo.root / "new").mkdir()
    repo.git("mv", "old/a.md", "new/b.md")
    repo.commit("moved")
    repo.git("mv", "new/b.md", "c.md")
    repo.commit("moved and edited", {"c.md": TEXT + "more\nand more\n"})
    history = read_history(repo.root)
    assert subjects(history, "c.md") == ["moved and edited", "moved", "edited", "born"]
    assert [change.old for change in history.changes["c.md"]] == ["new/b.md", "old/a.md", "", ""]
    assert set(history.changes) == {"c.md"}


def test_old_name_given_to_another_file(repo: Sandbox) -> None:
    repo.commit("born", {"a.md": TEXT})
    repo.git("mv", "a.md", "b.md")
    repo.commit("moved")
    repo.commit("another", {"a.md": "something else"})
    history = read_history(repo.root)
    assert subjects(history, "b.md") == ["moved", "born"]
    assert subjects(history, "a.md") == ["another"]


def test_swapped_names(repo: Sandbox) -> None:
    repo.commit("born", {"a.md": TEXT, "b.md": TEXT.replace("line", "row")})
    repo.git("mv", "a.md", "t.md")
    repo.commit("aside")
    repo.git("mv", "b.md", "a.md")
    repo.commit("second")
    repo.git("mv", "t.md", "b.md")
    repo.commit("third")
    history = read_history(repo.root)
    assert subjects(history, "a.md") == ["second", "born"]
    assert subjects(history, "b.md") == ["third", "aside", "born"]


def test_edit_of_the_old_name_on_a_parallel_branch(repo: Sandbox) -> None:
    repo.commit("born", {"a.md": TEXT})
    repo.git("checkout", "-q", "-b", "side")
    repo.git("checkout", "-q", "main")
    repo.git("mv", "a.md", "b.md")
    repo.commit("moved")
    repo.git("checkout", "-q", "side")
    repo.commit("edited aside", {"a.md": TEXT + "more\n"})
    repo.git("checkout", "-q", "main")
    repo.git("merge", "-q", "--no-ff", "side", "-m", "merge")
    history = read_history(repo.root)
    assert (repo.root / "b.md").read_text().endswith("more\n")
    assert "edited aside" in subjects(history, "b.md")
    assert subjects(history, "b.md")[-1] == "born"
    assert "a.md" not in history.changes
    numbers = [change.commit for change in history.changes["b.md"]]
    assert numbers == sorted(numbers)


def test_a_merge_dates_nothing_by_itself_but_what_is_born_in_it(repo: Sandbox) -> None:
    repo.commit("base", {"a": "1", "b": "1"})
    repo.git("checkout", "-q", "-b", "side")
    repo.commit("side", {"a": "2"})
    repo.git("checkout", "-q", "main")
    repo.commit("main", {"b": "2"})
    repo.git("merge", "-q", "--no-commit", "--no-ff", "side")
    repo.commit("merge", {"evil": "born here"})
    history = read_history(repo.root)
    assert subjects(history, "a") == ["side", "base"]
    assert subjects(history, "b") == ["main", "base"]
    assert subjects(history, "evil") == ["merge"]


def test_octopus_merge(repo: Sandbox) -> None:
    repo.commit("base", {"base": "0"})
    for name in ("x", "y", "z"):
        repo.git("checkout", "-q", "-b", name, "main")
        repo.commit(name, {name: name})
    repo.git("checkout", "-q", "main")
    repo.git("merge", "-q", "x", "y", "z", "-m", "octopus")
    history = read_history(repo.root)
    assert subjects(history, "y") == ["y"]
    assert len(history.commits) == 5


def test_subfolder_sees_only_itself(repo: Sandbox) -> None:
    repo.commit("one", {"top": "1", "sub/a": "1", "subway": "1"})
    repo.commit("two", {"top": "2"})
    repo.commit("three", {"sub/a": "2"})
    repo.write({"sub/new": "x", "top": "x"})
    history = read_history(repo.root / "sub")
    assert set(history.changes) == {"a"}
    assert subjects(history, "a") == ["three", "one"]
    assert history.uncommitted == {"new"}


def test_odd_names_and_subjects(repo: Sandbox) -> None:
    names = ("with space", "ü/日本", "new\nline", "@at", "M", "tab\t")
    repo.commit("@abc", dict.fromkeys(names, "1"))
    repo.git("commit", "-q", "--allow-empty", "--allow-empty-message", "-m", "")
    repo.commit("M", {"M": "2"})
    history = read_history(repo.root)
    assert [commit.subject for commit in history.commits] == ["M", "", "@abc"]
    assert set(history.changes) == set(names)
    assert subjects(history, "M") == ["M", "@abc"]


def test_what_differs_from_the_commit(repo: Sandbox) -> None:
    repo.commit("one", {"a": "1", "b": "1"})
    repo.write({"a": "2", "new": "x"})
    assert read_history(repo.root).uncommitted == {"a", "new"}
    assert read_history(repo.root, uncommitted=frozenset({"b"})).uncommitted == {"b"}
    assert read_history(repo.root, "main").uncommitted == frozenset()


def test_shallow_clone_knows_what_it_cannot_know(repo: Sandbox, tmp_path: Path) -> None:
    repo.commit("one", {"old": "1", "a": "1"})
    repo.commit("two", {"a": "2"})
    repo.commit("three", {"a": "3"})
    clone = repo.clone(tmp_path / "clone", "--depth=2")
    history = read_history(clone.root)
    assert history.state == "shallow"
    assert "unshallow" in history.reason
    assert [commit.subject for commit in history.commits] == ["three", "two"]
    assert history.boundary == {1}
    assert history.last("old") is None
    assert (history.last("a") or history.commits[1]).subject == "three"


def test_blobless_clone_answers_without_fetching(repo: Sandbox, tmp_path: Path) -> None:
    repo.commit("one", {"a": TEXT, "b": TEXT.replace("line", "row")})
    repo.commit("two", {"a": TEXT + "more\n"})
    repo.git("mv", "a", "c")
    repo.commit("moved")
    repo.git("mv", "b", "d")
    repo.commit("moved and edited", {"d": "new first line\n" + TEXT.replace("line", "row")})
    clone = repo.clone(tmp_path / "clone", "--filter=blob:none")
    (repo.root / ".git").rename(tmp_path / "gone")  # nobody is left to fetch from
    history = read_history(clone.root)
    assert history.state == "full"
    assert subjects(history, "c") == ["moved", "two", "one"]
    assert (history.last("d") or history.commits[0]).subject == "moved and edited"


def test_treeless_clone_is_not_asked(repo: Sandbox, tmp_path: Path) -> None:
    repo.commit("one", {"a": "1"})
    repo.commit("two", {"a": "2"})
    clone = repo.clone(tmp_path / "clone", "--filter=tree:0")
    history = read_history(clone.root)
    assert history.state == "treeless"
    assert "--filter=blob:none" in history.reason
    assert history.changes == {}


def test_no_history(repo: Sandbox, tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    assert read_history(tmp_path / "plain").state == "none"
    history = read_history(repo.root)
    assert (history.state, history.reason) == ("none", "there is no commit yet")


def test_a_git_file_that_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / ".git").write_text("gitdir: /nowhere\n")
    assert read_history(tmp_path).state == "unreadable"
    assert dict(WorkingTree(tmp_path).paths()) == {}


def test_broken_configuration_and_index_say_what_is_wrong(repo: Sandbox) -> None:
    repo.commit("one", {"a": "1"})
    (repo.root / ".git/index").write_bytes(b"garbage" * 99)
    history = read_history(repo.root)
    assert (history.state, "index" in history.reason) == ("unreadable", True)
    with (repo.root / ".git/config").open("a") as file:
        file.write("[broken\n")
    history = read_history(repo.root)
    assert (history.state, "bad config line" in history.reason) == ("unreadable", True)


def test_detached_head(repo: Sandbox) -> None:
    repo.commit("one", {"a": "1"})
    repo.commit("two", {"a": "2"})
    repo.git("checkout", "-q", "--detach", "HEAD~1")
    assert subjects(read_history(repo.root), "a") == ["one"]


def test_linked_worktree(repo: Sandbox, tmp_path: Path) -> None:
    repo.commit("one", {"a": "1"})
    repo.git("worktree", "add", "-q", str(tmp_path / "linked"), "-b", "other")
    assert subjects(read_history(tmp_path / "linked"), "a") == ["one"]


@pytest.mark.parametrize("ref", ["--upload-pack=x", "nothing"])
def test_no_such_ref(repo: Sandbox, ref: str) -> None:
    repo.commit("one", {"a": "1"})
    with pytest.raises(TreeError, match="has no commit called"):
        read_history(repo.root, ref)


def test_damage_is_unreadable_and_never_fresh(repo: Sandbox) -> None:
    first = repo.commit("one", {"a": "1"})
    repo.commit("two", {"a": "2"})
    (repo.root / ".git/objects" / first[:2] / first[2:]).unlink()
    history = read_history(repo.root)
    assert history.state == "unreadable"
    assert history.last("a") is None
    assert history.reason.startswith("git log failed")


def test_configuration_of_the_repository_changes_nothing(repo: Sandbox) -> None:
    repo.commit("one", {"sub/a": TEXT})
    repo.git("mv", "sub/a", "sub/b")
    repo.commit("moved")
    plain, below = read_history(repo.root), read_history(repo.root / "sub")
    for key, value in {
        "log.showRoot": "false",
        "log.showSignature": "true",
        "log.follow": "true",
        "log.diffMerges": "first-parent",
        "diff.renames": "false",
        "diff.relative": "true",
        "diff.renameLimit": "1",
        "color.ui": "always",
        "color.diff": "always",
        "core.quotePath": "true",
        "format.pretty": "oneline",
        "i18n.logOutputEncoding": "latin1",
        "diff.external": "false",
        "gpg.program": "/bin/false",
    }.items():
        repo.git("config", key, value)
    assert read_history(repo.root) == plain
    assert read_history(repo.root / "sub") == below


def test_tags_that_head_descends_from(repo: Sandbox) -> None:
    first = repo.commit("one", {"a": "1"})
    repo.git("tag", "v1.9")
    second = repo.commit("two", {"a": "2"})
    repo.git("tag", "-a", "v1.10", "-m", "release")
    repo.commit("three", {"a": "3"})
    repo.git("tag", "v2-later")
    history = read_history(repo.root, "HEAD~1")
    assert [(name, oid) for name, oid, _ in history.tags] == [("v1.10", second), ("v1.9", first)]
    assert history.tags[0][2] == 1767225600 + 2 * 86400


def test_bulk_commits(repo: Sandbox) -> None:
    first = repo.commit("one", {"a": "1"})
    lines = f"# format\n{first}\n  {first[:12]}\nnot a hash\n{'0' * 40} # trailing\n"
    repo.commit("two", {".git-blame-ignore-revs": lines})
    assert read_history(repo.root).bulk == {first, "0" * 40}


def test_mailmap(repo: Sandbox) -> None:
    repo.commit("one", {".mailmap": "Ann Long <ann@example.org> <old@example.org>\n"})
    repo.commit("two", {"a": "1"}, author="ann <old@example.org>")
    assert read_history(repo.root).commits[0].author == "Ann Long"


def test_a_large_history_in_one_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = "".join(
        f"commit refs/heads/main\nmark :{number}\ncommitter A <a@x> {number} +0000\ndata 1\nx\n"
        + (f"from :{number - 1}\n" if number > 1 else "")
        + f"M 100644 inline f{number % 100}\ndata 5\n{number:05}\n"
        for number in range(1, 3001)
    )
    root = Sandbox(tmp_path / "big").root
    git = ["git", "-C", str(root), "fast-import", "--quiet"]
    subprocess.run(git, input=stream.encode(), check=True)
    started: list[object] = []
    popen = subprocess.Popen.__init__
    monkeypatch.setattr(
        subprocess.Popen,
        "__init__",
        lambda self, *args, **rest: (started.append(args), popen(self, *args, **rest))[1],
    )
    history = read_history(root, "main")
    assert len(history.commits) == 3000
    assert all(len(changes) == 30 for changes in history.changes.values())
    assert len(started) <= 8
