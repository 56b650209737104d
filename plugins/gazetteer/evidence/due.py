"""When a document is due to be reviewed again."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from gazetteer.evidence.claims import NEVER_STALE
from gazetteer.evidence.lock import Entry
from gazetteer.model.document import Document

WINDOWS = {"runbook": 180, "onboarding": 180, "how-to": 365}
"""Class -> days, for pages that say when they were reviewed but not how often they are to be."""


def last_review(document: Document, entries: Iterable[Entry]) -> str:
    """The ISO date of the last review, by the document itself or by the lock; empty when there was none."""
    return max((document.review.on, *(entry.on for entry in entries)))


def review_due(document: Document, last: str, windows: Mapping[str, int] = WINDOWS) -> date | None:
    """The last day on which a review still holds; None when it does so for ever, or there was none."""
    if not last or document.class_ in NEVER_STALE:
        return None
    days = document.review.every_days or windows.get(document.class_, 0)
    try:
        return date.fromisoformat(last) + timedelta(days=days) if days else None
    except (ValueError, OverflowError):
        return None
