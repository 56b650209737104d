"""Options that several commands share, and how results and errors leave the command."""

import functools
import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn, ParamSpec, TypeVar

import click

from gazetteer.cli._project import Project, open_project
from gazetteer.errors import GazetteerError, SettingsError, UndecidedError

P = ParamSpec("P")
R = TypeVar("R")

USAGE, UNDECIDED = 2, 3

at_option = click.option(
    "--at", metavar="REF", default="", help="Look at a git ref instead of the files on disk."
)
format_option = click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    help="How to print the answer.",
)


def as_date(
    _context: click.Context, _parameter: click.Parameter, value: datetime | None
) -> date | None:
    """Click's datetime as a date."""
    return value.date() if value else None


as_of_option = click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    callback=as_date,
    metavar="DATE",
    help="Judge dates as if today were DATE; in CI it is the date of the commit.",
)


def project(context: click.Context) -> Project:
    """The project of the folder that `-C` names."""
    return open_project(Path(context.find_root().params["directory"]))


def guarded(command: Callable[P, R]) -> Callable[P, R]:
    """Turns our exceptions into one line on stderr and the exit code of DESIGN §6."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except UndecidedError as error:
            stop(f"cannot decide: {error}", UNDECIDED)
        except SettingsError as error:
            stop(
                "the settings cannot be used:\n" + "\n".join(f"  {p}" for p in error.problems),
                USAGE,
            )
        except GazetteerError as error:
            stop(str(error), USAGE)

    return run


def stop(message: str, code: int) -> NoReturn:
    """Ends the command with a message on stderr."""
    click.echo(f"gazetteer: {message}", err=True)
    raise SystemExit(code)


def echo_json(value: dict[str, Any]) -> None:
    """Prints one object, keys sorted."""
    click.echo(json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False))
