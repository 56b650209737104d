"""What breaks if an entity stops and what it needs, for a section of its page: neighbours first, then those behind."""

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

import msgspec

from gazetteer.evidence.impact import Reach, broken_by, needed_for
from gazetteer.evidence.uses import Arrow, Uses
from gazetteer.model.entity import Entity
from gazetteer.model.ref import Ref
from gazetteer.pages._atlas import Atlas

ROWS = 20
"""So many are all told. Of more, the neighbours are told, and all are counted."""
FEW = 3
"""Of more that breaks with a component or a store, the nearest behind the neighbours are told, too."""
NEIGHBOURS = 300
"""Neighbours that are told one by one."""

NAMED = 7
"""Members of a circle that are named."""


class Row(msgspec.Struct, frozen=True):
    """One entity that breaks or is needed.

    Attributes:
        hops: steps to it.
        ties: what leads to it: all ties of a neighbour, else that on one shortest way.
        tier: as its tags tell, `tier-1`.
        owner: who answers for it.
    """

    ref: Ref
    hops: int
    ties: tuple[Arrow, ...]
    tier: str
    owner: Ref | None


class Side(msgspec.Struct, frozen=True):
    """All that breaks, or all that is needed.

    Attributes:
        rows: the nearest, by steps: (steps, rows).
        neighbours: how many are one step off.
        tiered: whether a tier stands in any row.
    """

    reach: Reach
    rows: tuple[tuple[int, tuple[Row, ...]], ...]
    neighbours: int
    tiered: bool

    @property
    def told(self) -> int:
        """How many have a row."""
        return sum(len(rows) for _, rows in self.rows)


class Impact(msgspec.Struct, frozen=True):
    """Both sides of an entity.

    Attributes:
        teams: (team, number) of what breaks, the most first.
        tiers: (tier, number) of what breaks, the weightiest first.
        circle: who else stands in the circle that the entity stands in; of a large one nobody is named.
        circling: how many stand in it.
        circles: address of the map of all circles.
    """

    ref: Ref
    broken: Side
    needed: Side
    teams: tuple[tuple[Ref, int], ...]
    tiers: tuple[tuple[str, int], ...]
    circle: tuple[Ref, ...]
    circling: int
    circles: str


def impact(atlas: Atlas, entity: Entity) -> Impact | None:
    """What the page of a component, a store or an API tells; None for one that nothing is tied to."""
    uses, ref = atlas.uses, entity.ref
    broken, needed = broken_by(uses, ref), needed_for(uses, ref)
    if not broken.found and not needed.found:
        return None
    owners, weights = atlas.answers
    teams = Counter(map(owners.__getitem__, broken.found))
    tiers = Counter(map(weights.__getitem__, broken.found))
    circle = atlas.circle_of.get(ref, ())
    users = (*uses.needed_by(ref), *uses.by_way(ref))
    return Impact(
        ref,
        _side(atlas, broken, users, USERS, 0 if entity.kind == "api" else FEW),
        _side(atlas, needed, uses.needs(ref), USED),
        tuple((team, number) for team, number in teams.most_common() if team),
        tuple(sorted((tier, number) for tier, number in tiers.items() if tier)),
        tuple(other for other in circle if other != ref) if len(circle) <= NAMED else (),
        len(circle),
        f"{atlas.home}circles/",
    )


class _End(NamedTuple):
    """Which end of arrows one looks for, and where the arrows at the other are."""

    of: Callable[[Arrow], Ref]
    arrows: Callable[[Uses, Ref], tuple[Arrow, ...]]


USERS = _End(attrgetter("source"), Uses.needed_by)
USED = _End(attrgetter("target"), Uses.needs)


def _side(atlas: Atlas, reach: Reach, ties: Iterable[Arrow], end: _End, few: int = 0) -> Side:
    near: dict[Ref, list[Arrow]] = {}
    for tie in ties:
        near.setdefault(end.of(tie), []).append(tie)
    shown = few if reach.more or len(reach.found) > ROWS else ROWS
    levels = {1: [_row(atlas, ref, 1, found) for ref, found in list(near.items())[:NEIGHBOURS]]}
    uses = atlas.uses
    for number, hops, by in islice(reach.behind(), shown):
        ref = uses.ends[number]
        arrow = next(arrow for arrow in end.arrows(uses, uses.ends[by]) if end.of(arrow) == ref)
        levels.setdefault(hops, []).append(_row(atlas, ref, hops, (arrow,)))
    return Side(
        reach,
        tuple((hops, tuple(rows)) for hops, rows in levels.items()),
        len(near),
        any(row.tier for rows in levels.values() for row in rows),
    )


def _row(atlas: Atlas, ref: Ref, hops: int, ties: Iterable[Arrow]) -> Row:
    owner, tier = atlas.answer(ref)
    return Row(ref, hops, tuple(ties), tier, owner)
