"""How many documents were fresh, stale or unknown at the end of each month, as far as the one log tells.

What a document covers, and who answers for it, is taken as it is today; the past is not surveyed again. A month is
stale from the landing of a change that counts until the next edit or review of the document. The last column is no
reckoning but the verdicts of today.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cached_property

import msgspec

from gazetteer.evidence._past_reviews import past_reviews
from gazetteer.evidence._staling import Staling
from gazetteer.evidence._timeline import Timeline
from gazetteer.evidence.standing import Standing, Standings
from gazetteer.evidence.verdicts import Thresholds
from gazetteer.model.catalog import Catalog
from gazetteer.model.ref import Ref

MONTHS = 24
"""So far the picture reaches back."""

DAY = 86_400


class Course(msgspec.Struct, frozen=True):
    """One document through the months.

    Attributes:
        path: of the document.
        owner: who answers for it today.
        states: `fresh`, `stale`, `unknown`, or empty for not there yet; one for each month.
    """

    path: str
    owner: Ref | None
    states: tuple[str, ...]


class OverTime(msgspec.Struct, frozen=True):
    """The courses of all documents that claim something.

    Attributes:
        months: `2026-11`, the oldest first; the last is the present one.
        courses: in path order.
        unread: documents of which some month is unknown because earlier versions of covered files were not read.
    """

    months: tuple[str, ...]
    courses: tuple[Course, ...]
    unread: int = 0


def over_time(catalog: Catalog, standings: Standings) -> OverTime | None:
    """The courses; None where the history tells nothing, or is not older than this month."""
    history = catalog.history
    if history.state not in {"full", "shallow"} or not history.commits:
        return None
    ends = _ends(catalog)
    if len(ends) < 2:
        return None
    reckonings: dict[Thresholds, _Reckoning] = {}
    courses = []
    for standing in standings.all():
        limits = standings.limits(standing.path)
        if limits is None or not (standing.verdict.covered or standing.verdict.missing):
            continue
        if limits not in reckonings:
            reckonings[limits] = _Reckoning(catalog, standings, limits, ends)
        courses.append(reckonings[limits].course(standing))
    unread = sum(reckoning.unread for reckoning in reckonings.values())
    return OverTime(tuple(ends), tuple(courses), unread) if courses else None


def _ends(catalog: Catalog) -> dict[str, int]:
    """Month -> the first second after it, in seconds since 1970 UTC; the present month ends with today."""
    begin = min(commit.landed or commit.time for commit in catalog.history.commits)
    oldest = datetime.fromtimestamp(begin, UTC).date()
    ends: dict[str, int] = {}
    month = catalog.today.replace(day=1)
    end = catalog.today + timedelta(days=1)
    while len(ends) < MONTHS and month >= oldest.replace(day=1) and month.year > 1970:
        ends[month.isoformat()[:7]] = _seconds(end)
        end, month = month, (month - timedelta(days=1)).replace(day=1)
    return dict(reversed(ends.items()))


def _seconds(day: date) -> int:
    return (day - date(1970, 1, 1)).days * DAY


class _Reckoning:
    """The courses of one catalog's documents."""

    def __init__(
        self,
        catalog: Catalog,
        standings: Standings,
        thresholds: Thresholds,
        ends: dict[str, int],
    ) -> None:
        self._catalog = catalog
        self._ends = tuple(ends.values())
        self._timeline = Timeline(catalog, thresholds)
        self._staling = Staling(catalog, standings.reviews, self._timeline, thresholds)
        self._reviews = standings.reviews
        self.unread = 0

    def course(self, standing: Standing) -> Course:
        """The months of one document."""
        vouched, hidden = self._vouched(standing)
        claim = self._reviews.claims.of(standing.path, standing.document)
        since: dict[int, int | None] = {}
        states = []
        for end in self._ends[:-1]:
            at = bisect_left(vouched, end) - 1
            if at < 0:
                states.append("unknown" if hidden is not None and hidden < end else "")
                continue
            if at not in since:
                until = vouched[at + 1] if at + 1 < len(vouched) else self._ends[-1]
                locked = standing.verdict.locked
                since[at] = self._staling.since(claim, vouched[at], until, locked=locked)
            begin = since[at]
            states.append("unknown" if begin is None else "stale" if begin < end else "fresh")
        left_open = None in since.values()
        self.unread += left_open
        return Course(standing.path, standing.owner, (*states, standing.verdict.state))

    def _vouched(self, standing: Standing) -> tuple[Sequence[int], int | None]:
        """When somebody vouched for a document by an edit or a review, ascending; and since when it may be there.

        The latter is told where the boundary of a shallow clone hides its beginning.
        """
        commits, path = self._catalog.history.commits, standing.path
        times = set(self._locked.get(path, ()))
        if standing.document.review.on:
            times |= set(_ends_of_days([standing.document.review.on]))
        changes = self._timeline.changes(path)
        hidden = None
        for change, older in zip(changes, [*changes[1:], None], strict=False):
            commit = commits[change.commit]
            landed = commit.landed or commit.time
            if change.commit in self._catalog.history.boundary:
                hidden = landed
            elif older is None or not (
                self._timeline.noise(commit) or change.blob == older.blob != ""
            ):
                times.add(landed)
        first = hidden if hidden is not None else min(times, default=0)
        return sorted(time for time in times if time >= first), hidden

    @cached_property
    def _locked(self) -> dict[str, set[int]]:
        """Document -> when reviews of it landed in the lock."""
        return past_reviews(self._catalog, self._timeline)


def _ends_of_days(days: Iterable[str]) -> Iterator[int]:
    """The last second of each ISO date: what landed on the day of a review did not come after it."""
    for day in days:
        try:
            yield _seconds(date.fromisoformat(day)) + DAY - 1
        except ValueError:
            continue
