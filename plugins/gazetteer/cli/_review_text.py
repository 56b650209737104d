"""What a reviewer must see: what changed since the last review, in words and as a difference of texts."""

import difflib
from collections.abc import Iterator, Mapping
from typing import Any

import click

from gazetteer.evidence.lock import Entry
from gazetteer.evidence.standing import Standing
from gazetteer.evidence.telling import part_told, since_told
from gazetteer.evidence.verdicts import Changed
from gazetteer.formats.inert import inert
from gazetteer.model.catalog import Catalog

LINES = 40
"""Lines of difference that are shown of one part."""
COLOURS = {"stale": "red", "unknown": "yellow", "due": "yellow", "fresh": "green"}


def headline(standing: Standing) -> str:
    """The verdict on one document, in one line."""
    verdict = standing.verdict
    words = [click.style(standing.state, fg=COLOURS[standing.state])]
    if verdict.since:
        words.append(f"since {verdict.since}")
    said = "it is due again" if standing.state == "due" else verdict.reason
    reviewed = since_told(verdict) if standing.is_claim else "claims nothing"
    if standing.reviewed and not verdict.locked:
        reviewed += " (a date alone says not against what)"
    due = f", due {standing.due}" if standing.due else ""
    return f"{inert(standing.path)}: {' '.join(words)}: {inert(said)}; it {inert(reviewed)}{due}"


def details(catalog: Catalog, standing: Standing, entries: Mapping[str, Entry]) -> Iterator[str]:
    """What changed, part by part, and what did not count."""
    verdict = standing.verdict
    for pattern, place in verdict.missing:
        yield f"  {inert(pattern)} names nothing ({place})"
    for changed in verdict.changed:
        yield f"  {inert(part_told(changed))}"
        yield from _difference(catalog, changed, entries.get(changed.part))
    for uncounted in verdict.uncounted:
        commit = uncounted.commit
        yield f"  not counted: {commit.id[:7]} by {inert(commit.author)} ({inert(uncounted.reason)})"
    if not verdict.changed and verdict.covered:
        many = len(verdict.covered)
        yield f"  it covers {many} {'part' if many == 1 else 'parts'}, none of which changed"


def _difference(catalog: Catalog, changed: Changed, entry: Entry | None) -> Iterator[str]:
    """The difference of a part's text, where the version that was reviewed is still in the repository."""
    old = catalog.past(_reviewed(catalog, changed, entry))
    new = catalog.read(changed.path)
    if old is None or new is None or old == new:
        return
    lines = list(difflib.unified_diff(old.split("\n"), new.split("\n"), lineterm="", n=1))[2:]
    colours = {"+": "green", "-": "red", "@": "cyan"}
    for line in lines[:LINES]:
        yield f"    {click.style(inert(line), fg=colours.get(line[:1]))}"
    if len(lines) > LINES:
        yield f"    ... {len(lines) - LINES} more lines"


def _reviewed(catalog: Catalog, changed: Changed, entry: Entry | None) -> str:
    """The blob of the version that was reviewed, or of the one before the first commit that counted."""
    if entry is not None:
        return entry.blob
    history = catalog.history
    ids = {commit.id for commit in changed.commits}
    blobs = [c.blob for c in history.changes.get(changed.path, ())]
    hits = [
        n
        for n, c in enumerate(history.changes.get(changed.path, ()))
        if history.commits[c.commit].id in ids
    ]
    return blobs[hits[-1] + 1] if hits and hits[-1] + 1 < len(blobs) else ""


def as_object(standing: Standing) -> dict[str, Any]:
    """One document for machines (`schemas/review.json`)."""
    verdict = standing.verdict
    return {
        "path": standing.path,
        "title": standing.document.title,
        "class": standing.document.class_,
        "state": standing.state,
        "verdict": verdict.state,
        "reason": verdict.reason,
        "since": verdict.since or None,
        "reviewed": standing.reviewed or None,
        "by": verdict.by or None,
        "batch": verdict.batch,
        "locked": verdict.locked,
        "due": standing.due.isoformat() if standing.due else None,
        "owner": str(standing.owner) if standing.owner else None,
        "inferred": verdict.inferred,
        "covered": list(verdict.covered),
        "missing": [pattern for pattern, _ in verdict.missing],
        "changed": [
            {
                "part": changed.part,
                "how": changed.how,
                "old": changed.old or None,
                "kind": changed.kind or None,
                "section": changed.section or None,
                "team": str(changed.team) if changed.team else None,
                "added": list(changed.pieces.added),
                "removed": list(changed.pieces.removed),
                "changed": list(changed.pieces.changed),
                "commits": [commit.id for commit in changed.commits],
                "uncommitted": changed.uncommitted,
            }
            for changed in verdict.changed
        ],
        "uncounted": [
            {"commit": uncounted.commit.id, "reason": uncounted.reason}
            for uncounted in verdict.uncounted
        ],
    }
