"""Map pages: drawings that wait for their layout, laid out many at a time, as pages."""

from collections.abc import Iterable, Iterator
from itertools import islice

import msgspec

from gazetteer.evidence.uses import Arrow
from gazetteer.model.entity import Entity
from gazetteer.model.page import Page
from gazetteer.model.ref import Ref
from gazetteer.pages import address
from gazetteer.pages._atlas import Atlas
from gazetteer.pages._drawing import Drawing
from gazetteer.pages._picture import picture
from gazetteer.pages._placing import layouts, shape
from gazetteer.pages._sheet import Sheet

SCRIPT = "assets/gazetteer-map.js"
STYLE = "assets/gazetteer-map.css"
AT_ONCE = 200
"""Drawings that wait for one layout together: so many are held in memory."""


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """A map to be made.

    Attributes:
        kind: whose icon stands before the title.
        tab: what the map is called among those beside it.
        empty: what is said where nothing is drawn.
        about: the entity whose map it is; None for a map of the whole catalog.
        tabs: (name, address) of the maps beside it.
        circles: a way round, and all members, of each circle that the map shows.
    """

    uri: str
    title: str
    lead: str
    drawing: Drawing
    kind: str = "system"
    tab: str = ""
    empty: str = "Nothing ties these together."
    about: Entity | None = None
    crumbs: tuple[tuple[str, str], ...] = ()
    tabs: tuple[tuple[str, str], ...] = ()
    nav: tuple[str, ...] = ()
    circles: tuple[tuple[tuple[Arrow, ...], tuple[Ref, ...]], ...] = ()


def map_pages(atlas: Atlas, plans: Iterable[Plan]) -> Iterator[Page]:
    """Yields the page of each plan."""
    waiting = iter(plans)
    while batch := list(islice(waiting, AT_ONCE)):
        shapes = [shape(atlas, plan.drawing) for plan in batch]
        for plan, layout in zip(batch, layouts(shapes), strict=True):
            sheet = Sheet(atlas.view, plan.uri)
            page = sheet.page(
                "map",
                plan.title,
                description=plan.lead,
                entity=plan.about,
                nav=plan.nav,
                style=address.relative("", sheet.uri, STYLE),
                kind=plan.kind,
                lead=plan.lead,
                empty=plan.empty,
                crumbs=plan.crumbs or (("Catalog", address.home(atlas.view.site)),),
                tabs=plan.tabs,
                circles=plan.circles,
                picture=picture(atlas, sheet, plan.drawing, layout, table=True),
            )
            yield msgspec.structs.replace(page, scripts=(SCRIPT,))
