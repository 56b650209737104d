"""The ready files for CI: each is what its host accepts, and does what it says."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from gazetteer.cli.init import CI_FILES

from .conftest import TEAMLESS, Folder

CART = "services/cart/catalog-info.yaml"


def written(repo: Folder, name: str) -> Path:
    repo.run("init", "--ci", name)
    return repo.root / CI_FILES[name][1]


@pytest.mark.parametrize(
    ("name", "schema"), [("github", "github-workflows"), ("gitlab", "gitlab-ci")]
)
def test_the_host_accepts_the_file(repo: Folder, name: str, schema: str):
    checker = (sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}")
    result = subprocess.run(
        [*checker, str(written(repo, name))], capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr


def run_script(repo: Folder, script: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Runs what a job would run, where everything is installed already."""
    own = repo.root.parent / "bin"
    own.mkdir(exist_ok=True)
    for name, does in (
        ("gazetteer", f'exec {sys.executable} -m gazetteer "$@"'),
        ("pip", "exit 0"),
    ):
        (own / name).write_text(f"#!/bin/sh\n{does}\n")
        (own / name).chmod(0o755)
    return subprocess.run(
        ["/bin/sh", "-eu", "-c", script],
        cwd=repo.root,
        env=os.environ | {"PATH": f"{own}:{os.environ['PATH']}"} | variables,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_job_of_a_pull_request_on_github(repo: Folder, tmp_path):
    steps = yaml.safe_load(written(repo, "github").read_text())["jobs"]["check"]["steps"]
    (script,) = (s["run"] for s in steps if s.get("if") == "github.event_name == 'pull_request'")
    repo.git("update-ref", "refs/remotes/origin/main", repo.commit({}))
    summary = tmp_path / "summary.md"
    variables = {"GITHUB_BASE_REF": "main", "GITHUB_STEP_SUMMARY": str(summary), "CI": "true"}
    repo.commit({CART: TEAMLESS})
    result = run_script(repo, script, **variables)
    assert result.returncode == 1, result.stderr
    assert f"::error file={CART},line=9" in result.stdout
    assert "owner-unknown" in summary.read_text()
    assert '"baselineState": "new"' in (repo.root / "gazetteer.sarif").read_text()


def test_the_weekly_job_on_github_judges_by_today(repo: Folder, tmp_path):
    steps = yaml.safe_load(written(repo, "github").read_text())["jobs"]["check"]["steps"]
    (script,) = (s["run"] for s in steps if s.get("if") == "github.event_name == 'schedule'")
    overdue = "---\nlast_reviewed: 2020-01-01\nreview_every: 30d\n---\n# Old\n\nWords.\n"
    repo.commit({"docs/old.md": overdue})
    variables = {"GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"), "CI": "true"}
    result = run_script(repo, script, **variables)
    assert result.returncode == 1, result.stderr
    assert "review-overdue" in result.stdout


@pytest.mark.parametrize("is_change", [True, False])
def test_the_job_on_gitlab(repo: Folder, is_change: bool):
    job = yaml.safe_load(written(repo, "gitlab").read_text())["catalog"]
    base = repo.commit({CART: TEAMLESS})
    variables = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": base if is_change else "", "CI": "true"}
    result = run_script(repo, "\n".join(job["script"]), **variables)
    assert result.returncode == (0 if is_change else 1), result.stderr
    for report in job["artifacts"]["reports"].values():
        assert (repo.root / report).stat().st_size


def test_before_a_commit_only_the_changed_files_are_told(repo: Folder):
    (source,) = yaml.safe_load(written(repo, "pre-commit").read_text())["repos"]
    (hook,) = source["hooks"]
    repo.write({CART: TEAMLESS})
    assert run_script(repo, f"{hook['entry']} services/cart/README.md").returncode == 0
    assert run_script(repo, f"{hook['entry']} services/cart/README.md {CART}").returncode == 1


def test_any_other_ci_system_runs_the_script(repo: Folder, tmp_path):
    script = written(repo, "shell")
    assert os.access(script, os.X_OK)
    base = repo.commit({CART: TEAMLESS})
    assert run_script(repo, f"./{script.relative_to(repo.root)}").returncode == 1
    assert run_script(repo, f"./{script.relative_to(repo.root)} {base}").returncode == 0
    repo.git("clone", "-q", "--depth=1", f"file://{repo.root}", str(tmp_path / "shallow"))
    shallow = Folder(tmp_path / "shallow")
    assert run_script(shallow, f"{script} {base}").returncode == 0


def test_a_file_that_is_there_is_never_overwritten(repo: Folder):
    repo.write({".pre-commit-config.yaml": "repos: []\n"})
    assert "exists already" in repo.run("init", "--ci", "pre-commit", code=2).stderr
    assert (repo.root / ".pre-commit-config.yaml").read_text() == "repos: []\n"


def test_a_dry_run_writes_nothing(repo: Folder):
    assert "gazetteer check" in repo.run("init", "--ci", "gitlab", "--dry-run").stdout
    assert not (repo.root / ".gitlab").exists()


@pytest.mark.parametrize("name", CI_FILES)
def test_the_guide_shows_the_file_as_it_is_written(repo: Folder, name: str):
    guide = (Path(__file__).parents[2] / "docs" / "ci.md").read_text("utf-8")
    assert f'title="{CI_FILES[name][1]}"\n{written(repo, name).read_text()}```' in guide
