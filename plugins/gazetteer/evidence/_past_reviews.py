"""Reviews that `docs.lock` held once: its earlier versions, each line of them read once."""

from gazetteer.evidence._timeline import Timeline
from gazetteer.evidence.lock import PATH, parse_lock
from gazetteer.model.catalog import Catalog

VERSIONS = 500
"""Versions of the lock that are read, the newest first."""


def past_reviews(catalog: Catalog, timeline: Timeline) -> dict[str, set[int]]:
    """Document -> when a review of it landed, in seconds since 1970 UTC."""
    found: dict[str, set[int]] = {}
    known: set[str] = set()
    for change in reversed(timeline.changes(PATH)[:VERSIONS]):
        text = catalog.past(change.blob) if change.blob else None
        fresh = [line for line in (text or "").split("\n") if line not in known]
        known.update(fresh)
        commit = catalog.history.commits[change.commit]
        for document in parse_lock("\n".join(fresh)).entries:
            found.setdefault(document, set()).add(commit.landed or commit.time)
    return found
