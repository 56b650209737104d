"""A picture: a drawing with its layout, in numbers and words that the template writes as SVG."""

from collections.abc import Sequence

import msgspec

from gazetteer.model.place import Place
from gazetteer.model.ref import DEFAULT_NAMESPACE, Ref
from gazetteer.pages._atlas import Atlas
from gazetteer.pages._curves import along, apart
from gazetteer.pages._drawing import Box, Drawing, Line, told
from gazetteer.pages._layout import Layout, Point
from gazetteer.pages._placing import KINDS, LONGEST, short, size, small_print
from gazetteer.pages._sheet import Sheet

ROWS = 100
"""Arrows that the table below a map lists."""
STYLES = {
    "calls": "call",
    "needs": "call",
    "owns": "own",
    "writes": "write",
    "reads": "read",
    "hears": "event",
    "sends": "event",
    "is received by": "event",
}
WORDS = {
    "call": "calls or needs",
    "own": "owns the data",
    "write": "writes",
    "read": "reads",
    "event": "hands on events",
}


class Node(msgspec.Struct, frozen=True):
    """A box as it is drawn.

    Attributes:
        title: what its name does not say; empty where that says all.
        mark: `centre`, `rolled`, `missing` or nothing.
    """

    x: int
    y: int
    width: int
    height: int
    kind: str
    label: str
    note: str
    title: str
    href: str
    mark: str


class Edge(msgspec.Struct, frozen=True):
    """An arrow as it is drawn: its curve, its tip, and a number at (x, y)."""

    ends: str
    curve: str
    tip: str
    style: str
    title: str
    count: int
    x: int
    y: int


class Frame(msgspec.Struct, frozen=True):
    """A frame around boxes, with its name."""

    x: int
    y: int
    width: int
    height: int
    label: str
    href: str


class Row(msgspec.Struct, frozen=True):
    """An arrow as a row of the table below."""

    source: Box
    target: Box
    line: Line
    hows: tuple[str, ...]
    vias: tuple[Ref, ...]
    places: tuple[Place, ...]


class Picture(msgspec.Struct, frozen=True):
    """All of it; `drawn` is false where no layout could be made, and only the table is shown."""

    width: int
    height: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    frames: tuple[Frame, ...]
    rows: tuple[Row, ...]
    more: int
    kinds: tuple[tuple[str, str], ...]
    styles: tuple[tuple[str, str], ...]
    counted: bool
    rolled: bool
    hidden: int


def picture(atlas: Atlas, sheet: Sheet, drawing: Drawing, layout: Layout) -> Picture:
    """Puts words and numbers together."""
    styles = {_style(line): None for line in drawing.lines}
    kinds = {box.ref.kind: None for box in drawing.boxes}
    rows = sorted(
        drawing.lines,
        key=lambda line: (_key(atlas, drawing, line.tail), _key(atlas, drawing, line.head)),
    )
    ends = [(line.tail, line.head) for line in drawing.lines]
    boxes = [(*at, *size(atlas, box)) for box, at in zip(drawing.boxes, layout.boxes, strict=True)]
    edges = tuple(
        _edge(atlas, line, path, crowded=(line.head, line.tail) in ends)
        for line, path in zip(drawing.lines, apart(ends, layout.paths, boxes), strict=True)
    )
    return Picture(
        round(layout.width),
        round(layout.height),
        tuple(
            _node(atlas, sheet, drawing, box, at)
            for box, at in zip(drawing.boxes, layout.boxes, strict=True)
        ),
        edges,
        tuple(
            _frame(atlas, sheet, ref, box)
            for ref, box in zip(drawing.frames, layout.frames, strict=False)
        ),
        tuple(_row(drawing, line) for line in rows[:ROWS]),
        len(rows[ROWS:]),
        tuple((kind, KINDS[kind]) for kind in KINDS if kind in kinds),
        tuple((style, WORDS[style]) for style in WORDS if style in styles),
        any(edge.count for edge in edges),
        drawing.rolled,
        drawing.hidden,
    )


def _frame(atlas: Atlas, sheet: Sheet, ref: Ref, box: tuple[float, float, float, float]) -> Frame:
    x, y, width, height = map(round, box)
    label = short(atlas.name(ref), LONGEST * 2)
    return Frame(x, y, width, height, label, _href(atlas, sheet, ref))


def _key(atlas: Atlas, drawing: Drawing, box: int) -> str:
    return atlas.name(drawing.boxes[box].ref).lower()


def _row(drawing: Drawing, line: Line) -> Row:
    hows = tuple(dict.fromkeys(tie.how for tie in line.ties))
    vias = dict.fromkeys(tie.via for tie in line.ties if tie.via)
    places = dict.fromkeys(tie.place for tie in line.ties if tie.place)
    # Of a roll-up one example; its own map tells the rest.
    most = 3 if len({(tie.source, tie.target) for tie in line.ties}) == 1 else 1
    return Row(
        drawing.boxes[line.tail],
        drawing.boxes[line.head],
        line,
        hows,
        tuple(vias)[:3],
        tuple(places)[:most],
    )


def _style(line: Line) -> str:
    """The style of an arrow: that of the strongest of its ties."""
    found = {STYLES.get(tie.how, "call") for tie in line.ties}
    return next(style for style in ("own", "write", "call", "event", "read") if style in found)


def _node(atlas: Atlas, sheet: Sheet, drawing: Drawing, box: Box, at: Point) -> Node:
    width, height = size(atlas, box)
    label, note = atlas.name(box.ref), small_print(atlas, box)
    known = not box.ref.namespace or atlas.view.catalog.knows(box.ref)
    mark = "rolled" if box.count else "" if known else "missing"
    title = f"{box.ref}" if box.ref.namespace else label
    plain = box.ref.namespace == DEFAULT_NAMESPACE and label.lower() == box.ref.name
    fits = len(label) <= LONGEST and (plain or not box.ref.namespace)
    return Node(
        round(at[0]),
        round(at[1]),
        round(width),
        round(height),
        box.ref.kind,
        short(label, LONGEST),
        short(note, LONGEST + 6),
        f"{title} is not in the catalog" if not known else "" if fits else title,
        _href(atlas, sheet, box.ref),
        "centre" if box.ref == drawing.centre else mark,
    )


def _href(atlas: Atlas, sheet: Sheet, ref: Ref) -> str:
    uri = atlas.uri(ref)
    if uri == sheet.uri:
        uri = atlas.view.uri(ref) or ""
    return sheet.href(uri) if uri else ""


def _edge(atlas: Atlas, line: Line, path: Sequence[Point], *, crowded: bool) -> Edge:
    """`crowded`: another arrow runs the other way, so the number of each stands nearer to its own tail."""
    *curve, tip = path
    x, y = along(curve, 1 / 3 if crowded else 1 / 2)
    ties = len({(tie.source, tie.target, tie.via) for tie in line.ties})
    return Edge(
        f"{line.tail} {line.head}",
        _bezier(curve),
        _corners(curve[-1], tip),
        _style(line),
        told(atlas, line),
        ties if ties > 1 else 0,
        round(x),
        round(y),
    )


def _bezier(curve: Sequence[Point]) -> str:
    """The curve as SVG has it, each piece counted from the end of the one before: that takes half the letters."""
    points = [(round(x), round(y)) for x, y in curve]
    at = points[0]
    steps: list[str] = []
    for number, point in enumerate(points[1:], 1):
        steps.append(f"{point[0] - at[0]} {point[1] - at[1]}")
        if number % 3 == 0:
            at = point
    written = f"M{points[0][0]} {points[0][1]}" + (f"c{' '.join(steps)}" if steps else "")
    # A minus parts numbers as well as a space does.
    return written.replace(" -", "-")


def _corners(base: Point, tip: Point) -> str:
    """The triangle of an arrow, as wide as two thirds of its length."""
    dx, dy = tip[0] - base[0], tip[1] - base[1]
    length = max((dx * dx + dy * dy) ** 0.5, 0.01)
    sx, sy = -dy / length * 3.2, dx / length * 3.2
    corners = (base[0] + sx, base[1] + sy, *tip, base[0] - sx, base[1] - sy)
    return f"M{' '.join(f'{number:.1f}' for number in corners)}z"
