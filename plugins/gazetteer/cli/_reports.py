"""The formats that a command is asked for, and its reports written in them."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import click

from gazetteer.cli._output import USAGE, say, stop, write_file
from gazetteer.model.survey import Survey
from gazetteer.reports import REPORTS, text
from gazetteer.surveyor.parts import all_reports


class Wanted(NamedTuple):
    """One report that is asked for, and the file it goes to; None for standard output."""

    format: str
    file: Path | None


class Format(click.ParamType[Wanted]):
    """`NAME` or `NAME=FILE`: one of our reports, or of those that other packages plug in."""

    name = "format"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Wanted:
        """The report and its file; plugged-in reports are looked up only when no report of ours has the name."""
        if isinstance(value, Wanted):
            return value
        name, _, file = str(value).partition("=")
        if name not in REPORTS and name not in all_reports():
            self.fail(f"{name!r} is not one of {', '.join(all_reports())}", param, ctx)
        return Wanted(name, Path(file) if file else None)


formats_option = click.option(
    "--format",
    "formats",
    type=Format(),
    metavar=f"[{'|'.join(REPORTS)}][=FILE]",
    multiple=True,
    default=["text"],
    help="Report format; several may be given, all but one with the file they go to.",
)


def demand_places(wanted: Sequence[Wanted], output: Path | None = None) -> tuple[Wanted, ...]:
    """The reports with their files; all but one need a file of their own, or the command ends."""
    if sum(not (file or output) for _, file in wanted) > 1 or (output and len(wanted) > 1):
        stop("several formats: name the file of each but one, as in `--format sarif=FILE`", USAGE)
    return tuple(Wanted(name, file or output) for name, file in wanted)


def write_report(found: Survey, wanted: Wanted) -> None:
    """Writes one report; formats for machines are UTF-8, whatever the terminal's encoding is."""
    name, file = wanted
    if file:
        write_file(file, all_reports()[name].report(found))
    elif name == "text":
        colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
        say(text.report(found, colour=colour))
    else:
        say(all_reports()[name].report(found).encode("utf-8", "backslashreplace"))
