"""`gazetteer check`: says what is stale, wrong or missing, and exits 1 when it matters."""

import os
import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from gazetteer.cli._options import as_of_option, as_ref, at_option, project
from gazetteer.cli._output import USAGE, guarded, say, stop, tell, write_file
from gazetteer.cli._project import Project
from gazetteer.evidence.silence import dump_baseline
from gazetteer.model.rule import Severity
from gazetteer.model.survey import Survey
from gazetteer.repo.worktree import WorkingTree
from gazetteer.reports import REPORTS, text
from gazetteer.surveyor.parts import all_reports


class Format(click.Choice):  # type: ignore[type-arg] # generic since click 8.2 only
    """The formats of our reports, and of those that other packages plug in, which are looked up only when named."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The name of a report."""
        if value not in self.choices and value in all_reports():
            return value
        return super().convert(value, param, ctx)


@click.command()
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
    "--format", "format_", type=Format(list(REPORTS)), default="text", help="Report format."
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the report to a file.",
)
@click.option(
    "--update-baseline", is_flag=True, help="Accept today's findings into the baseline file."
)
@guarded
def check(
    *,
    at: str | None,
    since: str | None,
    as_of: date | None,
    fail_on: str | None,
    format_: str,
    output: Path | None,
    update_baseline: bool,
) -> None:
    """Checks the catalog, the decisions and the documents.

    Exit codes: 0 clean, 1 findings at or above the limit, 2 wrong use or settings, 3 could not decide.
    """
    if update_baseline and (at or since):
        stop("--update-baseline accepts what is found on disk: leave --at and --since out", USAGE)
    here = project()
    found = here.survey(at=at, since=since, as_of=as_of)
    if update_baseline:
        _accept(here, found)
        return
    if output:
        write_file(output, all_reports()[format_].report(found))
    elif format_ == "text":
        colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
        say(text.report(found, colour=colour))
    else:
        # Formats for machines are UTF-8, whatever the terminal's encoding is.
        say(all_reports()[format_].report(found).encode("utf-8", "backslashreplace"))
    limit = here.settings.fail_on if fail_on is None else fail_on
    raise SystemExit(found.exit_code(None if limit == "never" else Severity(limit)))


def _accept(here: Project, found: Survey) -> None:
    path = here.settings.baseline
    if not (here.root / path).resolve().is_relative_to(here.root.resolve()):
        stop(f"{path} leads out of {here.root}", USAGE)
    write_file(here.root / path, dump_baseline(found.findings, found.catalog.today))
    accepted = sum(
        not finding.undecided and (finding.silenced is None or finding.silenced.by == "baseline")
        for finding in found.findings
    )
    tell(f"wrote {path}: {accepted} finding{'' if accepted == 1 else 's'} accepted")
    if path not in WorkingTree(here.root).paths():
        tell(f"git ignores {path}, so that it has no effect: take it out of .gitignore")
