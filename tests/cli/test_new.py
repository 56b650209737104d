"""`gazetteer new`: what is written is read back as it was asked for, in the habit of its neighbours."""

import importlib.util
import re
from pathlib import Path

import pytest

from gazetteer.formats.docstring import HEADINGS, examples, rule_text
from gazetteer.repo.tree import MemoryTree
from gazetteer.settings import Settings
from gazetteer.surveyor import survey
from gazetteer.surveyor.judge import judge

from .conftest import Folder

HOSTILE = [
    "Use Node.js, not C #",
    "../../x",
    "2030. A plan",
    "ADR 5: five",
    "7 days",
    "yes: [no] {a} \"b\" 'c' &amp; *d* _e_ `f`",
    "<script>alert(1)</script>",
    "[a](javascript:b)",
    "Größe & Maß",
    "日本語",
    "---",
    "| a | b",
    "{date} %s {0}",
    "# #",
    "a" * 300,
    "😀 faces",
]
NYGARD = "# 1. Begin\n\nDate: 2020-01-01\n\n## Status\n\nAccepted\n\n## Context\n\nWhy.\n"
MADR = "---\nstatus: accepted\ndate: 2020-01-01\ndecision-makers: [Ann]\n---\n\n# Begin\n"


def decision(folder: Folder, title: str, *options: str) -> tuple[str, dict]:
    """The path that was printed, and the record as the catalog has it."""
    path = folder.run("new", "decision", *options, "--", title).stdout.strip()
    found = folder.json("list", "--kind", "decision")
    return path, next(e for e in found["entities"] if e["place"]["path"] == path)


@pytest.mark.parametrize("template", ["madr", "nygard"])
@pytest.mark.parametrize("title", HOSTILE)
def test_any_title_is_read_back_as_it_was_given(folder: Folder, title: str, template: str):
    path, entity = decision(folder, title, "--template", template, "--decider", "Ann: [x]")
    assert entity["title"] == title
    assert entity["spec"]["status"] == "proposed"
    assert entity["spec"]["date"]
    assert entity["spec"]["deciders"] == ["Ann: [x]"]
    assert path.startswith("decisions/0001-")
    assert len(path) < 120
    rules = {f["rule"] for f in folder.json("check", "--fail-on", "never")["findings"]}
    assert rules <= {"decision-invalid"}, "placeholders at most"


@pytest.mark.parametrize("title", ["two\nlines", " two\t\x1b lines  ", "two lines\x00"])
def test_a_title_is_one_line_without_control_characters(folder: Folder, title: str):
    assert decision(folder, title)[1]["title"] == "two lines"


@pytest.mark.parametrize("title", ["", "  ", "\x1b"])
def test_a_title_is_needed(folder: Folder, title: str):
    folder.run("new", "decision", title, code=2)
    assert list(folder.root.iterdir()) == []


@pytest.mark.parametrize(
    ("there", "name"),
    [
        (["0001-a.md", "0002-b.md"], "0003-next.md"),
        (["0009-a.md"], "0010-next.md"),
        (["001-a.md"], "002-next.md"),
        (["9-a.md", "10-b.md"], "11-next.md"),
        (["adr-0007-a.md"], "adr-0008-next.md"),
        (["ADR_07_a.md"], "ADR_08_next.md"),
        (["20200101-a.md"], "20260703-next.md"),
        (["2020-01-01-a.md"], "2026-07-03-next.md"),
        (["0001-a.md", "0005-template.md"], "0006-next.md"),
        (["use-a.md", "use-b.md"], "next.md"),
        (["ADR-1.md", "ADR-12.md"], "ADR-13.md"),
        (["2020-01-01_001-a.md", "2020-02-01_002-b.md"], "2026-07-03_003-next.md"),
        (["20200101-07-a.md"], "20260703-08-next.md"),
    ],
)
def test_the_name_follows_the_habit_of_the_log(folder: Folder, monkeypatch, there, name):
    folder.commit({f"docs/adr/{record}": MADR for record in there})
    folder._day = 182
    folder.commit()
    monkeypatch.setenv("CI", "1")  # the day is the commit's
    assert decision(folder, "Next")[0] == f"docs/adr/{name}"


@pytest.mark.parametrize(("neighbour", "mark"), [(NYGARD, "## Status"), (MADR, "status: proposed")])
def test_the_form_is_the_neighbours(folder: Folder, neighbour: str, mark: str):
    folder.write({"doc/adr/0001-begin.md": neighbour})
    path, entity = decision(folder, "Next")
    assert path == "doc/adr/0002-next.md"
    assert mark in (folder.root / path).read_text("utf-8")
    assert entity["title"] == "Next"


@pytest.mark.parametrize(
    ("neighbour", "head"),
    [
        (
            "# B\n\n* **Status**: Accepted\n* **Date**: 2020-01-01\n\n## Context\n\nWhy.\n",
            "# Next\n\n* **Status**: proposed\n* **Date**: 2026-11-22\n* **Deciders**: Ann\n\n## Context",
        ),
        (
            "# B\n\n| Key | Is |\n|:----|----|\n| Status | Approved |\n| Date | 2020-01-01 |\n",
            "# Next\n\n| Key | Is |\n|:----|----|\n| Date | 2026-11-22 |\n| Deciders | Ann |\n| Status | Proposed |\n",
        ),
        (
            "---\nid: 1\ntitle: |\n  1. Begin\nauthors: [x]\nhidden: true\n---\n\n## Status\n\nAccepted\n",
            '---\nid: 2\ntitle: "2. Next"\nauthors: [Ann]\n---\n\n## Status\n\nProposed\n',
        ),
        (
            "---\ndate: 2020-01-01\nstatus: accepted\ndeciders: x, y\n---\n# B\n\n## Context\n\nWhy.\n",
            "---\ndate: 2026-11-22\nstatus: proposed\ndeciders: Ann\n---\n\n# Next\n\n## Context",
        ),
    ],
    ids=["labels", "table", "title in front matter", "own keys"],
)
def test_the_manner_is_the_neighbours(folder: Folder, neighbour: str, head: str):
    folder.write({"doc/adr/0001-begin.md": neighbour})
    path, entity = decision(folder, "Next", "--decider", "Ann", "--touches", "component:cart")
    text = (folder.root / path).read_text("utf-8")
    plain = re.sub(r"(?m)^.*component:cart.*\n", "", re.sub(r"\d{4}-\d\d-\d\d", "2026-11-22", text))
    assert re.sub(r"\n{3,}", "\n\n", plain).startswith(head)
    assert entity["spec"]["status"] == "proposed"


@pytest.mark.parametrize("ending", ["rst", "adoc"])
def test_people_and_subjects_are_told_in_every_syntax(folder: Folder, ending: str):
    signs = ("", "=====") if ending == "rst" else ("= ", "")
    record = f"{signs[0]}Begin\n{signs[1]}\n\nStatus: Accepted\n"
    folder.write({f"doc/adr/0001-begin.{ending}": record})
    path, _ = decision(folder, "Next", "--decider", "Ann", "--touches", "component:cart")
    assert path.endswith(ending)
    said = folder.json("show", f"decision:{path.rpartition('/')[2].partition('.')[0]}")
    assert any(tie["target"] == "component:default/cart" for tie in said["entity"]["relations"])
    assert "Ann" in (folder.root / path).read_text("utf-8")


def test_the_log_with_most_records_is_taken_unless_another_is_named(folder: Folder):
    folder.write({f"a/adr/000{n}-x{n}.md": MADR for n in (1, 2)} | {"b/adr/0007-x.md": MADR})
    assert decision(folder, "Next")[0] == "a/adr/0003-next.md"
    assert decision(folder, "Next", "--folder", "b/adr/")[0] == "b/adr/0008-next.md"


BULLETS = "# Begin\n\n- Status: accepted\n- Date: 2020-01-01\n\n## Context\n\nWhy.\n"


@pytest.mark.parametrize(
    ("neighbour", "heading"),
    [
        (NYGARD, "# 2. Next"),
        (NYGARD.replace("# 1. B", "# ADR-0001: B"), "# ADR-0002: Next"),
        (NYGARD.replace("# 1. B", "# B"), "# Next"),
        (MADR, "# Next"),
        (MADR.replace("# B", "# [ADR-001] B"), "# [ADR-002] Next"),
        (BULLETS, "# Next"),
    ],
)
def test_the_number_in_the_title_is_the_neighbours_habit(folder: Folder, neighbour, heading):
    folder.write({"doc/adr/0001-begin.md": neighbour})
    path, _ = decision(folder, "Next")
    lines = (folder.root / path).read_text("utf-8").splitlines()
    assert next(line for line in lines if line.startswith("# ")) == heading


@pytest.mark.parametrize("neighbour", [NYGARD, MADR, BULLETS], ids=["nygard", "madr", "bullets"])
def test_a_succession_is_told_by_both_records(folder: Folder, neighbour: str):
    folder.write({"doc/adr/0001-begin.md": neighbour})
    told = folder.run("new", "decision", "Next", "--supersedes", "1").stdout
    assert told == "doc/adr/0002-next.md\ndoc/adr/0001-begin.md\n"
    specs = {e["name"]: e["spec"] for e in folder.json("list", "--kind", "decision")["entities"]}
    assert specs["0001-begin"]["status"] == "superseded"
    found = folder.json("check", "--fail-on", "never")["findings"]
    assert [f for f in found if f["rule"] == "decision-unlinked"] == []
    kept = (folder.root / "doc/adr/0001-begin.md").read_text("utf-8").split("\n")
    assert sum(a != b for a, b in zip(neighbour.split("\n"), kept, strict=True)) == 1


def test_a_record_that_does_not_exist_is_not_superseded(folder: Folder):
    folder.write({"doc/adr/0001-begin.md": MADR})
    folder.run("new", "decision", "Next", "--supersedes", "7", code=2)
    assert [path.name for path in (folder.root / "doc/adr").iterdir()] == ["0001-begin.md"]


@pytest.mark.parametrize("template", ["madr", "nygard", "y"])
def test_a_decision_touches_what_it_is_about(plain: Folder, template: str):
    options = ("--touches", "cart", "--touches", "api:cart-api", "--template", template)
    path, entity = decision(plain, "Next", *options)
    targets = {tie["target"] for tie in entity["relations"] if tie["type"] == "decides"}
    assert targets == {"component:default/cart", "api:default/cart-api"}, path
    assert entity["spec"]["status"] == "proposed"
    plain.run("new", "decision", "x", "--touches", "a b:", code=2)


def test_a_template_of_ones_own(folder: Folder):
    tools = "# NUMBER. TITLE\n\nDate: DATE\n\n## Status\n\nSTATUS\n\n## Why\n\nSay it.\n"
    folder.write({"own.md": tools, "decisions/0004-a.md": MADR})
    path, entity = decision(folder, "Next", "--template", "own.md")
    assert (folder.root / path).read_text("utf-8").startswith("# 5. Next\n\nDate: 20")
    assert entity["spec"]["status"] == "proposed"
    madr = (
        '---\nstatus: "{proposed | rejected | accepted | deprecated}"\n'
        "date: {YYYY-MM-DD when the decision was last updated}\n---\n\n# {short title}\n\n## Why\n\n{why}\n"
    )
    folder.write({"own.md": madr})
    path, entity = decision(folder, "After next", "--template", "own.md", "--folder", "b/adr")
    text = (folder.root / path).read_text("utf-8")
    assert text.startswith("---\nstatus: proposed\ndate: 20")
    assert text.endswith("\n---\n\n# After next\n\n## Why\n\n{why}\n")
    assert entity["title"] == "After next"
    assert "as a file" in folder.run("new", "decision", "x", "--template", "none", code=2).stderr


def test_records_that_are_folders(folder: Folder):
    folder.write({"adr/0001-begin/README.md": MADR})
    assert decision(folder, "Next")[0] == "adr/0002-next/README.md"


@pytest.mark.parametrize("outside", ["../elsewhere", "/elsewhere", "a/../../elsewhere", "link/x"])
def test_nothing_is_written_outside(folder: Folder, outside: str):
    (folder.root / "link").symlink_to(folder.root.parent)
    for arguments in (("decision", "x"), ("component", "x", "--owner", "group:a")):
        folder.run("new", *arguments, "--folder", outside, code=2)
    assert [path.name for path in folder.root.parent.iterdir()] == ["shop"]


def test_an_existing_file_is_never_overwritten(folder: Folder):
    folder.write({"cart/catalog-info.yaml": "# mine\n", "tier_missing.py": "# mine\n"})
    folder.run("new", "component", "cart", "--owner", "group:a", code=2)
    folder.run("new", "check", "tier-missing", code=2)
    folder.write({"adr/use-a.md": MADR, "adr/use-b.md": MADR})
    assert "exists already" in folder.run("new", "decision", "Use a", code=2).stderr
    assert (folder.root / "adr/use-a.md").read_text() == MADR
    assert (folder.root / "cart/catalog-info.yaml").read_text() == "# mine\n"


@pytest.mark.parametrize("name", ["cart", "123", "null", "true", "1e5", "a.b-c_d", "0x1F"])
@pytest.mark.parametrize("text", ["yes", "a: b # c", 'say "hi"\n{x} [y]', "\x85 é 😀", "- a", "@x"])
def test_any_component_is_read_back_as_it_was_given(folder: Folder, name: str, text: str):
    options = ("--owner", "group:shop", "--description", text, "--type", "web: site", "--lifecycle")
    path = folder.run("new", "component", name, *options, "no").stdout.strip()
    assert path == f"{name}/catalog-info.yaml"
    entity = folder.json("list", "--kind", "component")["entities"][0]
    got = [entity[key] for key in ("name", "description", "type", "lifecycle", "owner")]
    assert got == [name, text, "web: site", "no", "group:default/shop"]


@pytest.mark.parametrize("name", ["../x", "a/b", "", "a b", "-a", "a-", "x" * 64, "é", "a\n"])
def test_a_component_needs_a_name_that_is_one(folder: Folder, name: str):
    folder.run("new", "component", "--owner", "group:a", "--", name, code=2)
    assert list(folder.root.iterdir()) == []


@pytest.mark.parametrize("owner", ["", ":a", "group:", "a\nb"])
def test_a_component_needs_an_owner_that_could_be_one(folder: Folder, owner: str):
    folder.run("new", "component", "cart", "--owner", owner, code=2)


def test_a_component_that_is_declared_elsewhere_is_not_declared_again(plain: Folder):
    error = plain.run("new", "component", "Cart", "--owner", "group:shop", code=2).stderr
    assert "services/cart/catalog-info.yaml:1:1" in error


def test_an_owner_that_is_declared_nowhere_is_told(plain: Folder):
    assert plain.run("new", "component", "a", "--owner", "group:shop").stderr == ""
    assert "group:x" in plain.run("new", "component", "b", "--owner", "group:x").stderr


def test_a_new_check_is_a_part_that_works(folder: Folder):
    path = folder.run("new", "check", "tier-missing").stdout.strip()
    spec = importlib.util.spec_from_file_location("tier_missing", folder.root / path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    text = rule_text(module)
    assert text.rule.id == "tier-missing"
    assert tuple(text.sections) == HEADINGS
    for section, count in (("Wrong", 1), ("Right", 0)):
        tree = MemoryTree(examples(text.sections[section]))
        catalog = survey(tree, Settings(), today=__import__("datetime").date(2026, 1, 1)).catalog
        assert len(judge(catalog, [module], Settings(), lambda *_: None)) == count


@pytest.mark.parametrize("rule", ["tier", "../x-y", "Tier-Missing", "tier-", "a_b-c"])
def test_a_new_check_needs_a_rule_id(folder: Folder, rule: str):
    folder.run("new", "check", "--", rule, code=2)
    assert list(Path(folder.root).iterdir()) == []


def test_the_settings_name_the_form_and_a_folder_of_another_name(folder: Folder):
    settings = "decisions: {folders: [choices], template: forms/ours.md}\n"
    form = "# {title}\n\nStatus: draft\n\n## Why so\n"
    folder.write({"gazetteer.yml": settings, "forms/ours.md": form, "choices/0001-a.md": MADR})
    path, entity = decision(folder, "Next")
    assert path == "choices/0002-next.md"
    assert "## Why so" in (folder.root / path).read_text("utf-8")
    assert entity["spec"]["status"] == "draft"
    folder.run("decision", "accept", "2")
    assert "Status: accepted" in (folder.root / path).read_text("utf-8")
    folder.write({"gazetteer.yml": "decisions: {folders: [choices], template: ../ours.md}\n"})
    folder.run("new", "decision", "Third", code=2)
