"""What stands behind the neighbours of a component or a store: in short on its page, and whole on a page of its own."""

from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from gazetteer.evidence.impact import Reach, Reached, broken_by, needed_for
from gazetteer.evidence.uses import Arrow
from gazetteer.model.entity import Entity
from gazetteer.model.page import Page
from gazetteer.model.ref import Ref
from gazetteer.pages import address
from gazetteer.pages._atlas import Atlas
from gazetteer.pages._columns import in_columns
from gazetteer.pages._common import crumbs
from gazetteer.pages._drawing import Drawing, drawing
from gazetteer.pages._map_page import SCRIPT, STYLE
from gazetteer.pages._picture import picture
from gazetteer.pages._placing import shape
from gazetteer.pages._sheet import Sheet

ROWS = 20
"""Entities of each direction that the page lists, the nearest first."""
NAMED = 6
"""Teams, and members of a circle, that the summary names."""
FEW = 20
"""More boxes of two hops are rolled up by system: this map is one of thousands, and is to be seen at a glance."""


class Impact(msgspec.Struct, frozen=True):
    """What an entity's own page tells of what stands behind its neighbours.

    Attributes:
        uri: of the page that tells all; empty where there is nothing behind the neighbours.
        teams: owners of what breaks, those with the most first.
        tiers: (tier, number) of what breaks, the weightiest first.
        circle: the members of the circle that the entity stands in, without itself.
    """

    uri: str
    broken: Reach
    needed: Reach
    teams: tuple[Ref, ...]
    tiers: tuple[tuple[str, int], ...]
    circle: tuple[Ref, ...]


def impact(atlas: Atlas, entity: Entity) -> Impact | None:
    """The summary; None for an entity that stands alone."""
    broken, needed = broken_by(atlas.uses, entity.ref), needed_for(atlas.uses, entity.ref)
    if not broken.found and not needed.found:
        return None
    far = broken.direct < len(broken.found) or needed.direct < len(needed.found)
    answers = [atlas.answer(reached.ref) for reached in broken.found]
    return Impact(
        f"{atlas.view.uri(entity.ref)}impact/" if far else "",
        broken,
        needed,
        tuple(ref for ref, _ in Counter(team for team, _ in answers if team).most_common()),
        tuple(sorted(Counter(tier for _, tier in answers if tier).items())),
        tuple(ref for ref in atlas.circle_of.get(entity.ref, ()) if ref != entity.ref),
    )


def impact_page(atlas: Atlas, entity: Entity, summary: Impact | None) -> Iterator[Page]:
    """The page that tells all, where there is more to tell than the entity's own page does."""
    if summary is None or not summary.uri:
        return
    view = atlas.view
    sheet = Sheet(view, summary.uri)
    drawn = _two_hops(atlas, entity.ref, summary)
    label = view.label(entity.ref)
    page = sheet.page(
        "impact",
        f"If {label} stops",
        description=f"What breaks if {label} stops, what it needs, and the map of both.",
        entity=entity,
        label=label,
        atlas=atlas,
        style=address.relative("", sheet.uri, STYLE),
        crumbs=(*crumbs(view, entity), (label, view.uri(entity.ref) or "")),
        impact=summary,
        broken=_rows(atlas, summary.broken),
        needed=_rows(atlas, summary.needed),
        picture=picture(atlas, sheet, drawn, in_columns(shape(atlas, drawn))),
    )
    yield msgspec.structs.replace(page, scripts=(SCRIPT,))


class Row(msgspec.Struct, frozen=True):
    """One entity that breaks or is needed."""

    reached: Reached
    tier: str
    owners: tuple[Ref, ...]


def _rows(atlas: Atlas, reach: Reach) -> tuple[Row, ...]:
    return tuple(
        Row(reached, tier, (team,) if team else ())
        for reached in reach.found[:ROWS]
        for team, tier in (atlas.answer(reached.ref),)
    )


def _two_hops(atlas: Atlas, centre: Ref, summary: Impact) -> Drawing:
    """The neighbours and theirs, users on the left, what is used on the right."""
    rank: dict[Ref, int] = {centre: 0}
    for reach, side in ((summary.broken, -1), (summary.needed, 1)):
        for reached in reach.found:
            if reached.hops <= 2:
                rank.setdefault(reached.ref, side * reached.hops)
    arrows = tuple(_between(atlas, rank))

    def outer_by_system(ref: Ref) -> Ref:
        return ref if abs(rank[ref]) < 2 else atlas.by_system(ref)

    def all_by_system(ref: Ref) -> Ref:
        return ref if ref == centre else atlas.by_system(ref)

    def all_by_domain(ref: Ref) -> Ref:
        return ref if ref == centre else atlas.by_domain(ref)

    folds = (atlas.itself, outer_by_system, all_by_system, all_by_domain)
    made = drawing(arrows, (centre,), folds, centre=centre, most=FEW)
    near: dict[Ref, int] = {}
    for ref, hops in rank.items():
        for fold in (ref, atlas.by_system(ref), atlas.by_domain(ref)):
            if abs(near.get(fold, 9)) > abs(hops):
                near[fold] = hops
    return msgspec.structs.replace(made, ranks=tuple(near.get(box.ref, 2) for box in made.boxes))


def _between(atlas: Atlas, rank: dict[Ref, int]) -> Iterable[Arrow]:
    """Arrows that lead one column on; those within a column, and back, stand in the table of the neighbour itself."""
    for ref, at in rank.items():
        for arrow in atlas.uses.needs(ref):
            other = rank.get(arrow.target)
            if other is not None and (other == at + 1 or (at == 0 or other == 0)):
                yield arrow
