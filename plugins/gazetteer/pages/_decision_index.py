"""The index of the decision log: the table that can be filtered, what was decided when, and what replaced what."""

from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.resources import files
from itertools import groupby

from gazetteer.model.decision import STATUSES
from gazetteer.model.document import Heading
from gazetteer.model.page import Asset, Page, SearchEntry
from gazetteer.pages._decision_chains import chains
from gazetteer.pages._decision_log import Log
from gazetteer.pages._decision_records import Logged
from gazetteer.pages._decision_time import picture
from gazetteer.pages._paging import chunks, pager
from gazetteer.pages._sheet import Sheet

ROWS = 1000
"""Records on one page: the filter sees what is on it."""
SCRIPT = "assets/gazetteer-decisions.js"


def pages(log: Log) -> Iterator[Page | Asset]:
    """The pieces of the log, the page of chains, and the script of the filter."""
    yield from _log(log)
    yield from _chains(log)
    if log.records:
        script = (files("gazetteer.pages") / "assets" / "decisions.js").read_bytes()
        yield Asset(uri=SCRIPT, content=script)


def _log(log: Log) -> Iterator[Page]:
    parts = chunks(log.records, ROWS)
    total, in_force = len(log.records), len(log.in_force)
    shown = picture(log.records)
    for number, part in enumerate(parts, 1):
        sheet = Sheet(log.view, log.uri if number == 1 else f"{log.uri}{number}/")
        years = [(year, tuple(found)) for year, found in groupby(part, lambda r: r.year)]
        sheet.note(Heading(2, f"year-{year or 'undated'}", year or "Undated") for year, _ in years)
        yield sheet.page(
            "decisions",
            "Decisions",
            description=f"{total} decisions, {in_force} in force.",
            nav=("Catalog", "Decisions") if number == 1 else (),
            search=(SearchEntry(title="Decisions", text="decision log"),) if number == 1 else (),
            crumbs=log.crumbs[:1],
            log=log,
            total=total,
            in_force=in_force,
            years=years,
            statuses=_statuses(part),
            picture=shown,
            filters=_filters(log) if len(part) > 1 else (),
            script=SCRIPT,
            several=len(parts) > 1,
            pager=pager(sheet, log.uri, len(parts), number),
        )


def _statuses(part: Sequence[Logged]) -> tuple[tuple[str, int], ...]:
    """The statuses on a page with the number of their records, in the order of a record's life."""
    counts = Counter(record.decision.status for record in part)
    return tuple((status, counts[status]) for status in STATUSES if counts[status])


def _filters(log: Log) -> tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]:
    """What the log can be filtered by besides the status: name, label, and (value, label) of the choices."""
    every = (
        ("area", "Area", log.areas),
        ("team", "Team", log.teams),
        ("tag", "Tag", log.tags),
        ("year", "Year", log.years),
    )
    return tuple(
        (name, label, tuple((facet.key, facet.label) for facet in facets))
        for name, label, facets in every
        if len(facets) > 1 or (facets and len(facets[0].records) < len(log.records))
    )


def _chains(log: Log) -> Iterator[Page]:
    found = chains(log)
    if not found:
        return
    root = f"{log.uri}chains/"
    parts = chunks(found)
    for number, part in enumerate(parts, 1):
        sheet = Sheet(log.view, root if number == 1 else f"{root}{number}/")
        yield sheet.page(
            "decision_chains",
            "What replaced what",
            description="Decisions that superseded others, from the first to the one that holds.",
            crumbs=log.crumbs,
            log=log,
            chains=part,
            partial=any(line.partial for drawn in part for line in drawn.lines),
            pager=pager(sheet, root, len(parts), number),
        )
