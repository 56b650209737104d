"""`gazetteer decision`: gives a record another status, in the record's own form, and changes nothing else in it."""

import click

from gazetteer.cli._options import project
from gazetteer.cli._output import USAGE, guarded, say, stop, tell
from gazetteer.cli._project import Project
from gazetteer.cli._record_file import (
    own_status,
    read_record,
    reader,
    restated,
    target,
    tied,
    write_record,
)
from gazetteer.cli._record_named import record_named
from gazetteer.model.catalog import Catalog

folder_option = click.option(
    "--folder", default="", help="Folder of the decision log, where several have such a record."
)


@click.group("decision")
def decision_() -> None:
    """Accepts, rejects, deprecates or supersedes a decision.

    RECORD is a number, a title, a slug or a path.
    """


@decision_.command()
@click.argument("record")
@folder_option
@guarded
def accept(*, record: str, folder: str) -> None:
    """Writes `accepted` as the status of RECORD and prints its path."""
    _restate(record, folder, "accepted")


@decision_.command()
@click.argument("record")
@folder_option
@guarded
def reject(*, record: str, folder: str) -> None:
    """Writes `rejected` as the status of RECORD and prints its path."""
    _restate(record, folder, "rejected")


@decision_.command()
@click.argument("record")
@folder_option
@guarded
def deprecate(*, record: str, folder: str) -> None:
    """Writes `deprecated` as the status of RECORD and prints its path."""
    _restate(record, folder, "deprecated")


@decision_.command()
@click.argument("record")
@click.option("--by", help="The record that takes its place; it gets a link back.")
@folder_option
@guarded
def supersede(*, record: str, by: str | None, folder: str) -> None:
    """Writes `superseded by` and the successor as the status of RECORD, and prints the paths of what changed."""
    if by is None:
        _restate(record, folder, "superseded")
        tell("say by what with --by, or `decision-unlinked` will ask for it")
        return
    here = project()
    catalog = here.survey().catalog
    supersede_in(here, catalog, record, by, folder.strip("/"))


def supersede_in(here: Project, catalog: Catalog, record: str, by: str, folder: str) -> None:
    """Ties two records of a project from both sides; writes both or neither."""
    old, before = record_named(catalog, record, folder)
    new, after = record_named(catalog, by, folder)
    if old == new:
        stop(f"{old} cannot supersede itself", USAGE)
    own_status(old, before)
    text, read = read_record(here.root, old), reader(here.settings)
    successor = read_record(here.root, new)
    known = any(tie.type == "supersededBy" and tie.target == new for tie in before.links)
    said = known and before.status == "superseded"
    changed = text if said else restated(read, old, text, "superseded", target(old, new, after))
    telling = tied(read, new, successor, target(new, old, before))
    _write(here, old, text, changed)
    if telling is None:
        tell(f"{new} has no place for a link back: write into it that it supersedes {old}")
    else:
        _write(here, new, successor, telling)


def _restate(record: str, folder: str, status: str) -> None:
    here = project()
    catalog = here.survey().catalog
    path, decision = record_named(catalog, record, folder.strip("/"))
    own_status(path, decision)
    text = read_record(here.root, path)
    if decision.status == status:
        tell(f"{path} is {status} already")
        return
    _write(here, path, text, restated(reader(here.settings), path, text, status))


def _write(here: Project, path: str, before: str, after: str) -> None:
    if after != before:
        write_record(here.root, path, after)
        say(path)
