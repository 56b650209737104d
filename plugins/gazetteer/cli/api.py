"""`gazetteer api`: questions about API descriptions; so far what changed between two versions of one."""

import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import click

from gazetteer.apis.compare import Comparison, Refused, compare
from gazetteer.cli._options import as_of_option
from gazetteer.cli._output import guarded, say, say_json
from gazetteer.cli._versions import old_and_new, with_known_consumers
from gazetteer.errors import UndecidedError
from gazetteer.model.change import Level
from gazetteer.reports import changes as written
from gazetteer.reports import github, junit
from gazetteer.surveyor import patient_collector

FORMATS = ("text", "markdown", "json", "github", "junit")


@click.group()
def api() -> None:
    """Questions about API descriptions."""


@api.command("diff")
@click.argument("old")
@click.argument("new", required=False)
@click.option(
    "--format", "format_", type=click.Choice(FORMATS), default="text", help="How to print it."
)
@click.option(
    "--fail-on",
    type=click.Choice(["breaking", "risky", "never"]),
    default="breaking",
    show_default=True,
    help="Exit 1 from this level on.",
)
@as_of_option
@guarded
def diff(*, old: str, new: str | None, format_: str, fail_on: str, as_of: date | None) -> None:
    """Compares two versions of an API description.

    OLD and NEW are files, or REF:PATH for a file as a git ref has it; without NEW the file of OLD as it is on disk.

    Exit codes: 0 nothing that breaks, 1 changes at or above the limit, 2 wrong use, 3 could not decide.
    """
    before, after = old_and_new(old, new)
    with patient_collector():
        found = compare(before, after, as_of or datetime.now(UTC).date())
    if isinstance(found, Refused):
        raise UndecidedError(f"{found.place}: {found.message}")
    found = with_known_consumers(found, before, after)
    _print(found, format_, Path(after.path).name)
    limit = None if fail_on == "never" else Level(fail_on).weight
    worst = max((change.level.weight for change in found.changes), default=0)
    raise SystemExit(int(limit is not None and worst >= limit))


def _print(found: Comparison, format_: str, title: str) -> None:
    match format_:
        case "json":
            say_json(written.as_object(found.changes, found.versions))
        case "markdown":
            say(written.markdown(found.changes, title, found.versions))
        case "github":
            say(github.report(written.as_survey(found.changes)).encode("utf-8", "backslashreplace"))
        case "junit":
            say(junit.report(written.as_survey(found.changes)).encode("utf-8", "backslashreplace"))
        case _:
            colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
            say(written.text(found.changes, colour=colour))
