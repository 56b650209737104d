"""Records on disk, read and written without a change to the bytes that an edit leaves alone."""

import posixpath
from functools import partial
from pathlib import Path

from gazetteer.cli._output import USAGE, stop, write_file
from gazetteer.cli._record_status import Target, with_status
from gazetteer.cli._record_ties import with_supersedes
from gazetteer.evidence.decisions import Recogniser
from gazetteer.model.decision import Decision
from gazetteer.settings import Settings
from gazetteer.surveyor.recognise import as_decision

_MARK = "\ufeff"


def read_record(root: Path, path: str) -> str:
    """The text of a record, line ends and byte-order mark as they are; ends the command for what is no UTF-8."""
    file = root / path
    if not file.resolve().is_relative_to(root.resolve()):
        stop(f"{path} leads out of {root}", USAGE)
    try:
        return file.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        stop(f"{path} cannot be edited: {error}", USAGE)


def reader(settings: Settings) -> Recogniser:
    """What reads the text of a file that is known to be a record, by the user's own words for statuses."""
    return partial(as_decision, choices=settings.decisions)


def own_status(path: str, decision: Decision) -> None:
    """Ends the command for a record whose status stands in another file (`kep.yaml`)."""
    place = decision.status_place
    if place and place.path != path:
        stop(
            f"the status of {path} stands in {place.path}, line {place.line}: edit it there", USAGE
        )


def restated(read: Recogniser, path: str, text: str, status: str, by: Target | None = None) -> str:
    """The text with another status; ends the command where only a person can write it."""
    mark = _MARK if text.startswith(_MARK) else ""
    edited = with_status(path, text.removeprefix(_MARK), status, by, read)
    if edited is None:
        stop(
            f"the status of {path} cannot be changed without changing something else: edit it by hand",
            USAGE,
        )
    return mark + edited


def tied(read: Recogniser, path: str, text: str, old: Target) -> str | None:
    """The text with its `Supersedes`; None where only a person can write it."""
    mark = _MARK if text.startswith(_MARK) else ""
    edited = with_supersedes(path, text.removeprefix(_MARK), old, read)
    return None if edited is None else mark + edited


def target(from_: str, to: str, decision: Decision) -> Target:
    """A record as another one names it."""
    return Target(decision, posixpath.relpath(to, posixpath.dirname(from_) or "."))


def write_record(root: Path, path: str, text: str) -> None:
    """Writes a record that is there already."""
    write_file(root / path, text.encode("utf-8"))
