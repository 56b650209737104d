"""The page "Deadlines": what ends in the next 90 days or should have ended, by team, with the headers that say so."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

import msgspec

from gazetteer.evidence.deadlines import Ending, endings
from gazetteer.model.page import Asset, Page
from gazetteer.model.ref import Ref
from gazetteer.model.survey import Survey
from gazetteer.pages import address
from gazetteer.pages._api_chapters import chapters
from gazetteer.pages._deadline_headers import headers
from gazetteer.pages._paging import chunks, pager
from gazetteer.pages._sheet import Sheet
from gazetteer.pages.view import View

AHEAD = 90
"""Days that the page looks ahead; what ends later is listed behind it."""


class Deadline(msgspec.Struct, frozen=True):
    """One row.

    Attributes:
        when: overdue, in the next 90 days, or later.
        left: days until then, in words.
        uri: of the operation or the entity.
        headers: what its responses should carry.
    """

    owner: Ref | None
    ending: Ending
    end: date
    when: str
    left: str
    uri: str
    headers: str


def render(survey: Survey) -> Iterator[Page | Asset]:
    """Yields the page, in pieces where much ends; a catalog without deadlines has none."""
    view = survey.once(View)
    rows = [_deadline(view, ending, end) for ending, end in _told(view)]
    if not rows:
        return
    rows.sort(key=lambda row: (row.when == "later", _team(view, row.owner), row.end, row.uri))
    root = f"{address.home(view.site)}deadlines/"
    parts = chunks(rows)
    for number, part in enumerate(parts, 1):
        sheet = Sheet(view, root if number == 1 else f"{root}{number}/")
        yield sheet.page(
            "deadlines",
            "Deadlines",
            description=f"What ends in the next {AHEAD} days, by team.",
            nav=("Catalog", "Deadlines") if number == 1 else (),
            crumbs=(("Catalog", address.home(view.site)),),
            today=view.catalog.today,
            ahead=AHEAD,
            total=sum(row.when != "later" for row in rows),
            overdue=sum(row.when == "overdue" for row in rows),
            near=_by_owner([row for row in part if row.when != "later"]),
            later=_by_owner([row for row in part if row.when == "later"]),
            pager=pager(sheet, root, len(parts), number),
        )
        yield from sheet.assets.values()


def _told(view: View) -> Iterator[tuple[Ending, date]]:
    """What ends, with its day; the parts of an API that end with it are not told one by one."""
    whole: dict[Ref, date] = {}
    for ending in endings(view.catalog):
        end = ending.end
        if end is None or (ending.part and whole.get(ending.entity.ref) == end):
            continue
        if not ending.part:
            whole[ending.entity.ref] = end
        yield ending, end


def _deadline(view: View, ending: Ending, end: date) -> Deadline:
    days = (end - view.catalog.today).days
    when = "overdue" if days < 0 else "near" if days <= AHEAD else "later"
    return Deadline(
        owner=view.catalog.owner(ending.entity.ref),
        ending=ending,
        end=end,
        when=when,
        left=_left(days),
        uri=_uri(view, ending),
        headers=headers(ending),
    )


def _left(days: int) -> str:
    if days == 0:
        return "today"
    count = "1 day" if abs(days) == 1 else f"{abs(days)} days"
    return f"in {count}" if days > 0 else f"{count} overdue"


def _uri(view: View, ending: Ending) -> str:
    """The place of an operation on its API's pages, else the entity's page."""
    root = address.uri(view.site, ending.entity.ref)
    surface = view.catalog.surface(ending.entity)
    for group in chapters(surface, root).groups if ending.anchor and surface else ():
        if any(operation.anchor == ending.anchor for operation in group.operations):
            return f"{group.uri}#{ending.anchor}"
    return root


def _team(view: View, owner: Ref | None) -> tuple[bool, str]:
    return owner is None, view.label(owner) if owner else ""


def _by_owner(rows: list[Deadline]) -> list[tuple[Ref | None, list[Deadline]]]:
    return [(owner, [*found]) for owner, found in groupby(rows, lambda row: row.owner)]
