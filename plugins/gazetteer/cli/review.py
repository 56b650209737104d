"""`gazetteer review`: what changed since a document was last vouched for, and vouching for it again."""

import os
import sys
from collections.abc import Iterable
from datetime import date
from itertools import groupby
from pathlib import Path

import click

from gazetteer.cli._options import as_of_option, format_option, project
from gazetteer.cli._output import USAGE, guarded, say, say_json, stop, tell, write_file
from gazetteer.cli._project import Project
from gazetteer.cli._review_text import as_object, details, headline
from gazetteer.errors import TreeError
from gazetteer.evidence.blessing import entries_of
from gazetteer.evidence.lock import PATH, Entry, reviewed
from gazetteer.evidence.standing import Standing, Standings
from gazetteer.formats.inert import inert
from gazetteer.formats.review_date import redated
from gazetteer.model.catalog import Catalog
from gazetteer.repo.git import git

RANK = {"stale": 0, "unknown": 1, "due": 2, "fresh": 3}
CODES = {"stale": 1, "due": 1, "unknown": 3, "fresh": 0}


@click.command()
@click.argument("paths", nargs=-1)
@click.option(
    "--still-accurate",
    is_flag=True,
    help="Vouch for the documents: you have read what changed, and they are right.",
)
@click.option("--by", metavar="NAME", help="Who vouches (default: git's user.name).")
@click.option("--list", "list_", is_flag=True, help="List the documents that wait for a review.")
@click.option("--owner", metavar="OWNER", help="With --list: only those of one group or user.")
@as_of_option
@format_option
@guarded
def review(
    *,
    paths: tuple[str, ...],
    still_accurate: bool,
    by: str | None,
    list_: bool,
    owner: str | None,
    as_of: date | None,
    format_: str,
) -> None:
    """Shows what changed since the documents at PATHS were last reviewed, and vouches for them.

    PATHS are documents, or folders for all below them that claim anything. Vouching writes docs.lock, and the date of
    review where the document has one, in its own form. Exit codes without it: 0 fresh, 1 stale or due, 3 unknown.
    """
    if bool(paths) == list_:
        stop("name the documents to review, or --list those that wait for it", USAGE)
    here = project()
    survey = here.survey(as_of=as_of)
    standings = Standings(survey.catalog, survey.options)
    if list_:
        _queue(standings, owner, format_)
        return
    found = _chosen(standings, paths)
    if format_ == "json" and not still_accurate:
        say_json(_object(found))
    else:
        for standing in found:
            _show(survey.catalog, standings, standing)
    wanted = _confirmed(found, still_accurate=still_accurate, asks=format_ == "text")
    if wanted:
        _vouch(here, survey.catalog, standings, wanted, _reviewer(here.root, by))
        return
    if format_ == "text":
        tell("nothing was written: add --still-accurate when the documents are right as they are")
    raise SystemExit(max((CODES[standing.state] for standing in found), default=0))


def _chosen(standings: Standings, paths: Iterable[str]) -> list[Standing]:
    """The documents that are named, each once."""
    found: dict[str, Standing] = {}
    for text in paths:
        path = os.path.normpath(text).replace(os.sep, "/")
        one = standings.of(path)
        below = [s for s in standings.all() if path == "." or s.path.startswith(f"{path}/")]
        claiming = [one] if one else [standing for standing in below if standing.is_claim]
        if not claiming:
            stop(f"{text} is no document, and no folder of documents that claim anything", USAGE)
        found |= {standing.path: standing for standing in claiming}
    return list(found.values())


def _show(catalog: Catalog, standings: Standings, standing: Standing) -> None:
    entries = standings.reviews.entries(standing.path)
    say("\n".join((headline(standing), *details(catalog, standing, entries))))


def _confirmed(found: list[Standing], *, still_accurate: bool, asks: bool) -> list[Standing]:
    """The documents that somebody vouches for: all with the option, otherwise those a person says yes to."""
    if still_accurate:
        return found
    if not asks or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return []
    question = "Have you read what changed, and is {} still accurate?"
    return [s for s in found if click.confirm(question.format(inert(s.path)), default=False)]


def _vouch(
    here: Project, catalog: Catalog, standings: Standings, found: list[Standing], by: str
) -> None:
    """Writes the lock and the dates, and nothing else."""
    if problems := standings.reviews.lock.problems:
        line, problem = problems[0]
        stop(f"{PATH}:{line}: {problem}; mend it first, nothing was written", USAGE)
    for standing in found:
        if standing.verdict.missing:
            pattern, place = standing.verdict.missing[0]
            stop(f"{place}: `covers:` names {pattern}, which does not exist; mend it first", USAGE)
    batch = len(found) if len(found) > 1 else 0
    entries = {
        standing.path: list(
            entries_of(catalog, standings.reviews, standing.path, by=by, batch=batch)
        )
        for standing in found
    }
    texts = {standing.path: _dated(here.root / standing.path, catalog.today) for standing in found}
    # What covers nothing and has a date of its own needs no line in the lock.
    locked = {path: own for path, own in entries.items() if own[0].part or texts[path] is None}
    if locked:
        lock = here.root / PATH
        write_file(lock, reviewed(_lock_text(lock), _with_moved(standings, locked)))
    for path, text in texts.items():
        if text is not None:
            write_file(here.root / path, text)
    for path, own in entries.items():
        count = len([entry for entry in own if entry.part])
        parts = f"against {count} {'part' if count == 1 else 'parts'}" if count else "by its date"
        tell(
            f"{inert(path)} reviewed on {catalog.today} {parts}{f', by {inert(by)}' if by else ''}"
        )


def _with_moved(standings: Standings, locked: dict[str, list[Entry]]) -> dict[str, list[Entry]]:
    """The new entries, and none for the names that these documents had before."""
    old = {e.document for path in locked for e in standings.reviews.entries(path).values()}
    return {**{path: [] for path in (*old, *standings.reviews.forgotten)}, **locked}


def _lock_text(path: Path) -> str | None:
    return path.read_text("utf-8") if path.is_file() else None


def _dated(path: Path, today: date) -> bytes | None:
    """The document with the new date, byte for byte as it was otherwise; None when it says no date of review."""
    written = redated(path.read_bytes().decode("utf-8", "surrogateescape"), today)
    return None if written is None else written.encode("utf-8", "surrogateescape")


def _reviewer(root: Path, by: str | None) -> str:
    if by is not None:
        return by.strip()
    if name := os.environ.get("GIT_AUTHOR_NAME"):
        return name
    try:
        return git(root, "config", "user.name", allowed=(0, 1)).decode("utf-8", "replace").strip()
    except TreeError:
        return ""


def _queue(standings: Standings, owner: str | None, format_: str) -> None:
    """The documents that wait, by owner, the worst first."""
    waiting = [
        s for s in standings.all() if s.state != "fresh" and (s.is_claim or s.state == "due")
    ]
    if owner is not None:
        wanted = owner.lower()
        waiting = [
            s for s in waiting if s.owner and wanted in {str(s.owner), s.owner.short, s.owner.name}
        ]
    waiting.sort(key=lambda s: (s.owner is None, str(s.owner or ""), RANK[s.state], s.path))
    if format_ == "json":
        say_json(_object(waiting))
        return
    lines: list[str] = []
    for ref, group in groupby(waiting, key=lambda s: s.owner):
        lines.append(click.style(inert(ref.short) if ref else "nobody", bold=True))
        lines += [f"  {headline(standing)}" for standing in group]
    count = len(waiting)
    lines.append(f"{count} {'document waits' if count == 1 else 'documents wait'} for a review")
    say("\n".join(lines))


def _object(found: list[Standing]) -> dict[str, object]:
    return {"schema": "gazetteer.review/1", "documents": [as_object(s) for s in found]}
