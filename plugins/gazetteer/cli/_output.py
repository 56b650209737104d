"""How answers, files and errors leave the command, whatever the terminal, the pipe or the disk do."""

import contextlib
import functools
import io
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn, ParamSpec, TypeVar

import click

from gazetteer.errors import GazetteerError, SettingsError, UndecidedError
from gazetteer.formats.inert import inert

P = ParamSpec("P")
R = TypeVar("R")

USAGE, UNDECIDED, INTERRUPTED = 2, 3, 130
"""Exit codes beside 0 and 1: DESIGN §6, and the shell's for control-C."""


class OutputError(GazetteerError):
    """A file cannot be written."""


def prepare_streams() -> None:
    """A character that the terminal's encoding lacks is spelled out, never a reason to fail."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def say(text: str | bytes) -> None:
    """Writes an answer to standard output; when the reader of a pipe has gone, the rest of it is not needed."""
    end = b"\n" if isinstance(text, bytes) else "\n"
    try:
        click.echo(text, nl=not text.endswith(end))  # type: ignore[arg-type] # both are of one kind
    except BrokenPipeError:
        # Python writes what is left at its end, which must not fail again (documentation of SIGPIPE in `signal`).
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say_json(value: dict[str, Any]) -> None:
    """Prints one object, keys sorted, in ASCII: every encoding can carry it, half a surrogate pair included."""
    say(json.dumps(value, indent=2, sort_keys=True))


def tell(message: str) -> None:
    """Writes what is not part of the answer to standard error."""
    click.echo(f"gazetteer: {message}", err=True)


def stop(message: str, code: int) -> NoReturn:
    """Ends the command with a message on standard error."""
    tell("\n".join(inert(line) for line in message.split("\n")))
    raise SystemExit(code)


def write_file(path: Path, content: str | bytes, *, new: bool = False) -> None:
    """Writes a file and the folders above it; text as UTF-8, line ends as they are.

    Raises:
        OutputError: it cannot be written; with `new`, also when it is there already.
    """
    raw = content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb" if new else "wb") as stream:
            stream.write(raw)
    except FileExistsError as error:
        where = path if new else path.parent
        raise OutputError(f"{where} exists already; nothing was written") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise OutputError(f"{path} cannot be written: {reason}") from error


def guarded(command: Callable[P, R]) -> Callable[P, R]:
    """Turns our exceptions into a message on standard error and the exit code of DESIGN §6."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except UndecidedError as error:
            stop(f"cannot decide: {error}", UNDECIDED)
        except SettingsError as error:
            problems = "\n".join(f"  {problem}" for problem in error.problems)
            stop(f"the settings cannot be used:\n{problems}", USAGE)
        except GazetteerError as error:
            stop(str(error), USAGE)
        except KeyboardInterrupt:
            stop("interrupted", INTERRUPTED)

    return run
