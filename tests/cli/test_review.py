"""`gazetteer review`: shows what changed, wants to be told that the document holds, writes lock and date only."""

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

import gazetteer

from .conftest import Folder

SCHEMA = json.loads(
    (Path(gazetteer.__file__).parent / "schemas" / "review.json").read_text("utf-8")
)
CODE = "def add(thing, many=1):\n    return thing\n\n\ndef drop(thing):\n    pass\n"
PAGE = (
    "---\ntitle: Cart\ncovers: [src/**]\nlast_reviewed: 2026-01-01\n---\n# Cart\n\nAdd and drop.\n"
)
FILES = {"docs/cart.md": PAGE, "src/cart.py": CODE, "docs/other.md": "# Other\n"}


def found(folder: Folder, rule: str = "doc-stale") -> list[dict]:
    value = json.loads(folder.run("check", "--format", "json", code=None).stdout)
    return [f for f in value["findings"] if f["rule"] == rule]


@pytest.fixture
def cart(folder: Folder) -> Folder:
    """A page that was reviewed into the lock, committed."""
    folder.commit(FILES)
    folder.run("review", "docs/cart.md", "--still-accurate", "--as-of", "2026-01-05")
    folder.commit()
    return folder


def test_it_writes_lock_and_date_and_nothing_else(folder: Folder):
    folder.commit(FILES)
    before = {
        p: p.read_bytes() for p in folder.root.rglob("*") if p.is_file() and ".git" not in p.parts
    }
    error = folder.run("review", "docs/cart.md", "--still-accurate", "--as-of", "2026-02-03").stderr
    assert "docs/cart.md reviewed on 2026-02-03 against 1 part, by Ann" in error
    after = {
        p: p.read_bytes() for p in folder.root.rglob("*") if p.is_file() and ".git" not in p.parts
    }
    page, lock = folder.root / "docs/cart.md", folder.root / "docs.lock"
    assert after.pop(lock)
    assert after.pop(page) == before.pop(page).replace(b"2026-01-01", b"2026-02-03")
    assert after == before
    first = lock.read_bytes(), page.read_bytes()
    folder.run("review", "docs/cart.md", "--still-accurate", "--as-of", "2026-02-03")
    assert (lock.read_bytes(), page.read_bytes()) == first


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"---\r\nlast_reviewed: 2026-01-01\r\ncovers: src\r\n---\r\n", b"2026-02-03"),
        (
            b"\xef\xbb\xbf---\nlast_reviewed_on: '2026-01-01' # by Ann\nreview_in: 6 months\ncovers: src\n---\n",
            b"2026-02-03",
        ),
        (b'---\nms.date: "01/31/2026"\ncovers: [src]\n---\n', b"02/03/2026"),
        (b"---\nms.date: 1/31/2026\ncovers: [src]\n---\n", b"2/3/2026"),
        (b"---\nreviewed: 31 January 2026\ncovers: [src]\n---\n", b"3 February 2026"),
        (b"---\nlast-reviewed:   2026/01/01   \ncovers: [src]\n---\n", b"2026/02/03"),
        (
            b"---\ncovers: [src]\n---\n<!--* freshness: { owner: 'ann' reviewed: '2026-01-01' } *-->\n",
            b"2026-02-03",
        ),
    ],
    ids=[
        "crlf",
        "mark and comment",
        "month first",
        "without zeros",
        "in words",
        "slashes",
        "comment of Google",
    ],
)
def test_the_date_keeps_the_form_of_the_file(folder: Folder, head: bytes, expected: bytes):
    old = {b"2026-02-03": b"2026-01-01", b"02/03/2026": b"01/31/2026", b"2/3/2026": b"1/31/2026"}
    old |= {b"3 February 2026": b"31 January 2026", b"2026/02/03": b"2026/01/01"}
    rest = b"# Cart\r\n\nlast_reviewed: 2026-01-01 is a line of the text\xff\n"
    folder.commit({"docs/cart.md": head + rest.replace(b"\xff", "é".encode()), "src/cart.py": CODE})
    page = folder.root / "docs/cart.md"
    before = page.read_bytes()
    folder.run("review", "docs/cart.md", "--still-accurate", "--as-of", "2026-02-03")
    assert page.read_bytes() == before.replace(old[expected], expected, 1)


def test_a_document_without_a_date_leaves_it_to_the_lock(folder: Folder):
    page = PAGE.replace("last_reviewed: 2026-01-01\n", "")
    folder.commit({**FILES, "docs/cart.md": page})
    folder.run("review", "docs/cart.md", "docs/other.md", "--still-accurate")
    assert (folder.root / "docs/cart.md").read_text("utf-8") == page
    lines = [
        json.loads(line) for line in (folder.root / "docs.lock").read_text("utf-8").splitlines()
    ]
    assert [(e["document"], e["part"], e["batch"]) for e in lines[1:]] == [
        ("docs/cart.md", "src/cart.py", 2),
        ("docs/other.md", "", 2),
    ]


def test_without_the_option_it_shows_and_writes_nothing(cart: Folder):
    assert cart.run("review", "docs/cart.md").exit_code == 0
    cart.commit({"src/cart.py": CODE.replace("thing, many=1", "thing, many, gift=False")})
    before = (cart.root / "docs.lock").read_bytes()
    result = cart.run("review", "docs/cart.md", code=1)
    assert "docs/cart.md: stale since 2026-01-04: " in result.stdout
    assert "was last reviewed on 2026-01-05 by Ann" in result.stdout
    assert "`add` changed" in result.stdout
    assert "-def add(thing, many=1):" in result.stdout
    assert "+def add(thing, many, gift=False):" in result.stdout
    assert "--still-accurate" in result.stderr
    assert (cart.root / "docs.lock").read_bytes() == before


@pytest.mark.parametrize(("answer", "code"), [(b"y\n", 0), (b"n\n", 1)])
def test_on_a_terminal_it_asks(cart: Folder, answer: bytes, code: int):
    cart.commit({"src/cart.py": CODE + "def pay(): ...\n"})
    ours, theirs = os.openpty()
    os.write(ours, answer)
    command = [sys.executable, "-m", "gazetteer", "-C", str(cart.root), "review", "docs/cart.md"]
    done = subprocess.run(
        command, stdin=theirs, stdout=theirs, stderr=theirs, timeout=60, check=False
    )
    shown = os.read(ours, 100_000).decode()
    os.close(ours)
    os.close(theirs)
    assert "`pay` added" in shown
    assert "is docs/cart.md still accurate?" in shown
    assert done.returncode == code
    assert bool(found(cart)) is bool(code)


def test_the_lock_decides_in_the_very_change_and_without_history(cart: Folder, tmp_path: Path):
    assert found(cart) == []
    cart.write({"src/cart.py": CODE.replace("def drop(thing)", "def remove(thing)")})
    [finding] = found(cart)
    assert (finding["severity"], finding["place"]["path"]) == ("error", "docs/cart.md")
    assert "`drop` removed, `remove` added" in finding["message"]
    cart.commit()
    cart.git("clone", "-q", "--depth=1", f"file://{cart.root}", str(tmp_path / "shallow"))
    shallow = Folder(tmp_path / "shallow")
    assert [f["fingerprint"] for f in found(shallow)] == [finding["fingerprint"]]
    shallow.run("check", code=1)
    cart.run("review", "docs/cart.md", "--still-accurate")
    assert found(cart) == []


HARMLESS = {
    "formatted": CODE.replace("thing, many=1", "\n    thing,\n    many = 1,\n"),
    "commented": "# Copyright 2027\n"
    + CODE.replace("    pass", '    """Drops."""\n    # really\n    pass'),
    "another body": CODE.replace("return thing", "return [thing] * many"),
    "something private": CODE + "\n\ndef _log(x):\n    print(x)\n",
}


@pytest.mark.parametrize("text", HARMLESS.values(), ids=HARMLESS)
def test_what_changes_nothing_that_is_offered_is_quiet(cart: Folder, text: str):
    cart.commit({"src/cart.py": text})
    assert found(cart) == []


def test_moves_generated_and_ignored_files_are_quiet(cart: Folder):
    cart.write({".gitignore": "tmp/\n", "src/tmp/x.py": "def x(): ...\n"})
    cart.commit(
        {"src/api.pb.go": "package a\nfunc A() {}\n", "src/gen.py": "# @generated\ndef g(): ...\n"}
    )
    assert found(cart) == []
    cart.git("mv", "docs", "handbook")
    cart.git("mv", "src", "lib")
    page = cart.root / "handbook/cart.md"
    page.write_text(page.read_text("utf-8").replace("src/**", "lib/**"), "utf-8")
    cart.commit()
    assert found(cart) == []


def test_added_removed_and_renamed_files_are_told(cart: Folder):
    cart.commit({"src/new.py": "def new(): ...\n"})
    assert "src/new.py was added" in found(cart)[0]["message"]
    cart.git("mv", "src/cart.py", "src/basket.py")
    (cart.root / "src/new.py").unlink()
    cart.commit()
    assert "src/basket.py was renamed from src/cart.py" in found(cart)[0]["message"]
    (cart.root / "src/basket.py").unlink()
    cart.commit({"src/else.py": "def other(): ...\n"})
    assert "src/cart.py was removed" in found(cart)[0]["message"]


def test_squash_and_rebase_change_nothing(cart: Folder):
    cart.git("checkout", "-q", "-b", "side")
    cart.commit({"src/cart.py": CODE + "def pay(): ...\n"})
    cart.run("review", "docs/cart.md", "--still-accurate")
    cart.commit()
    cart.git("checkout", "-q", "main")
    cart.commit({"docs/other.md": "# Other than that\n"})
    cart.git("merge", "-q", "--squash", "side")
    cart.commit()
    assert found(cart) == []


def test_deleted_documents_leave_the_lock_and_moved_ones_do_not(cart: Folder):
    cart.commit({"docs/gone.md": PAGE, "docs/moved.md": PAGE, "src/more.py": "x = 1\n"})
    cart.run("review", "docs", "--still-accurate")
    cart.commit()
    cart.git("rm", "-q", "docs/gone.md")
    (cart.root / "guides").mkdir()
    cart.git("mv", "docs/moved.md", "guides/moved.md")
    cart.commit()
    cart.run("review", "docs/cart.md", "--still-accurate")
    lock = (cart.root / "docs.lock").read_text()
    assert "docs/cart.md" in lock
    assert "docs/moved.md" in lock
    assert "docs/gone.md" not in lock
    assert found(cart) == []


def test_two_branches_review_different_documents(cart: Folder):
    cart.commit(
        {
            "docs/more.md": PAGE,
            "src/more.py": "x = 1\n",
            ".gitattributes": "docs.lock merge=union\n",
        }
    )
    cart.run("review", "docs", "--still-accurate")
    cart.commit()
    cart.git("checkout", "-q", "-b", "side")
    cart.run("review", "docs/more.md", "--still-accurate", "--as-of", "2026-11-01")
    cart.commit()
    cart.git("checkout", "-q", "main")
    cart.run("review", "docs/cart.md", "--still-accurate", "--as-of", "2026-11-02")
    cart.commit()
    cart.git("merge", "-q", "-m", "both", "side")
    assert found(cart) == []


def test_bad_lines_of_the_lock_are_findings_and_stop_a_review(cart: Folder):
    lock = cart.root / "docs.lock"
    lock.write_text(lock.read_text("utf-8") + "<<<<<<< side\n", "utf-8")
    [finding] = found(cart)
    assert finding["place"] == {"path": "docs.lock", "line": 3, "column": 0}
    assert "docs.lock:3" in cart.run("review", "docs/cart.md", "--still-accurate", code=2).stderr


def test_what_is_missing_must_be_mended_first(folder: Folder):
    folder.commit(
        {"docs/a.md": "---\ncovers: [lib/x.py, src/cart.py#gone]\n---\n# A\n", "src/cart.py": CODE}
    )
    assert sorted(f["message"] for f in found(folder)) == [
        "docs/a.md covers lib/x.py, but nothing fits.",
        "docs/a.md covers src/cart.py#gone, but nothing fits.",
    ]
    assert "lib/x.py" in folder.run("review", "docs/a.md", "--still-accurate", code=2).stderr


def test_a_section_has_its_own_finding(folder: Folder):
    page = (
        "# Cart\n\n## Adding\n<!-- covers: src/cart.py#add -->\n\nAdd.\n"
        "\n## Dropping\n<!-- covers: src/cart.py#drop -->\n"
    )
    folder.commit({"docs/cart.md": page, "src/cart.py": CODE})
    folder.run("review", "docs/cart.md", "--still-accurate")
    folder.commit({"src/cart.py": CODE.replace("many=1", "many=2")})
    [finding] = found(folder)
    assert finding["place"]["line"] == 4
    assert finding["message"].startswith("docs/cart.md#adding was last reviewed")


def test_the_queue_is_by_owner_and_valid(cart: Folder):
    cart.commit(
        {
            "src/cart.py": CODE + "def pay(): ...\n",
            "docs/old.md": "---\nowner: group:shop\nlast_reviewed: 2025-01-01\nreview_every: 30d\n---\n# Old\n",
        }
    )
    text = cart.run("review", "--list").stdout
    assert (
        text.index("group:shop")
        < text.index("docs/old.md: due")
        < text.index("docs/cart.md: stale")
    )
    assert "2 documents wait for a review" in text
    value = cart.json("review", "--list")
    jsonschema.validate(value, SCHEMA)
    assert [d["state"] for d in value["documents"]] == ["due", "stale"]
    only = cart.json("review", "--list", "--owner", "shop")
    assert [d["path"] for d in only["documents"]] == ["docs/old.md"]
    jsonschema.validate(cart.json("review", "docs/cart.md", code=1), SCHEMA)


@pytest.mark.parametrize("arguments", [[], ["--list", "docs/cart.md"], ["no/such.md"], ["src"]])
def test_wrong_use(cart: Folder, arguments: list[str]):
    cart.run("review", *arguments, code=2)


def test_outside_git_the_lock_works_all_the_same(folder: Folder):
    folder.write(FILES)
    folder.run("check", code=3)
    folder.run("review", "docs/cart.md", "--still-accurate", "--by", "Bea")
    folder.run("check")
    folder.write({"src/cart.py": CODE.replace("def add", "def put")})
    assert "by Bea" in found(folder)[0]["message"]
