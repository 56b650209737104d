"""`gazetteer fix`: the safe mends, byte for byte, shown first, and nothing else."""

from pathlib import Path

import pytest

from .conftest import Folder

CODE = "import os\n\n\ndef place(order):\n    return os.environ['CART_URL'] + order\n"
MARK = b"\xef\xbb\xbf"


def whole(folder: Folder) -> dict[str, bytes]:
    files = (p for p in folder.root.rglob("*") if p.is_file() and ".git" not in p.parts)
    return {p.relative_to(folder.root).as_posix(): p.read_bytes() for p in files}


def mended(folder: Folder, path: str) -> bytes:
    """What `fix --yes` makes of a file; no other file changes, and a second run changes nothing."""
    before = whole(folder)
    folder.run("fix", "--diff", code=1)
    assert whole(folder) == before
    folder.run("fix", "--yes")
    after = whole(folder)
    assert {p for p in after if after[p] != before.get(p)} == {path}
    assert "nothing to mend" in folder.run("fix", "--yes").stderr
    assert "nothing to mend" in folder.run("fix", "--diff").stderr
    assert whole(folder) == after
    return after[path]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", MARK])
def test_renamed_paths_in_text_code_and_commands(folder: Folder, end: str, mark: bytes) -> None:
    lines = (
        "# Cart",
        "",
        "In `src/pay/cart.py:3`, src/pay/cart.py and `./src/pay/`; not other/src/pay/cart.py,",
        "nor <https://example.org/src/pay/cart.py>, nor [`src/pay/cart.py`](https://x.example/src/pay/cart.py).  ",
        "",
        "```sh",
        "$ cat src/pay/cart.py",
        "```",
        "last\tline \x0c without an end",
    )
    page = mark + end.join(lines).encode()
    folder.commit({"docs/a.md": page, "src/pay/cart.py": CODE})
    folder.git("mv", "src/pay", "src/payments")
    folder.commit()
    after = mended(folder, "docs/a.md")
    there = (
        page.replace(b"In `src/pay/", b"In `src/payments/")
        .replace(b", src/pay/cart.py", b", src/payments/cart.py")
        .replace(b"`./src/pay/`", b"`./src/payments/`")
        .replace(b"[`src/pay/", b"[`src/payments/")
        .replace(b"cat src/pay/", b"cat src/payments/")
    )
    assert after == there


def test_links_to_what_moved_and_from_what_moved(folder: Folder) -> None:
    folder.commit(
        {
            "README.md": "# Shop\n\n[a](docs/a.md) and [c](docs/c.md).\n",
            "docs/a.md": '# A\n\n[b](./b.md#part "B") [b again][b] ![p](img/p.png)\n<img src="img/p.png">\n\n'
            "`[b](./b.md#part)`\n\n```md\n[b](./b.md#part)\n```\n\n[b]: b.md?x=1\n",
            "docs/b.md": "# B\n\n## Part\n\n" + "Much is said here.\n" * 9,
            "docs/c.md": "# C\n\n[a](a.md) and [the code](../src/x.py)\n",
            "docs/img/p.png": b"\x89PNG\0",
            "src/x.py": CODE,
        }
    )
    folder.git("mv", "docs/b.md", "docs/the b.md")
    folder.git("mv", "docs/img", "docs/pictures")
    folder.commit()
    a = mended(folder, "docs/a.md").decode()
    assert a == (
        '# A\n\n[b](./the%20b.md#part "B") [b again][b] ![p](pictures/p.png)\n<img src="pictures/p.png">\n\n'
        "`[b](./b.md#part)`\n\n```md\n[b](./b.md#part)\n```\n\n[b]: the%20b.md?x=1\n"
    )
    (folder.root / "docs/deep").mkdir()
    folder.git("mv", "docs/c.md", "docs/deep/c.md")
    folder.commit()
    folder.run("fix", "--yes")
    assert (folder.root / "README.md").read_text() == (
        "# Shop\n\n[a](docs/a.md) and [c](docs/deep/c.md).\n"
    )
    assert (folder.root / "docs/deep/c.md").read_text() == (
        "# C\n\n[a](../a.md) and [the code](../../src/x.py)\n"
    )


def test_a_renamed_heading(folder: Folder) -> None:
    page = "# B\n\n## Install it\n\n## Use\n\n## More\n"
    folder.commit({"docs/a.md": "# A\n\n[b](b.md#install-it)\n", "docs/b.md": page})
    folder.commit({"docs/b.md": page.replace("Install it", "Installing")})
    folder.commit({"docs/b.md": page.replace("Install it", "Installation")})
    (finding,) = folder.json("check", code=1)["findings"]
    assert "`b.md#installation`, or let `gazetteer fix docs/a.md` do it" in finding["mend"]
    assert mended(folder, "docs/a.md") == b"# A\n\n[b](b.md#installation)\n"


@pytest.mark.parametrize("committed", [True, False])
def test_a_heading_that_went_to_another_page(folder: Folder, committed: bool) -> None:
    page = "# A\n\n[how](guide/b.md#roll-back) and [same](guide/b.md#start)\n"
    folder.commit(
        {
            "docs/a.md": page,
            "docs/guide/b.md": "# B\n\n## Start\n\n## Roll back\n\nUndo.\n",
            "docs/ops/c.md": "# C\n",
            "docs/d.md": "# D\n",
        }
    )
    folder.write(
        {
            "docs/guide/b.md": "# B\n\n## Start\n",
            "docs/ops/c.md": "# C\n\n## Roll back\n\nUndo.\n",
        }
    )
    if committed:
        folder.commit()
        folder.commit({"docs/d.md": "# D\n\n## Roll back\n\nSomething else.\n"})
    told = folder.run("check", code=1).stdout
    assert "ops/c.md#roll-back" in told
    after = mended(folder, "docs/a.md")
    assert after == page.replace("guide/b.md#roll-back", "ops/c.md#roll-back").encode()


def test_a_heading_that_went_to_two_pages_is_for_people(folder: Folder) -> None:
    b = "# B\n\n## Roll back\n"
    folder.commit({"a.md": "[how](b.md#roll-back)\n", "b.md": b, "c.md": "# C\n", "d.md": "# D\n"})
    folder.commit({"b.md": "# B\n", "c.md": b.replace("B", "C"), "d.md": b.replace("B", "D")})
    assert "nothing to mend" in folder.run("fix", "--yes").stderr


def test_two_headings_at_once_are_for_people(folder: Folder) -> None:
    page = "# B\n\n## Install it\n\n## Use\n"
    folder.commit({"docs/a.md": "# A\n\n[b](b.md#install-it)\n", "docs/b.md": page})
    folder.commit({"docs/b.md": "# B\n\n## One\n\n## Two\n"})
    assert "nothing to mend" in folder.run("fix", "--yes").stderr


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_stale_snippets_keep_their_indentation(folder: Folder, end: str) -> None:
    page = (
        '- a list:\n\n  ```py title="src/cart.py"\n  def place(order):\n'
        "      return os.environ['CART_URL'] + order\n  ```\n\nEnd\n"
    ).replace("\n", end)
    folder.commit({"docs/a.md": page.encode(), "src/cart.py": CODE})
    new = CODE.replace("(order)", "(order, many=1)").replace("    return", "    log()\n    return")
    folder.commit({"src/cart.py": new})
    (finding,) = [
        f
        for f in folder.json("check", "--fail-on", "never")["findings"]
        if f["rule"] == "snippet-drifted"
    ]
    assert finding["place"]["line"] == 3
    after = page.replace("(order)", "(order, many=1)")
    after = after.replace("      return", f"      log(){end}      return")
    assert mended(folder, "docs/a.md") == after.encode()


def test_examples_and_what_is_left_out(folder: Folder) -> None:
    page = (
        '```py title="src/cart.py"\ndef never_there(a):\n    pass\n```\n\n'
        '```py title="src/cart.py"\nimport os\n# ...\n    return os.environ["X"]\n```\n'
    )
    old = CODE.replace("'CART_URL'] + order", '"X"]')
    folder.commit({"docs/a.md": page, "src/cart.py": old})
    assert folder.json("check")["findings"] == []
    folder.commit({"src/cart.py": CODE})
    (finding,) = folder.json("check")["findings"]
    assert (finding["rule"], finding["place"]["line"]) == ("snippet-drifted", 6)
    assert "nothing to mend" in folder.run("fix").stderr


def test_one_sided_ties_of_decisions(folder: Folder) -> None:
    old = (
        "# 1. Use milk\r\n\r\nDate: 2026-01-01\r\n\r\n## Status\r\n\r\nSuperseded by [2. Use oats](0002-use-oats.md)"
        "\r\n\r\n## Context\r\n\r\nC\r\n\r\n## Decision\r\n\r\nD\r\n\r\n## Consequences\r\n\r\nE\r\n"
    )
    new = old.replace("1. Use milk", "2. Use oats").replace(
        "Superseded by [2. Use oats](0002-use-oats.md)", "Accepted"
    )
    folder.commit(
        {"doc/adr/0001-use-milk.md": old.encode(), "doc/adr/0002-use-oats.md": new.encode()}
    )
    after = mended(folder, "doc/adr/0002-use-oats.md").decode()
    assert after == new.replace(
        "Accepted\r\n", "Accepted\r\n\r\nSupersedes [1. Use milk](0001-use-milk.md)\r\n"
    )


def test_what_still_counts_as_accepted_is_not_decided(folder: Folder) -> None:
    tail = "\n\n## Context\n\nC\n\n## Decision\n\nD\n\n## Consequences\n\nE\n"
    folder.commit(
        {
            "doc/adr/0001-a.md": f"# 1. A\n\nDate: 2026-01-01\n\n## Status\n\nAccepted{tail}",
            "doc/adr/0002-b.md": "# 2. B\n\nDate: 2026-01-01\n\n## Status\n\nAccepted\n\n"
            f"Supersedes [1. A](0001-a.md){tail}",
        }
    )
    folder.run("check", code=1)
    assert "nothing to mend" in folder.run("fix", "--yes").stderr


def test_it_shows_first_and_writes_only_when_told(folder: Folder) -> None:
    folder.commit(
        {"docs/a.md": "# A\n\n`src/a.py`\n", "docs/b.md": "`src/a.py`\n", "src/a.py": CODE}
    )
    folder.git("mv", "src/a.py", "src/b.py")
    before = whole(folder)
    result = folder.run("fix", code=1)
    assert (
        "--- a/docs/a.md\n+++ b/docs/a.md\n@@ -1,3 +1,3 @@\n # A\n \n-`src/a.py`\n+`src/b.py`\n"
        in (result.stdout)
    )
    assert "nothing was written" in result.stderr
    assert whole(folder) == before
    folder.run("fix", "docs/b.md", "--yes")
    assert {p for p, b in whole(folder).items() if b != before[p]} == {"docs/b.md"}
    folder.run("fix", "--yes", "--diff", code=2)
    folder.run("fix", "nowhere.md", code=2)
    folder.run("fix", "..", code=2)


def test_dates_of_review_and_the_lock_stay(folder: Folder) -> None:
    front = "---\ncovers: [src/**]\nlast_reviewed: 2026-01-01\n---\n"
    folder.commit({"docs/a.md": f"{front}# A\n\n`src/a.py`\n", "src/a.py": CODE})
    folder.run("review", "docs/a.md", "--still-accurate", "--as-of", "2026-01-01")
    folder.commit()
    folder.git("mv", "src/a.py", "src/b.py")
    folder.commit()
    assert mended(folder, "docs/a.md").decode() == f"{front}# A\n\n`src/b.py`\n"


def test_what_is_silenced_with_a_reason_stays(folder: Folder) -> None:
    page = (
        "# A\n\n<!-- gazetteer: ignore mention-gone -- the old name is the point -->\n`src/a.py`\n"
    )
    folder.commit({"docs/a.md": page, "src/a.py": CODE})
    folder.git("mv", "src/a.py", "src/b.py")
    assert "nothing to mend" in folder.run("fix", "--yes").stderr


def test_nothing_is_written_through_a_symlink(folder: Folder, tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text("# A\n\n`src/a.py`\n")
    folder.commit({"src/a.py": CODE})
    (folder.root / "docs").mkdir()
    (folder.root / "docs/a.md").symlink_to(outside)
    folder.commit()
    folder.git("mv", "src/a.py", "src/b.py")
    folder.run("fix", "--yes")
    assert outside.read_text() == "# A\n\n`src/a.py`\n"


def test_a_shallow_clone_cannot_know(folder: Folder, tmp_path: Path) -> None:
    folder.commit({"docs/a.md": "# A\n\n`src/a.py`\n", "src/a.py": CODE})
    folder.git("mv", "src/a.py", "src/b.py")
    folder.commit()
    folder.git("clone", "-q", "--depth=1", f"file://{folder.root}", str(tmp_path / "shallow"))
    assert "shallow" in Folder(tmp_path / "shallow").run("fix", code=3).stderr
