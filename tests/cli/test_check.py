"""`gazetteer check`: its four exit codes, its formats, and what counts."""

import json
import shutil
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from gazetteer.reports import REPORTS

from .conftest import SHOP, TEAMLESS, Folder
from .test_read_commands import valid

CART = "services/cart/catalog-info.yaml"
STALE = """\
---
covers: [services/cart/openapi.yaml]
---
# How the cart answers

Quickly.
"""
HISTORY = {"docs/cart.md": STALE}


@pytest.fixture
def teamless(repo: Folder) -> Folder:
    """One error, not yet committed."""
    return repo.write({CART: TEAMLESS})


def test_clean_is_0(repo: Folder):
    value = valid(repo.json("check"), "check")
    assert value["findings"] == []
    assert "no findings" in repo.run("check").stdout


def test_an_error_is_1_with_file_line_and_mend(teamless: Folder):
    text = teamless.run("check", code=1).stdout
    assert f"{CART}:9:3: error: " in text
    assert "mend: " in text
    assert "1 error" in text


def test_unusable_settings_are_2(repo: Folder):
    repo.write({"gazetteer.yml": "colour: red\n"})
    result = repo.run("check", code=2)
    assert "gazetteer.yml:1: colour: " in result.stderr
    assert result.stdout == ""


def test_history_that_is_missing_is_3(repo: Folder, tmp_path):
    repo.commit(HISTORY)
    more = '  /more: {get: {responses: {"200": {description: More}}}}\n'
    repo.commit({"services/cart/openapi.yaml": SHOP["services/cart/openapi.yaml"] + more})
    repo.run("check", code=1)
    repo.git("clone", "-q", "--depth=1", f"file://{repo.root}", str(tmp_path / "shallow"))
    shallow = Folder(tmp_path / "shallow")
    assert "undecided" in shallow.run("check", code=3).stdout
    found = [f for f in shallow.json("check", code=3)["findings"] if f["undecided"]]
    assert [f["rule"] for f in found] == ["decision-edited", "doc-stale"]
    shallow.run("check", "--fail-on", "never", code=3)


@pytest.mark.parametrize(
    ("limit", "code"), [("error", 0), ("warning", 1), ("note", 1), ("never", 0)]
)
def test_fail_on_decides_what_a_warning_weighs(repo: Folder, limit: str, code: int):
    (repo.root / "services/cart/docs/runbook.md").unlink()
    assert repo.json("check", "--fail-on", limit, code=code)["summary"]["warnings"] == 1


def test_fail_on_of_the_settings_holds_until_the_option_says_else(teamless: Folder):
    teamless.write({"gazetteer.yml": "fail_on: never\n"})
    teamless.run("check")
    teamless.run("check", "--fail-on", "error", code=1)


@pytest.mark.parametrize("name", REPORTS)
def test_every_format_is_printed_or_written_alike(teamless: Folder, name: str, tmp_path):
    printed = teamless.run("check", "--format", name, code=1).stdout
    assert "owner-unknown" in printed
    result = teamless.run("check", "--format", name, "--output", str(tmp_path / "x/report"), code=1)
    assert result.stdout == ""
    assert (tmp_path / "x/report").read_text("utf-8") == printed
    if name in {"json", "sarif", "gitlab"}:
        json.loads(printed)
    elif name == "junit":
        ET.fromstring(printed)  # noqa: S314 - our own output


def test_an_output_that_cannot_be_written_is_wrong_use(teamless: Folder):
    error = teamless.run("check", "--output", "teams.yaml/report", code=2).stderr
    assert "teams.yaml" in error


def test_output_is_relative_to_the_folder_it_runs_in(teamless: Folder):
    teamless.run("check", "--output", "report.txt", code=1)
    assert (teamless.root / "report.txt").is_file()


def test_since_counts_only_what_got_worse(repo: Folder):
    base = repo.commit({CART: TEAMLESS})
    repo.run("check", code=1)
    value = repo.json("check", "--since", base)
    assert [f["silenced"]["by"] for f in value["findings"]] == ["since"]
    # Lines that shift make nothing worse; another unknown owner does.
    repo.write({CART: f"# a comment\n{TEAMLESS}"})
    repo.run("check", "--since", base)
    repo.write({CART: TEAMLESS.replace("owner: shop", "owner: else")})
    value = repo.json("check", "--since", base, code=1)
    assert [f["entity"] for f in value["findings"] if not f["silenced"]] == ["api:default/cart-api"]


def test_since_counts_a_finding_whose_silence_was_taken_away(repo: Folder):
    silenced = TEAMLESS.replace("nobody", "nobody # gazetteer: ignore owner-unknown -- is coming")
    base = repo.commit({CART: silenced})
    repo.run("check")
    repo.write({CART: TEAMLESS})
    repo.run("check", "--since", base, code=1)


def test_since_compares_with_where_the_change_left_its_base(repo: Folder):
    base = repo.git("branch", "--show-current")
    repo.git("checkout", "-q", "-b", "change")
    repo.commit({"docs/new.md": "# New\n\nWords.\n"})
    repo.git("checkout", "-q", base)
    repo.commit({CART: TEAMLESS})
    repo.git("checkout", "-q", "change")
    repo.run("check", "--since", base)
    repo.commit({CART: TEAMLESS})
    repo.run("check", "--since", base, code=1)


def test_since_a_base_that_is_not_here_cannot_be_decided(teamless: Folder):
    result = teamless.run("check", "--since", "origin/main", code=3)
    assert "origin/main" in result.stderr
    assert result.stdout == ""


def test_since_a_ref_that_cannot_be_one_is_wrong_use(teamless: Folder):
    teamless.run("check", "--since", "--upload-pack=x", code=2)
    teamless.run("check", "--since", "", code=2)


def test_a_doubt_is_not_silenced_by_since(repo: Folder, tmp_path):
    repo.commit(HISTORY)
    repo.git("clone", "-q", "--depth=1", f"file://{repo.root}", str(tmp_path / "shallow"))
    Folder(tmp_path / "shallow").run("check", "--since", "HEAD", code=3)


def test_at_a_ref(teamless: Folder):
    teamless.run("check", code=1)
    teamless.run("check", "--at", "HEAD")


REVIEWED = """\
---
last_reviewed: 2026-01-01
review_every: 30d
---
# Rota

Who is on call.
"""


def test_as_of_judges_dates_of_another_day(repo: Folder):
    repo.write({"docs/rota.md": REVIEWED})
    assert repo.json("check", "--as-of", "2026-01-20")["findings"] == []
    found = repo.json("check", "--as-of", "2026-02-20")["findings"]
    assert [f["rule"] for f in found] == ["review-overdue"]
    repo.run("check", "--as-of", "2026-02-30", code=2)


@pytest.mark.parametrize(("value", "rules"), [("true", []), ("false", ["review-overdue"])])
def test_ci_judges_by_the_date_of_the_commit(repo: Folder, monkeypatch, value: str, rules: list):
    repo.commit({"docs/rota.md": REVIEWED})
    monkeypatch.setenv("CI", value)
    assert [f["rule"] for f in repo.json("check")["findings"]] == rules


def test_update_baseline_then_green_then_only_new_ones(teamless: Folder):
    result = teamless.run("check", "--update-baseline")
    assert "1 finding accepted" in result.stderr
    assert teamless.json("check")["summary"]["silenced"] == 1
    # Once more changes nothing.
    before = (teamless.root / "gazetteer-baseline.json").read_bytes()
    teamless.run("check", "--update-baseline", "--as-of", "2027-01-01")
    assert (teamless.root / "gazetteer-baseline.json").read_bytes() == before
    teamless.write({CART: TEAMLESS.replace("owner: shop", "owner: else")})
    assert teamless.json("check", code=1)["summary"]["errors"] == 1


@pytest.mark.parametrize("option", ["--since", "--at"])
def test_update_baseline_takes_only_the_disk(teamless: Folder, option: str):
    teamless.run("check", "--update-baseline", option, "HEAD", code=2)
    assert not (teamless.root / "gazetteer-baseline.json").exists()


def test_prune_takes_out_what_is_gone_and_nothing_else(teamless: Folder):
    file = teamless.root / "gazetteer-baseline.json"
    teamless.run("check", "--update-baseline", "--reason", "from before")
    accepted = file.read_bytes()
    assert b'"reason": "from before"' in accepted
    assert "0 findings are gone" in teamless.run("check", "--prune").stderr
    assert file.read_bytes() == accepted
    (teamless.root / "services/cart/README.md").write_text("# Cart\n\n[gone](gone.md)\n")
    teamless.write({"services/cart/catalog-info.yaml": SHOP["services/cart/catalog-info.yaml"]})
    assert "1 finding is gone" in teamless.run("check", "--prune").stderr
    assert json.loads(file.read_bytes())["accepted"] == {}
    teamless.run("check", code=1)
    for options in (("--update-baseline",), ("--since", "HEAD"), ("--reason", "x")):
        teamless.run("check", "--prune", *options, code=2)
    file.write_text("{")
    assert "gazetteer-baseline.json:1: " in teamless.run("check", "--prune", code=2).stderr


def test_an_end_in_the_baseline(teamless: Folder):
    teamless.run("check", "--update-baseline")
    file = teamless.root / "gazetteer-baseline.json"
    text = file.read_text()
    file.write_text(text.replace('"rule":', '"until": "2026-03-01", "rule":'))
    teamless.run("check", "--as-of", "2026-03-01")
    result = teamless.run("check", "--as-of", "2026-03-02", code=1)
    assert "silence-expired" in result.stdout
    file.write_text(text.replace('"rule":', '"until": "soon", "rule":'))
    assert "silence-invalid" in teamless.run("check", code=1).stdout


def test_update_baseline_warns_when_git_ignores_it(teamless: Folder):
    teamless.write({".gitignore": "*.json\n"})
    assert ".gitignore" in teamless.run("check", "--update-baseline").stderr


def test_a_baseline_never_leaves_the_project(teamless: Folder):
    teamless.write({"gazetteer.yml": "baseline: ../accepted.json\n"})
    assert (
        "gazetteer.yml:1: baseline: " in teamless.run("check", "--update-baseline", code=2).stderr
    )
    (teamless.root / "gazetteer.yml").write_text("baseline: link/accepted.json\n")
    (teamless.root / "link").symlink_to(teamless.root.parent)
    teamless.run("check", "--update-baseline", code=2)
    assert not (teamless.root.parent / "accepted.json").exists()


def test_the_built_site_is_no_part_of_the_catalog(plain: Folder):
    plain.write({"mkdocs.yml": "site_name: Shop\nsite_dir: public\n"})
    shutil.copytree(plain.root / "services", plain.root / "public/services")
    assert plain.json("check")["findings"] == []


def test_what_is_excluded_is_still_there_to_be_linked_to(plain: Folder):
    plain.write(
        {
            "README.md": "# Shop\n\nSee [the tests](tests/README.md).\n",
            "tests/README.md": "# Tests\n\n[broken](nowhere.md)\n",
            "gazetteer.yml": "exclude: [tests/**]\n",
        }
    )
    assert plain.json("check")["findings"] == []


def test_the_json_report_has_one_shape_with_findings(teamless: Folder):
    value = valid(teamless.json("check", code=1), "check")
    with pytest.raises(jsonschema.ValidationError):
        valid({**value, "more": 1}, "check")


def test_several_formats_in_one_run(repo: Folder):
    repo.write({CART: TEAMLESS})
    files = {name: f"out/{name}" for name in REPORTS if name != "text"}
    asked = [word for name, file in files.items() for word in ("--format", f"{name}={file}")]
    assert "owner-unknown" in repo.run("check", "--format", "text", *asked, code=1).stdout
    for file in files.values():
        assert "owner-unknown" in (repo.root / file).read_text()
    repo.run("check", "--format", "json", "--format", "text", code=2)
    repo.run("check", "--format", "json", "--format", "text=a", "--output", "b", code=2)


def test_paths_tell_only_what_stands_in_them(repo: Folder):
    repo.write({CART: TEAMLESS})
    repo.run("check", "docs", code=2)
    assert "no findings" in repo.run("check", "decisions", "services/cart/README.md").stdout
    assert "owner-unknown" in repo.run("check", "services", code=1).stdout
    repo.run("check", ".", code=1)
    repo.run("check", "..", code=2)
    repo.run("check", "services/nothing.md", code=2)


def test_a_number_of_findings_may_be_allowed(repo: Folder):
    repo.write({CART: TEAMLESS})
    count = repo.json("check", code=1)["summary"]["errors"]
    repo.run("check", "--max-findings", str(count - 1), code=1)
    repo.run("check", "--max-findings", str(count))
