"""`gazetteer check`: says what is stale, wrong or missing, and exits 1 when it matters."""

import os
from datetime import date
from pathlib import Path

import click

from gazetteer.cli._options import as_of_option, as_ref, at_option, project
from gazetteer.cli._output import USAGE, guarded, stop, tell, write_file
from gazetteer.cli._project import Project
from gazetteer.cli._reports import Wanted, demand_places, formats_option, write_report
from gazetteer.evidence.baseline import (
    BrokenBaseline,
    dump_baseline,
    load_baseline,
    pruned_baseline,
)
from gazetteer.model.rule import Severity
from gazetteer.model.survey import Survey
from gazetteer.repo.worktree import WorkingTree
from gazetteer.surveyor.since import within


@click.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@at_option
@click.option(
    "--since",
    metavar="REF",
    callback=as_ref,
    help="Count only what is worse than where this left REF.",
)
@as_of_option
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "note", "never"]),
    help="Exit 1 from this severity on (default: the settings', else error).",
)
@click.option(
    "--max-findings",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="Exit 1 only when more than N findings reach that severity.",
)
@formats_option
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the report to a file.",
)
@click.option(
    "--update-baseline", is_flag=True, help="Accept today's findings into the baseline file."
)
@click.option("--reason", default="", help="With --update-baseline: why they are accepted.")
@click.option(
    "--prune", is_flag=True, help="Take what is gone out of the baseline file; accept nothing."
)
@guarded
def check(
    *,
    paths: tuple[str, ...],
    at: str | None,
    since: str | None,
    as_of: date | None,
    fail_on: str | None,
    max_findings: int,
    formats: tuple[Wanted, ...],
    output: Path | None,
    update_baseline: bool,
    reason: str,
    prune: bool,
) -> None:
    """Checks the catalog, the decisions and the documents; with PATHs, tells only what stands in those.

    Exit codes: 0 clean, 1 findings at or above the limit, 2 wrong use or settings, 3 could not decide.
    """
    if (update_baseline or prune) and (at or since or paths):
        stop("a baseline is of what is on disk: leave --at, --since and PATHs out", USAGE)
    if update_baseline and prune:
        stop("--update-baseline prunes too: leave --prune out", USAGE)
    if reason and not update_baseline:
        stop("--reason is for --update-baseline", USAGE)
    wanted = demand_places(formats, output)
    here = project()
    found = here.survey(at=at, since=since, as_of=as_of)
    if update_baseline:
        _accept(here, found, " ".join(reason.split()))
        return
    if prune:
        _prune(here, found)
        return
    if paths:
        found = within(found, [_in_tree(here, found, path) for path in paths])
    for one in wanted:
        write_report(found, one)
    limit = here.settings.fail_on if fail_on is None else fail_on
    raise SystemExit(
        found.exit_code(None if limit == "never" else Severity(limit), allowed=max_findings)
    )


def _in_tree(here: Project, found: Survey, path: str) -> str:
    """A path as typed, relative to the root as paths of the tree are; what is not there must not pass for clean."""
    full = Path(os.path.normpath(Path.cwd() / path))
    if not full.is_relative_to(here.root):
        stop(f"{path} lies outside of {here.root}", USAGE)
    inside = full.relative_to(here.root).as_posix()
    folders = found.catalog.folders
    if inside not in found.catalog.paths and inside not in folders and not full.exists():
        stop(f"{path}: there is no such file or folder", USAGE)
    return inside


def _baseline(here: Project) -> Path:
    file = here.root / here.settings.baseline
    if not file.resolve().is_relative_to(here.root.resolve()):
        stop(f"{here.settings.baseline} leads out of {here.root}", USAGE)
    return file


def _prune(here: Project, found: Survey) -> None:
    file, path = _baseline(here), here.settings.baseline
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        stop(f"{path} cannot be read: {error}", USAGE)
    accepted = load_baseline(text)
    if isinstance(accepted, BrokenBaseline):
        stop(f"{path}:{accepted.line}: {accepted.message}", USAGE)
    left = pruned_baseline(accepted, found.findings)
    if left != text:
        write_file(file, left)
    kept = load_baseline(left)
    gone = len(accepted) - len(kept) if not isinstance(kept, BrokenBaseline) else 0
    tell(f"{path}: {gone} {'finding is' if gone == 1 else 'findings are'} gone")


def _accept(here: Project, found: Survey, reason: str) -> None:
    path = here.settings.baseline
    write_file(_baseline(here), dump_baseline(found.findings, found.catalog.today, reason))
    accepted = sum(
        not finding.undecided and (finding.silenced is None or finding.silenced.by == "baseline")
        for finding in found.findings
    )
    tell(f"wrote {path}: {accepted} finding{'' if accepted == 1 else 's'} accepted")
    if path not in WorkingTree(here.root).paths():
        tell(f"git ignores {path}, so that it has no effect: take it out of .gitignore")
