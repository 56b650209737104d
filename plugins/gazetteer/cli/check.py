"""`gazetteer check`: says what is stale, wrong or missing, and exits 1 when it matters."""

import sys
from datetime import date

import click

from gazetteer.cli._options import as_of_option, at_option, guarded, project
from gazetteer.model.rule import Severity
from gazetteer.reports import REPORTS
from gazetteer.surveyor.since import only_worse


@click.command()
@at_option
@click.option("--since", metavar="REF", default="", help="Count only what is worse than at REF.")
@as_of_option
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "note", "never"]),
    help="Exit 1 from this severity on (default: the settings', else error).",
)
@click.option(
    "--format", "format_", type=click.Choice(list(REPORTS)), default="text", help="Report format."
)
@click.option("--output", type=click.Path(dir_okay=False), help="Write the report to a file.")
@click.option(
    "--update-baseline", is_flag=True, help="Accept today's findings into the baseline file."
)
@click.pass_context
@guarded
def check(
    context: click.Context,
    *,
    at: str,
    since: str,
    as_of: date | None,
    fail_on: str | None,
    format_: str,
    output: str | None,
    update_baseline: bool,
) -> None:
    """Checks the catalog, the decisions and the documents.

    Exit codes: 0 clean, 1 findings at or above the limit, 2 wrong use or settings, 3 could not decide.
    """
    here = project(context)
    found = here.survey(at=at, as_of=as_of)
    if since:
        found = only_worse(found, here.survey(at=since, as_of=found.catalog.today))
    if update_baseline:
        from gazetteer.evidence.silence import dump_baseline

        path = here.root / here.settings.baseline
        path.write_text(dump_baseline(found.findings, found.catalog.today), "utf-8")
        click.echo(
            f"wrote {here.settings.baseline}: {len(found.counted)} findings accepted", err=True
        )
        return
    if format_ == "text" and not output:
        text = REPORTS["text"].report(found, colour=sys.stdout.isatty())  # type: ignore[call-arg] # text alone has colours
    else:
        text = REPORTS[format_].report(found)
    if output:
        from pathlib import Path

        Path(output).write_text(text, "utf-8")
    else:
        click.echo(text, nl=not text.endswith("\n"))
    limit = here.settings.fail_on if fail_on is None else fail_on
    raise SystemExit(found.exit_code(None if limit == "never" else Severity(limit)))
