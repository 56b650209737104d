"""Options that several commands share."""

from datetime import date, datetime
from pathlib import Path

import click

from gazetteer.cli._output import USAGE, stop
from gazetteer.cli._project import Project, open_project


def as_ref(_context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """A ref as git could know it; an empty one is most often a variable of CI that is not set."""
    if value is not None and (not value or value.startswith("-") or not value.isprintable()):
        stop(f"{parameter.opts[0]} {value!r}: this is no name of a commit, branch or tag", USAGE)
    return value


def as_date(
    _context: click.Context, _parameter: click.Parameter, value: datetime | None
) -> date | None:
    """Click's datetime as a date."""
    return value.date() if value else None


at_option = click.option(
    "--at",
    metavar="REF",
    callback=as_ref,
    help="Look at a git ref instead of the files on disk.",
)
format_option = click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    help="How to print the answer.",
)
as_of_option = click.option(
    "--as-of",
    "--today",
    "as_of",
    type=click.DateTime(["%Y-%m-%d"]),
    callback=as_date,
    metavar="DATE",
    help="Judge dates as if today were DATE; in CI it is the date of the commit.",
)


def project() -> Project:
    """The project of the folder that the command runs in."""
    return open_project(Path.cwd())
