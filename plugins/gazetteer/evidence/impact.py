"""What stands behind the neighbours: all that is needed, all that breaks, and circles of need."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from gazetteer.evidence.uses import Arrow, Uses
from gazetteer.model.entity import Entity
from gazetteer.model.ref import Ref

MOST = 100
"""Entities that are looked for around one: the cost and the size of a page stay the same in a catalog of any size."""

TIER = "tier-"
"""How the tags begin that tell how much hangs on an entity: `tier-1` weighs most."""


class Reach(msgspec.Struct, frozen=True):
    """What is reached from an entity, the nearest first; all by their numbers among the ends of `Uses`.

    Attributes:
        found: all of it.
        by: for each, from where it was reached; the start, which may be no end itself, is -1.
        within: how many are at most 1, 2, 3... steps off.
        more: there is more than was looked for.
    """

    found: tuple[int, ...]
    by: tuple[int, ...]
    within: tuple[int, ...]
    more: bool = False

    def behind(self) -> Iterator[tuple[int, int, int]]:
        """Those that are no neighbours: each with the steps to it, and from where it was reached."""
        for hops, (start, end) in enumerate(pairwise(self.within), 2):
            for at in range(start, end):
                yield self.found[at], hops, self.by[at]

    @property
    def count(self) -> str:
        """How many there are, in words."""
        return f"more than {len(self.found)}" if self.more else str(len(self.found))


def broken_by(uses: Uses, ref: Ref, most: int = MOST) -> Reach:
    """What breaks if an entity stops: who uses it, who uses those, and so on.

    Who uses something by way of an API or a topic breaks if that stops, too.
    """
    arrows = (*uses.needed_by(ref), *uses.by_way(ref))
    direct = tuple(dict.fromkeys([uses.number[arrow.source] for arrow in arrows]))
    return _reach(uses.number.get(ref, -1), direct, uses.users, most)


def needed_for(uses: Uses, ref: Ref, most: int = MOST) -> Reach:
    """What an entity needs: what it uses, what those use, and so on."""
    start = uses.number.get(ref, -1)
    return _reach(start, uses.used[start] if start >= 0 else (), uses.used, most)


def tier(entity: Entity | None) -> str:
    """The `tier-1` among the tags of an entity; empty without one."""
    tags = entity.tags if entity else ()
    return min((tag for tag in tags if tag.startswith(TIER)), default="")


def _reach(
    start: int, direct: tuple[int, ...], behind: Sequence[tuple[int, ...]], most: int
) -> Reach:
    """Level by level; `direct` are the neighbours of the start, `behind` those of each number."""
    seen, found, by, within = {start}, list[int](), list[int](), list[int]()
    level = [(-1, direct)]
    while level:
        for at, neighbours in level:
            # As many as have been seen already may stand before the new ones.
            new = [n for n in neighbours[: most + len(seen) + 1] if n not in seen]
            if len(new) > (room := most - len(found)):
                found += new[:room]
                by += [at] * room
                ends = within if within and within[-1] == most else [*within, most]
                return Reach(tuple(found), tuple(by), tuple(ends), more=True)
            if new:
                seen.update(new)
                found += new
                by += [at] * len(new)
        at = within[-1] if within else 0
        within.append(len(found))
        level = [(n, behind[n]) for n in found[at:]]
    return Reach(tuple(found), tuple(by), tuple(within))


def circles(uses: Uses) -> tuple[tuple[Ref, ...], ...]:
    """Groups in which each needs each other, by way of the others or not; the largest first.

    They are the strongly connected components with more than one member (Tarjan, SIAM J. Comput. 1 (2), 1972), found
    without recursion, because a chain may be as long as the catalog.
    """
    number: dict[Ref, int] = {}
    low: dict[Ref, int] = {}
    stack: dict[Ref, None] = {}
    groups: list[tuple[Ref, ...]] = []
    for root in dict.fromkeys(arrow.source for arrow in uses.arrows):
        work = [(root, _targets(uses, root))] if root not in number else []
        while work:
            ref, targets = work[-1]
            if ref not in number:
                number[ref] = low[ref] = len(number)
                stack[ref] = None
            deeper = next((t for t in targets if t not in number or t in stack), None)
            if deeper is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[ref])
                if low[ref] == number[ref]:
                    groups.append(_popped(stack, ref))
            elif deeper in number:
                low[ref] = min(low[ref], number[deeper])
            else:
                work.append((deeper, _targets(uses, deeper)))
    return tuple(sorted((g for g in groups if len(g) > 1), key=lambda g: (-len(g), g)))


def way_round(uses: Uses, members: tuple[Ref, ...]) -> tuple[Arrow, ...]:
    """One shortest way from the first member of a circle back to it."""
    inside, start = frozenset(members), members[0]
    came: dict[Ref, Arrow] = {}
    edge = [start]
    while start not in came:
        outer: list[Ref] = []
        for ref in edge:
            for arrow in uses.needs(ref):
                if arrow.target in inside and arrow.target not in came:
                    came[arrow.target] = arrow
                    outer.append(arrow.target)
        edge = outer
    way = [came[start]]
    while way[-1].source != start:
        way.append(came[way[-1].source])
    return tuple(reversed(way))


def _targets(uses: Uses, ref: Ref) -> Iterator[Ref]:
    return iter([arrow.target for arrow in uses.needs(ref)])


def _popped(stack: dict[Ref, None], ref: Ref) -> tuple[Ref, ...]:
    group: list[Ref] = []
    while not group or group[-1] != ref:
        group.append(stack.popitem()[0])
    return tuple(sorted(group))
