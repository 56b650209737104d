"""The map: who stands around a component, drawn when the site is built; no script, links on every node."""

from collections import Counter

import msgspec
from markupsafe import Markup, escape

from gazetteer.model.entity import Entity
from gazetteer.model.ref import Ref
from gazetteer.pages._sheet import Sheet
from gazetteer.pages.view import View

LIMIT = 24
"""More neighbours are rolled up into one node for each kind."""
_WIDTH, _NODE, _HEIGHT, _GAP = 720, 190, 34, 12
_LETTERS = 22
_CLASSES = {kind: f' class="gz-map__node--{kind}"' for kind in ("self", "resource", "missing")}
"""The nodes that look unlike the others."""


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
    """The map as inline SVG; empty for a component that stands alone."""
    left = tuple(dict.fromkeys(n.ref for n in around.users))
    right = tuple(dict.fromkeys(n.ref for n in around.used))
    if not left and not right:
        return Markup("")
    rolled = len(left) + len(right) > LIMIT
    lefts = _rolled(left, "used-by") if rolled else [_node(sheet, ref) for ref in left]
    rights = _rolled(right, "uses") if rolled else [_node(sheet, ref) for ref in right]
    rows = max(len(lefts), len(rights), 1)
    height = rows * (_HEIGHT + _GAP) + _GAP
    middle, centre = height / 2, (_WIDTH - _NODE) / 2
    opening = (
        f'<svg class="gz-map" viewBox="0 0 {_WIDTH} {height}" role="img" width="{_WIDTH}" height="{height}">'
        f"<title>{escape(sheet.view.label(entity.ref))}: {len(left)} use it, it uses {len(right)}</title>"
        '<defs><marker id="gz-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
        'orient="auto"><path d="M0 0 8 4 0 8z"/></marker></defs>'
    )
    parts = [opening]
    parts.append('<g class="gz-map__lines" marker-end="url(#gz-arrow)">')
    for y, _ in _spread(lefts, height):
        parts.append(_line(_NODE, y, centre, middle))
    for y, _ in _spread(rights, height):
        parts.append(_line(centre + _NODE, middle, _WIDTH - _NODE, y))
    parts.append("</g>")
    for y, node in _spread(lefts, height):
        parts.append(_box(0, y, *node))
    for y, node in _spread(rights, height):
        parts.append(_box(_WIDTH - _NODE, y, *node))
    parts.append(_box(centre, middle, sheet.view.label(entity.ref), "self", ""))
    return Markup("".join(parts) + "</svg>")  # noqa: S704 # every text above is escaped


Node = tuple[str, str, str]
"""Text, kind, URL."""


def _node(sheet: Sheet, ref: Ref) -> Node:
    uri = sheet.view.uri(ref)
    kind = ref.kind if uri else "missing"
    return sheet.view.label(ref), kind, sheet.href(uri) if uri else ""


def _rolled(refs: tuple[Ref, ...], anchor: str) -> list[Node]:
    counts = Counter(ref.kind for ref in refs)
    return [
        (f"{number} {_PLURALS.get(kind, kind)}", kind, f"#{anchor}")
        for kind, number in sorted(counts.items())
    ]


def _spread(nodes: list[Node], height: float) -> list[tuple[float, Node]]:
    step = height / max(len(nodes), 1)
    return [(step * (row + 0.5), node) for row, node in enumerate(nodes)]


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    bend = (x1 + x2) / 2
    return (
        f'<path d="M{x1:.0f} {y1:.0f}C{bend:.0f} {y1:.0f} {bend:.0f} {y2:.0f} {x2:.0f} {y2:.0f}"/>'
    )


def _box(x: float, y: float, text: str, kind: str, url: str) -> str:
    shown = text if len(text) <= _LETTERS else f"{text[: _LETTERS - 1]}…"
    title = f"<title>{escape(text)}</title>" if shown != text else ""
    box = (
        f"<g{_CLASSES.get(kind, '')}>{title}"
        f'<rect x="{x + 1:.0f}" y="{y - _HEIGHT / 2:.0f}" width="{_NODE - 2}" height="{_HEIGHT}" rx="6"/>'
        f'<text x="{x + _NODE / 2:.0f}" y="{y + 4.5:.1f}">{escape(shown)}</text></g>'
    )
    return f'<a href="{escape(url)}">{box}</a>' if url else box
