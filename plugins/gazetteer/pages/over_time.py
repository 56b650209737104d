"""The page "Freshness": how documents stand, today and at the end of each month, of the whole site and by team."""

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from gazetteer.evidence.over_time import MONTHS, Course, OverTime, over_time
from gazetteer.evidence.standing import Standing
from gazetteer.model.page import Asset, Page
from gazetteer.model.ref import Ref
from gazetteer.model.survey import Survey
from gazetteer.pages import address
from gazetteer.pages._badge import FILE
from gazetteer.pages._common import freshness_uri
from gazetteer.pages._paging import chunks, pager
from gazetteer.pages._sheet import Sheet
from gazetteer.pages.view import View

STATES = (("stale", "rejected"), ("unknown", "unknown"), ("fresh", "force"))
"""What a document may be, with the class of its colour, in the order in which they are stacked."""
HEIGHT = 100
"""Of the highest column, in units of the drawing; a column and the gap beside it are ten wide."""
TEAMS = 40
"""Teams on one page, each with its picture."""


class Part(msgspec.Struct, frozen=True):
    """A piece of a column: the class of its colour, where it stands, and what it says."""

    colour: str
    x: int
    y: float
    height: float
    text: str


class Picture(msgspec.Struct, frozen=True):
    """A column for each month, in a drawing of `width` by `HEIGHT`; `most` is the highest one's number."""

    parts: tuple[Part, ...]
    marks: tuple[tuple[str, int], ...]
    width: int
    most: int
    rows: tuple[tuple[str, int, int, int], ...]


class Team(msgspec.Struct, frozen=True):
    """A team's documents: how many stand how today, their past, and where the badge lies."""

    ref: Ref | None
    counts: tuple[tuple[str, int], ...]
    total: int
    picture: Picture | None
    badge: str


def render(survey: Survey) -> Iterator[Page | Asset]:
    """Yields the page, in pieces where there are many teams; none where there is no document."""
    view = survey.once(View)
    if not view.documents:
        return
    standings = [standing for standing in view.standings.all() if standing.is_claim]
    past = over_time(view.catalog, view.standings)
    by_team: dict[Ref | None, list[Standing]] = {}
    for standing in standings:
        by_team.setdefault(standing.owner, []).append(standing)
    teams = [_team(view, ref, by_team[ref], past) for ref in _ordered(view, by_team)]
    parts = chunks(teams, TEAMS)
    for number, part in enumerate(parts, 1):
        sheet = Sheet(
            view, freshness_uri(view) if number == 1 else f"{freshness_uri(view)}{number}/"
        )
        yield sheet.page(
            "over_time",
            "Freshness",
            description=f"How {len(standings)} documents stand, today and in the past.",
            nav=("Catalog", "Freshness") if number == 1 else (),
            crumbs=(("Catalog", address.home(view.site)),),
            total=len(standings),
            counts=_counts(standings),
            picture=picture(past.months, past.courses) if past and number == 1 else None,
            unread=past.unread if past else 0,
            most_months=MONTHS,
            state=view.catalog.history.state,
            reason=view.catalog.history.reason,
            teams=part,
            pager=pager(sheet, freshness_uri(view), len(parts), number),
        )


def _ordered(view: View, teams: dict[Ref | None, list[Standing]]) -> list[Ref | None]:
    """Those with the most that is stale first, nobody last."""

    def key(ref: Ref | None) -> tuple[bool, int, str]:
        stale = sum(standing.state == "stale" for standing in teams[ref])
        return ref is None, -stale, view.label(ref) if ref else ""

    return sorted(teams, key=key)


def _team(
    view: View, ref: Ref | None, standings: Sequence[Standing], past: OverTime | None
) -> Team:
    own = [course for course in past.courses if course.owner == ref] if past else []
    page = view.uri(ref) if ref else None
    return Team(
        ref=ref,
        counts=_counts(standings),
        total=len(standings),
        picture=picture(past.months, own) if past and own else None,
        badge=f"{page}{FILE}" if page else "",
    )


def _counts(standings: Sequence[Standing]) -> tuple[tuple[str, int], ...]:
    counted = Counter(standing.state for standing in standings)
    return tuple((s, counted[s]) for s in ("stale", "unknown", "due", "fresh") if counted[s])


def picture(months: Sequence[str], courses: Sequence[Course]) -> Picture:
    """Draws the courses of some documents."""
    columns = [Counter(course.states[n] for course in courses) for n in range(len(months))]
    most = max(sum(column[state] for state, _ in STATES) for column in columns)
    parts = [
        part
        for n, column in enumerate(columns)
        for part in _column(months[n], column, n * 10, most or 1)
    ]
    years = Counter(month[:4] for month in months)
    return Picture(
        parts=tuple(parts),
        marks=tuple((year if span > 1 else "", span) for year, span in years.items()),
        width=len(months) * 10,
        most=most,
        rows=tuple(
            (month, column["fresh"], column["stale"], column["unknown"])
            for month, column in zip(months, columns, strict=True)
        ),
    )


def _column(month: str, numbers: Counter[str], x: int, most: int) -> Iterator[Part]:
    bottom = float(HEIGHT)
    for state, colour in reversed(STATES):
        if numbers[state]:
            height = HEIGHT * numbers[state] / most
            bottom -= height
            text = f"{month}: {numbers[state]} {state}"
            yield Part(colour, x, round(bottom, 2), round(height, 2), text)
