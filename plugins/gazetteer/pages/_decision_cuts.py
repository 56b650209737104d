"""Cuts of the decision log: a page for each status, tag and team."""

from collections.abc import Iterator

from gazetteer.model.page import Page
from gazetteer.model.ref import Ref
from gazetteer.pages._decision_log import Log
from gazetteer.pages._decision_reading import reading_order
from gazetteer.pages._decision_records import Facet
from gazetteer.pages._paging import chunks, pager
from gazetteer.pages._sheet import Sheet

_TITLES = {
    "accepted": "Decisions in force",
    "draft": "Drafts of decisions",
    "proposed": "Proposed decisions",
    "rejected": "Rejected decisions",
    "deprecated": "Deprecated decisions",
    "superseded": "Superseded decisions",
    "unknown": "Decisions without a status that can be read",
}


def pages(log: Log) -> Iterator[Page]:
    """Yields a page for each value."""
    for facet in log.statuses:
        yield from _cut(log, facet, _TITLES[facet.label])
    for facet in log.tags:
        yield from _cut(log, facet, f"Decisions about {facet.label}")
    for team, facet in zip(log.team_refs, log.teams, strict=True):
        yield from _cut(log, facet, f"Decisions of {facet.label}", team)


def _cut(log: Log, facet: Facet, title: str, team: Ref | None = None) -> Iterator[Page]:
    parts = chunks(sorted(facet.records, key=lambda record: not record.decision.in_force))
    in_force = sum(record.decision.in_force for record in facet.records)
    for number, part in enumerate(parts, 1):
        sheet = Sheet(log.view, facet.uri if number == 1 else f"{facet.uri}{number}/")
        yield sheet.page(
            "decision_cut",
            title,
            description=f"{len(facet.records)} decisions, {in_force} in force.",
            crumbs=log.crumbs,
            log=log,
            total=len(facet.records),
            in_force=in_force,
            records=part,
            team=team,
            order=reading_order(log, team) if team and number == 1 else (),
            pager=pager(sheet, facet.uri, len(parts), number),
        )
