"""Silences that are of no use: each is a finding where it stands, and only of a run that can know it."""

import json
from typing import Any

import pytest

from .conftest import Folder

COMMENT = "<!-- gazetteer: ignore {} -- for a reason -->\n"


def told(folder: Folder, *arguments: str) -> list[tuple[str, str]]:
    """Rule and place of the findings about silences."""
    result = folder.run("check", "--format", "json", *arguments, code=None)
    found: list[Any] = json.loads(result.stdout)["findings"]
    return [
        (f["rule"], f"{f['place']['path']}:{f['place']['line']}")
        for f in found
        if f["rule"].startswith("silence-") and not f.get("silenced")
    ]


def test_a_comment_in_a_file_where_nothing_else_is_wrong(folder: Folder) -> None:
    folder.write({"docs/a.md": "# A\n\n" + COMMENT.format("doc-stale") + "\nText.\n"})
    assert told(folder) == [("silence-unused", "docs/a.md:3")]


def test_entries_of_the_settings_and_lines_of_the_baseline(folder: Folder) -> None:
    folder.write(
        {
            "docs/a.md": "# A\n\n[b](b.md)\n",
            "gazetteer.yml": "ignore:\n"
            "  - {rule: link-broken, reason: soon, until: 2020-01-31}\n"
            "  - {rule: doc-stale, path: docs/gone.md, reason: old}\n",
        }
    )
    folder.run("check", "--update-baseline")
    text = json.loads((folder.root / "gazetteer-baseline.json").read_text())
    assert {entry["rule"] for entry in text["accepted"].values()} == {"link-broken"}
    assert told(folder) == [
        ("silence-expired", "gazetteer.yml:2"),
        ("silence-unused", "gazetteer.yml:3"),
    ]
    folder.write({"docs/a.md": "# A\n"})
    assert ("silence-unused", "gazetteer-baseline.json:3") in told(folder)
    folder.run("check", "--prune")
    assert told(folder) == [
        ("silence-unused", "gazetteer.yml:2"),
        ("silence-unused", "gazetteer.yml:3"),
    ]


@pytest.mark.parametrize("rule", ["link-broken", "*"])
def test_what_the_site_alone_shows_is_left_to_the_build(folder: Folder, rule: str) -> None:
    page = "# A\n\n" + COMMENT.format(rule) + "See [it][nowhere].\n"
    site = "site_name: x\nplugins:\n  - gazetteer\n  - {}\n"
    folder.write({"docs/index.md": page, "mkdocs.yml": site.format("gazetteer/gate")})
    assert told(folder) == []
    folder.write({"mkdocs.yml": site.format("search")})
    assert told(folder) == [("silence-unused", "docs/index.md:3")]


def test_what_the_history_hides_is_not_called_useless(folder: Folder, tmp_path: Any) -> None:
    folder.commit({"src/a.py": "def a():\n    pass\n"})
    page = "---\ncovers: [src/**]\n---\n# A\n\n<!-- gazetteer: ignore-file doc-stale -- x -->\n"
    folder.commit({"docs/a.md": page})
    folder.commit({"src/a.py": "def b():\n    pass\n"})
    assert told(folder) == []
    folder.git("clone", "-q", "--depth=1", f"file://{folder.root}", str(tmp_path / "shallow"))
    assert told(Folder(tmp_path / "shallow")) == []


def test_a_run_against_a_base_calls_no_silence_useless(folder: Folder) -> None:
    """Dates count there for edited documents alone, so that it sees less than a full run."""
    front = "---\nlast_reviewed: 2020-01-01\nreview_every: 30d\n---\n"
    old = front + "# A\n\n<!-- gazetteer: ignore-file review-overdue -- x -->\n"
    folder.commit({"docs/a.md": old, "docs/b.md": "# B\n"})
    folder.git("checkout", "-q", "-b", "change")
    folder.commit({"docs/b.md": "# B\n\nMore.\n"})
    assert told(folder) == []
    assert told(folder, "--since", "main") == []
    folder.commit({"docs/b.md": "# B\n\n" + COMMENT.format("api-breaking") + "\nMore.\n"})
    assert told(folder) == [], "only a run against a base sees what the comment is for"
