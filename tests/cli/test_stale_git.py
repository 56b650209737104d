"""What git can and cannot tell about freshness, with real repositories: fresh, stale or unknown, and never a guess."""

import json
from pathlib import Path

import pytest

from .conftest import Folder

PAGE = "---\ncovers: [src/**]\n---\n# Cart\n\nAdd.\n"
CODE = "def add(thing):\n    return thing\n"
MORE = CODE + "\n\ndef pay(much):\n    return much\n"


def state(folder: Folder, *arguments: str) -> str:
    """The verdict on docs/cart.md, as the gate sees it: the exit code tells stale and unknown apart."""
    result = folder.run("check", "--format", "json", *arguments, code=None)
    found = [f for f in json.loads(result.stdout)["findings"] if f["rule"] == "doc-stale"]
    if not found:
        assert result.exit_code == 0
        return "fresh"
    unknown = all(f["undecided"] for f in found)
    assert result.exit_code == (3 if unknown else 1)
    return "unknown" if unknown else "stale"


@pytest.fixture
def cart(folder: Folder) -> Folder:
    """Twelve commits: the page in the third, the code it covers in the first and, another signature, in the sixth."""
    folder.commit({"src/cart.py": CODE})
    folder.commit({"README.md": "# Shop\n"})
    folder.commit({"docs/cart.md": PAGE})
    for number in range(2):
        folder.commit({"notes.txt": f"{number}\n"})
    folder.commit({"src/cart.py": MORE})
    for number in range(6):
        folder.commit({"notes.txt": f"later {number}\n"})
    return folder


def clone(folder: Folder, to: Path, *options: str) -> Folder:
    folder.git("config", "uploadpack.allowFilter", "true")
    folder.git("clone", "-q", *options, f"file://{folder.root}", str(to))
    return Folder(to)


@pytest.mark.parametrize(
    ("depth", "expected"),
    [(1, "unknown"), (5, "unknown"), (7, "unknown"), (8, "stale"), (10, "stale"), (11, "stale")],
)
def test_a_shallow_clone_knows_exactly_what_its_boundary_hides(
    cart: Folder, tmp_path: Path, depth: int, expected: str
):
    assert state(cart) == "stale"
    assert state(clone(cart, tmp_path / "shallow", f"--depth={depth}")) == expected


def test_a_shallow_clone_never_calls_a_stale_page_fresh_nor_a_fresh_one_stale(
    cart: Folder, tmp_path: Path
):
    cart.commit({"docs/cart.md": PAGE + "And pay.\n"})
    assert state(cart) == "fresh"
    seen = {
        state(clone(cart, tmp_path / str(depth), f"--depth={depth}")) for depth in (1, 2, 6, 12)
    }
    assert seen <= {"fresh", "unknown"}
    assert state(clone(cart, tmp_path / "one", "--depth=1")) == "unknown"


def test_the_line_for_the_workflow_is_told(cart: Folder, tmp_path: Path):
    text = clone(cart, tmp_path / "shallow", "--depth=1").run("check", code=3).stdout
    assert "`fetch-depth: 0`" in text
    assert "gazetteer review docs/cart.md" in text


def test_a_clone_without_blobs_fetches_none(cart: Folder, tmp_path: Path):
    blobless = clone(cart, tmp_path / "blobless", "--filter=blob:none")
    objects = sorted((blobless.root / ".git/objects").rglob("*"))
    blobless.git("remote", "set-url", "origin", "file:///nowhere")
    assert state(blobless) == "unknown"
    assert sorted((blobless.root / ".git/objects").rglob("*")) == objects
    cart.commit({"src/new.py": "x = 1\n"})
    assert state(clone(cart, tmp_path / "second", "--filter=blob:none")) == "stale"


def test_a_clone_without_trees_is_refused(cart: Folder, tmp_path: Path):
    assert state(clone(cart, tmp_path / "treeless", "--filter=tree:0")) == "unknown"


def test_a_branch_counts_from_the_day_on_which_it_landed(folder: Folder):
    folder.commit({"src/cart.py": CODE, "docs/cart.md": PAGE})
    folder.git("checkout", "-q", "-b", "side")
    folder.commit({"src/cart.py": MORE})
    folder.git("checkout", "-q", "main")
    folder.commit({"docs/cart.md": PAGE + "More.\n"})
    assert state(folder) == "fresh"
    folder._day += 1
    folder.git("merge", "-q", "--no-ff", "-m", "landed", "side")
    assert state(folder) == "stale"


def test_page_and_code_of_one_branch_land_together(folder: Folder):
    folder.commit({"src/cart.py": CODE, "docs/cart.md": PAGE})
    folder.git("checkout", "-q", "-b", "side")
    folder.commit({"docs/cart.md": PAGE + "And pay.\n"})
    folder.commit({"src/cart.py": MORE})
    assert state(folder) == "stale"
    folder.git("checkout", "-q", "main")
    folder.commit({"notes.txt": "x\n"})
    folder.git("merge", "-q", "--no-ff", "-m", "landed", "side")
    assert state(folder) == "fresh"


def test_a_merge_by_itself_changes_nothing(folder: Folder):
    folder.commit({"src/cart.py": CODE, "docs/cart.md": PAGE})
    folder.git("checkout", "-q", "-b", "side")
    folder.commit({"notes.txt": "x\n"})
    folder.git("checkout", "-q", "main")
    folder.commit({"README.md": "# Shop\n"})
    folder.git("merge", "-q", "--no-ff", "-m", "landed", "side")
    assert state(folder) == "fresh"


def test_clocks_that_are_wrong_change_no_order(folder: Folder):
    folder._day = 100
    folder.commit({"src/cart.py": CODE, "docs/cart.md": PAGE})
    folder._day = 50  # the next commit says that it is older than its parent
    folder.commit({"src/cart.py": MORE})
    assert state(folder) == "stale"
    folder._day = 10
    folder.commit({"docs/cart.md": PAGE + "And pay.\n"})
    assert state(folder) == "fresh"


def test_renames_and_uncommitted_edits(folder: Folder):
    folder.commit({"src/cart.py": CODE, "docs/cart.md": PAGE})
    folder.git("mv", "docs/cart.md", "docs/basket.md")
    folder.commit()
    folder.git("mv", "docs/basket.md", "docs/cart.md")
    folder.write({"src/cart.py": MORE})
    folder.commit()
    folder.write({"docs/cart.md": PAGE + "And pay.\n"})
    assert state(folder) == "fresh", "it is being edited"
    folder.write({"docs/cart.md": PAGE, "src/cart.py": MORE + "\n\ndef more(): ...\n"})
    assert state(folder) == "stale"


def test_a_file_moved_by_itself_does_not_refresh_a_page(folder: Folder):
    folder.commit({"src/cart.py": CODE, "docs/old.md": PAGE})
    folder.commit({"src/cart.py": MORE})
    folder.git("mv", "docs/old.md", "docs/cart.md")
    folder.commit()
    assert state(folder) == "stale"


def test_sweeps_and_ignored_revisions_are_no_edits(folder: Folder):
    many = {f"etc/{n}.txt": "x\n" for n in range(200)}
    folder.commit({"src/cart.py": CODE, "docs/cart.md": PAGE, **many})
    sweep = folder.commit({"src/cart.py": MORE, **dict.fromkeys(many, "y\n")})
    assert state(folder) == "fresh"
    assert sweep
    small = folder.commit({"src/cart.py": MORE.replace("much", "amount")})
    assert state(folder) == "stale"
    folder.commit({".git-blame-ignore-revs": f"{small}\n"})
    assert state(folder) == "fresh"
    shown = folder.run("review", "docs/cart.md").stdout
    assert f"not counted: {small[:7]} by Ann (`.git-blame-ignore-revs` names it)" in shown
    assert f"not counted: {sweep[:7]} by Ann (it touches 201 files)" in shown


@pytest.mark.parametrize(("together", "verdict"), [(True, "fresh"), (False, "stale")])
@pytest.mark.parametrize("way", ["rebase", "squash"])
def test_a_rewritten_branch_tells_what_it_told_before(
    cart: Folder, way: str, verdict: str, *, together: bool
):
    cart.commit({"docs/cart.md": PAGE + "Pay.\n"})
    assert state(cart) == "fresh"
    cart.git("checkout", "-q", "-b", "side")
    cart.commit({"src/cart.py": CODE})
    if together:
        cart.commit({"docs/cart.md": PAGE + "Paying is gone.\n"})
    cart.git("checkout", "-q", "main")
    cart.commit({"notes.txt": "meanwhile\n"})
    if way == "rebase":
        cart.git("checkout", "-q", "side")
        cart.git("rebase", "-q", "main")
    else:
        cart.git("merge", "-q", "--squash", "side")
        cart.commit()
    assert state(cart) == verdict


def test_a_submodule_is_no_covered_file(folder: Folder, tmp_path: Path):
    other = Folder(tmp_path / "other")
    other.commit({"x.py": CODE})
    folder.commit({"src/cart.py": CODE, "docs/cart.md": PAGE})
    folder.git("submodule", "--quiet", "add", str(other.root), "src/lib")
    folder.commit()
    assert state(folder) == "fresh"


def test_dates_are_no_time_bomb(folder: Folder):
    old = "---\nlast_reviewed: 2026-01-01\nreview_every: 30d\n---\n# Old\n"
    base = folder.commit({"docs/old.md": old, "docs/cart.md": "# Cart\n"})
    folder.commit({"docs/cart.md": "# Cart\n\nMore.\n"})

    def overdue() -> list[str]:
        arguments = ("--since", base, "--as-of", "2027-01-01", "--fail-on", "warning")
        result = folder.run("check", "--format", "json", *arguments, code=None)
        found = json.loads(result.stdout)["findings"]
        return [
            f["place"]["path"] for f in found if f["rule"] == "review-overdue" and not f["silenced"]
        ]

    assert overdue() == []
    folder.commit({"docs/old.md": old.replace("30d", "31d")})
    assert overdue() == [], "no word of its text was changed"
    folder.commit({"docs/old.md": old + "\nMore.\n"})
    assert overdue() == ["docs/old.md"]


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("", ["docs/cart.md", "handbook/cart.md"]),
        ("when: [{path: 'docs/**', changes: 5}]", ["handbook/cart.md"]),
        ("when: [{path: 'docs/**', severity: off}]", ["handbook/cart.md"]),
        ("changes: 5, when: [{path: 'docs/**', changes: 1}]", ["docs/cart.md"]),
        ("severity: off, when: [{path: 'docs/**', severity: note}]", ["docs/cart.md"]),
    ],
)
def test_the_rule_and_the_queue_of_reviews_go_by_the_same_settings(
    cart: Folder, when: str, expected: list[str]
) -> None:
    cart.write({"gazetteer.yml": f"rules: {{doc-stale: {{{when}}}}}\n"})
    cart.write({"handbook/cart.md": PAGE})
    cart.commit()
    cart.commit({"src/cart.py": MORE.replace("pay", "send")})
    found = json.loads(cart.run("check", "--format", "json", code=None).stdout)["findings"]
    assert [f["place"]["path"] for f in found if f["rule"] == "doc-stale"] == expected
    queue = json.loads(cart.run("review", "--list", "--format", "json").stdout)["documents"]
    assert sorted(one["path"] for one in queue) == expected
