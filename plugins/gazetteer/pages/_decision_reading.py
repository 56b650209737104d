"""The reading order for newcomers: of the decisions in force those that matter most, first."""

from collections.abc import Iterator

import msgspec

from gazetteer.model.page import Page, SearchEntry
from gazetteer.model.ref import Ref
from gazetteer.pages._decision_log import Log
from gazetteer.pages._decision_records import Logged
from gazetteer.pages._sheet import Sheet

LIMIT = 50
"""Nobody reads more in the first weeks."""


class Step(msgspec.Struct, frozen=True):
    """A decision to read, and why it stands where it does."""

    record: Logged
    ours: bool
    cited: int


def reading_order(log: Log, team: Ref | None = None) -> tuple[Step, ...]:
    """The decisions in force: those that touch the team first, then the most cited, then the oldest.

    The oldest come first among equals because later ones build on them.
    """
    steps = [
        Step(record, ours=team in record.teams, cited=log.cited.get(record.entity.place.path, 0))
        for record in log.in_force
    ]
    steps.sort(
        key=lambda s: (not s.ours, -s.cited, s.record.when or "9999", s.record.entity.place.path)
    )
    return tuple(steps[:LIMIT])


def pages(log: Log) -> Iterator[Page]:
    """Yields the order for those who have no team yet."""
    if not log.in_force:
        return
    sheet = Sheet(log.view, f"{log.uri}reading-order/")
    yield sheet.page(
        "decision_reading",
        "Reading order for newcomers",
        description="The decisions in force: the most cited first, then the oldest.",
        search=(SearchEntry(title="Reading order for newcomers", text="decisions in force"),),
        crumbs=log.crumbs,
        log=log,
        order=reading_order(log),
        in_force=len(log.in_force),
        limit=LIMIT,
    )
