"""Two steps around an entity as a picture: its neighbours and theirs, users on the left, what is used on the right."""

from collections.abc import Iterator

import msgspec

from gazetteer.evidence.uses import Arrow
from gazetteer.model.entity import Entity
from gazetteer.model.ref import Ref
from gazetteer.pages._atlas import Atlas
from gazetteer.pages._columns import in_columns
from gazetteer.pages._drawing import Drawing, drawing
from gazetteer.pages._impact import Impact
from gazetteer.pages._picture import Picture, picture
from gazetteer.pages._placing import shape
from gazetteer.pages._sheet import Sheet

MOST = 20
"""More boxes are not drawn: rolled up they would say less than the list of the neighbours does."""

ARM = 40.0
"""Pixels between columns: five of them are to fit beside the navigation."""


def two_steps(atlas: Atlas, sheet: Sheet, entity: Entity, found: Impact | None) -> Picture | None:
    """The picture; None where there are only neighbours, and where there is too much for one look."""
    rank = _ranks(atlas, entity.ref, found) if found else {}
    if len(rank) > MOST or not any(abs(hops) > 1 for hops in rank.values()):
        return None
    made = drawing(_between(atlas, rank), (entity.ref,), (atlas.itself,), centre=entity.ref)
    drawn = _in_ranks(made, rank)
    return picture(atlas, sheet, drawn, in_columns(shape(atlas, drawn), ARM), table=False)


def _ranks(atlas: Atlas, centre: Ref, found: Impact) -> dict[Ref, int]:
    """The column of each; none where one side is too much already."""
    rank = {centre: 0}
    for reach, sign in ((found.broken.reach, -1), (found.needed.reach, 1)):
        near = reach.within[:2]
        if near and near[-1] >= MOST:
            return {}
        for hops, end in enumerate(near, 1):
            for number in reach.found[:end]:
                rank.setdefault(atlas.uses.ends[number], sign * hops)
    return rank


def _in_ranks(made: Drawing, rank: dict[Ref, int]) -> Drawing:
    return msgspec.structs.replace(made, ranks=tuple(rank[box.ref] for box in made.boxes))


def _between(atlas: Atlas, rank: dict[Ref, int]) -> Iterator[Arrow]:
    """Arrows that lead one column on; those within a column, and back, stand on the page of the neighbour itself."""
    for ref, at in rank.items():
        for arrow in atlas.uses.needs(ref):
            other = rank.get(arrow.target)
            if other is not None and (other == at + 1 or (at == 0 or other == 0)):
                yield arrow
