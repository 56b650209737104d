"""What rots silently elsewhere (eight rows of a comparison with another catalog) is red here, all of it in one run."""

import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from gazetteer.model.finding import Finding
from gazetteer.model.rule import Severity
from gazetteer.model.survey import Site, Survey
from gazetteer.settings import Settings
from gazetteer.surveyor.folder import survey_folder

ROT = Path(__file__).parent / "rot"

ROWS = {
    "a service receives an event that does not exist": (
        ("ref-dangling", "services/orders/catalog-info.yaml:11:", "payment-received", "known_refs"),
    ),
    "the owner team does not exist": (
        ("owner-unknown", "services/billing/catalog-info.yaml:9:", "group finance", "known_refs"),
    ),
    "the description of an API is missing": (
        ("api-undefined", "services/orders/catalog-info.yaml:", "openapi.yml", "path"),
    ),
    "the description of an API is no valid YAML": (
        ("api-invalid|file-unreadable", "services/billing/openapi.yml:", "", ""),
    ),
    "dead links": (
        ("link-broken", "services/orders/README.md:3:", "#by-phone", "README.md"),
        ("link-broken", "services/orders/README.md:3:", "prices.md", "link"),
    ),
    "the page is older than what it describes": (
        ("doc-stale", "docs/cancelling.md:2", "services/billing/app.py", "last_reviewed"),
    ),
    "a superseded decision has no successor": (
        ("decision-unlinked", "decisions/0001-bill-by-post.md:7", "superseded", "Superseded by"),
    ),
    "the status of a decision is no status": (
        ("decision-invalid", "decisions/0002-bill-by-mail.md:", "Sometime, maybe", "accepted"),
        ("decision-invalid", "decisions/0003-one-currency.md:", "Whatever", "accepted"),
    ),
}


@pytest.fixture(scope="module")
def rotten(tmp_path_factory: pytest.TempPathFactory) -> Survey:
    """The estate in a repository of its own, in which code has changed since the page about it."""
    root = tmp_path_factory.mktemp("rot") / "estate"
    shutil.copytree(ROT, root)
    git(root, "2025-06-01", "init", "-q")
    git(root, "2025-06-01", "add", ".")
    git(root, "2025-06-01", "commit", "-qm", "All of it")
    app = root / "services" / "billing" / "app.py"
    app.write_text(app.read_text("utf-8") + "\nDAYS_TO_PAY = 14\n", "utf-8")
    git(root, "2026-02-01", "commit", "-qam", "Bills are due")
    return survey_folder(root, Settings(), Site(), as_of=date(2026, 11, 22)).survey


def git(root: Path, day: str, *arguments: str) -> None:
    who = {"NAME": "Test", "EMAIL": "test@example.com", "DATE": f"{day}T12:00:00+00:00"}
    environment = {
        **os.environ,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        **{
            f"GIT_{role}_{key}": value
            for role in ("AUTHOR", "COMMITTER")
            for key, value in who.items()
        },
    }
    command = ["git", "-c", "init.defaultBranch=main", *arguments]
    subprocess.run(command, cwd=root, env=environment, check=True)


def fits(finding: Finding, rule: str, place: str, message: str, mend: str) -> bool:
    return (
        finding.rule in rule.split("|")
        and str(finding.place).startswith(place)
        and finding.place.line > 0
        and message in finding.message
        and mend in finding.mend
        and finding.severity == Severity.ERROR
    )


@pytest.mark.parametrize("row", ROWS)
def test_the_row_is_an_error_with_file_line_and_mend(row: str, rotten: Survey) -> None:
    for expected in ROWS[row]:
        assert [f for f in rotten.counted if fits(f, *expected)], "\n".join(
            f"{f.place} {f.rule} {f.message} {f.mend}" for f in rotten.counted
        )


def test_nothing_else_is_found_and_nothing_twice(rotten: Survey) -> None:
    expected = [parts for row in ROWS.values() for parts in row]
    others = [f for f in rotten.counted if not any(fits(f, *parts) for parts in expected)]
    assert [(f.rule, str(f.place), f.message) for f in others] == []
    assert len(rotten.counted) == len(expected)


def test_the_build_fails(rotten: Survey) -> None:
    assert rotten.exit_code(Severity.ERROR) == 1
