"""The map: who stands around a component; no script and no picture: two lists that the style sheet draws as a map."""

from collections import Counter

import msgspec

from gazetteer.model.entity import Entity
from gazetteer.model.ref import Ref
from gazetteer.pages._sheet import Sheet
from gazetteer.pages.view import View

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


def neighbours(view: View, entity: Entity) -> Neighbours:
    """The neighbours of a component, each tie once."""
    graph = view.catalog.graph
    used: dict[tuple[Ref, Ref | None], Neighbour] = {}
    users: dict[tuple[Ref, Ref | None], Neighbour] = {}
    for tie in graph.ties(entity.ref, "consumesApi"):
        providers = graph.others(tie.other, "apiProvidedBy") or (tie.other,)
        for provider in providers:
            via = tie.other if provider != tie.other else None
            used[provider, via] = Neighbour(provider, "calls", via, tie.place)
    for type_, how in (
        ("holds", "holds"),
        ("writes", "writes"),
        ("reads", "reads"),
        ("dependsOn", "needs"),
    ):
        for tie in graph.ties(entity.ref, type_):
            before = used.get((tie.other, None))
            if before is None:
                used[tie.other, None] = Neighbour(tie.other, how, None, tie.place)
            elif how in {"writes", "reads"}:
                used[tie.other, None] = msgspec.structs.replace(before, how=f"{before.how}, {how}")
    for api in graph.others(entity.ref, "providesApi"):
        for tie in graph.ties(api, "apiConsumedBy"):
            users[tie.other, api] = Neighbour(tie.other, "calls", api, tie.place)
    for tie in graph.ties(entity.ref, "dependencyOf"):
        users.setdefault((tie.other, None), Neighbour(tie.other, "needs", None, tie.place))
    # What names itself is no neighbour.
    return Neighbours(
        tuple(n for n in users.values() if n.ref != entity.ref),
        tuple(n for n in used.values() if n.ref != entity.ref),
    )


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
