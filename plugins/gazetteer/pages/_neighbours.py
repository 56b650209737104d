"""The map: who stands around a component; no script and no picture: two lists that the style sheet draws as a map."""

from collections import Counter

import msgspec
from markupsafe import Markup

from gazetteer.model.entity import Entity
from gazetteer.model.ref import Ref
from gazetteer.pages._icons import icon
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


def drawing(sheet: Sheet, entity: Entity, around: Neighbours) -> Markup:
    """The map: users, the component, what it uses; empty for a component that stands alone."""
    left, right = _by_ref(around.users), _by_ref(around.used)
    if not left and not right:
        return Markup("")
    rolled = len(left) + len(right) > LIMIT
    users = _rolled(left, "used-by") if rolled else _nodes(sheet, left)
    used = _rolled(right, "uses") if rolled else _nodes(sheet, right)
    return _MAP % (
        users or _NOBODY % "no known users",
        sheet.view.label(entity.ref),
        used or _NOBODY % "uses nothing",
    )


def _by_ref(found: tuple[Neighbour, ...]) -> dict[Ref, list[Neighbour]]:
    by: dict[Ref, list[Neighbour]] = {}
    for neighbour in found:
        by.setdefault(neighbour.ref, []).append(neighbour)
    return by


def _nodes(sheet: Sheet, found: dict[Ref, list[Neighbour]]) -> Markup:
    """A node for each neighbour, with what the tie goes by."""
    nodes = []
    for ref, ties in found.items():
        how = ", ".join(sheet.view.label(tie.via) if tie.via else tie.how for tie in ties)
        uri = sheet.view.uri(ref)
        label = sheet.view.label(ref)
        if uri is None:
            nodes.append(_MISSING % (label, how))
        else:
            nodes.append(_NODE % (sheet.href(uri), icon(ref.kind), label, how))
    return Markup("").join(nodes)


def _rolled(found: dict[Ref, list[Neighbour]], anchor: str) -> Markup:
    counts = Counter(ref.kind for ref in found)
    return Markup("").join(
        _NODE % (f"#{anchor}", icon(kind), f"{number} {_PLURALS.get(kind, kind)}", "see below")
        for kind, number in sorted(counts.items())
    )


_MAP = Markup(
    '<div class="gz-map"><ul aria-label="Users">%s</ul><strong>%s</strong><ul aria-label="Uses">%s</ul></div>'
)
_NODE = Markup('<li><a href="%s">%s<span>%s</span><small>%s</small></a></li>')
_MISSING = Markup('<li class="gz-map__missing"><span>%s</span><small>%s</small></li>')
_NOBODY = Markup('<li class="gz-map__nobody"><small>%s</small></li>')
