"""The map: who stands around a component; no script and no picture: two lists that the style sheet draws as a map."""

from collections import Counter

import msgspec

from gazetteer.evidence.uses import Uses
from gazetteer.model.entity import Entity
from gazetteer.model.ref import Ref
from gazetteer.pages._sheet import Sheet

LIMIT = 24
"""More neighbours are rolled up into one node for each kind."""


class Neighbour(msgspec.Struct, frozen=True, order=True):
    """Somebody beside a component, and how they are tied: in words, by way of what, written where."""

    ref: Ref
    how: str
    via: Ref | None = None
    tie: object = None


class Neighbours(msgspec.Struct, frozen=True):
    """Both sides: who uses the component, what it uses."""

    users: tuple[Neighbour, ...]
    used: tuple[Neighbour, ...]


_PLURALS = {
    "component": "components",
    "api": "APIs",
    "resource": "data stores",
    "system": "systems",
}


def neighbours(uses: Uses, entity: Entity) -> Neighbours:
    """The neighbours of a component, each once for each way they are tied by."""
    used: dict[tuple[Ref, Ref | None], Neighbour] = {}
    users: dict[tuple[Ref, Ref | None], Neighbour] = {}
    for arrow in uses.needs(entity.ref):
        before = used.get((arrow.target, arrow.via))
        how = f"{before.how}, {arrow.how}" if before else arrow.how
        tie = before.tie if before else arrow.place
        used[arrow.target, arrow.via] = Neighbour(arrow.target, how, arrow.via, tie)
    for arrow in uses.needed_by(entity.ref):
        users.setdefault(
            (arrow.source, arrow.via),
            Neighbour(arrow.source, arrow.how, arrow.via, arrow.place),
        )
    return Neighbours(tuple(users.values()), tuple(used.values()))


class Node(msgspec.Struct, frozen=True):
    """A box of the map: what stands in it and where it leads; `href` is empty for what has no page."""

    href: str
    kind: str
    label: str
    how: str


class Map(msgspec.Struct, frozen=True):
    """Both sides of the map."""

    users: tuple[Node, ...]
    used: tuple[Node, ...]


def map_of(sheet: Sheet, around: Neighbours) -> Map | None:
    """The map of a component; None for one that stands alone."""
    left, right = _by_ref(around.users), _by_ref(around.used)
    if not left and not right:
        return None
    if len(left) + len(right) > LIMIT:
        return Map(_rolled(left, "used-by"), _rolled(right, "uses"))
    return Map(_nodes(sheet, left), _nodes(sheet, right))


def _by_ref(found: tuple[Neighbour, ...]) -> dict[Ref, list[Neighbour]]:
    by: dict[Ref, list[Neighbour]] = {}
    for neighbour in found:
        by.setdefault(neighbour.ref, []).append(neighbour)
    return by


def _nodes(sheet: Sheet, found: dict[Ref, list[Neighbour]]) -> tuple[Node, ...]:
    """A node for each neighbour, with what the tie goes by."""
    view = sheet.view
    nodes = []
    for ref, ties in found.items():
        how = ", ".join([view.label(tie.via) if tie.via else tie.how for tie in ties])
        uri = view.uri(ref)
        href = "" if uri is None else sheet.href(uri)
        nodes.append(Node(href, ref.kind, view.label(ref), how))
    return tuple(nodes)


def _rolled(found: dict[Ref, list[Neighbour]], anchor: str) -> tuple[Node, ...]:
    counts = Counter(ref.kind for ref in found)
    return tuple(
        Node(f"#{anchor}", kind, f"{number} {_PLURALS.get(kind, kind)}", "see below")
        for kind, number in sorted(counts.items())
    )
