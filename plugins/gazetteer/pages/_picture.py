"""A picture: a drawing with its layout, as SVG, and the same as rows of a table."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import msgspec
from markupsafe import Markup

from gazetteer.model.ref import Ref
from gazetteer.pages import _svg
from gazetteer.pages._arrow_rows import arrow_rows
from gazetteer.pages._atlas import Atlas
from gazetteer.pages._curves import along, apart
from gazetteer.pages._drawing import Drawing, Line, told
from gazetteer.pages._faces import HIGH, KINDS, LONGEST, short
from gazetteer.pages._shapes import Layout
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


class Picture(msgspec.Struct, frozen=True):
    """All of it.

    Attributes:
        boxes, frames, arrows, numbers, definitions: SVG.
        usual: the style of most arrows.
        total: arrows that are drawn.
        rows: the first of them as rows of a table, in the order in which they are drawn.
        more: those behind them.
        hidden: arrows that are not drawn.
    """

    width: int
    height: int
    boxes: Markup
    frames: Markup
    arrows: Markup
    numbers: Markup
    definitions: Markup
    usual: str
    total: int
    rows: Markup
    more: int
    kinds: tuple[tuple[str, str], ...]
    styles: tuple[tuple[str, str], ...]
    rolled: bool
    hidden: int


def picture(
    atlas: Atlas, sheet: Sheet, drawing: Drawing, layout: Layout, *, table: bool
) -> Picture:
    """Puts words and numbers together; `table`: whether the rows are shown, which then tell by way of what."""
    names = [atlas.name(box.ref).lower() for box in drawing.boxes]
    order = sorted(
        range(len(drawing.lines)),
        key=lambda at: (
            names[drawing.lines[at].tail],
            drawing.lines[at].tail,
            names[drawing.lines[at].head],
        ),
    )
    hows = [tuple(dict.fromkeys([tie.how for tie in line.ties])) for line in drawing.lines]
    styles = list(map(_style, hows))
    used = Counter(styles)
    usual = max(used, key=used.__getitem__, default="call")
    curves = _curves(atlas, drawing, layout)
    arrows, numbers, counts = list[str](), list[str](), set[int]()
    ends = {(line.tail, line.head) for line in drawing.lines}
    for row, at in enumerate(order):
        line = drawing.lines[at]
        pair = f"{line.tail} {line.head}"
        words = told(atlas, line, vias=not table or row >= ROWS)
        arrows.append(_svg.arrow(pair, styles[at], curves[at], words, usual))
        if len(line.ties) > 1 and (count := _different(line)) > 1:
            # Where another arrow runs the other way, the number of each stands nearer to its own tail.
            part = 1 / 3 if (line.head, line.tail) in ends else 1 / 2
            numbers.append(_svg.number(pair, count, along(curves[at], part)))
            counts.add(count)
    kinds = {box.ref.kind for box in drawing.boxes}
    return Picture(
        round(layout.width),
        round(layout.height),
        _boxes(atlas, sheet, drawing, layout),
        _frames(atlas, sheet, drawing, layout),
        _svg.lines(arrows),
        _svg.lines(numbers),
        _svg.definitions(used, counts),
        usual,
        len(order),
        arrow_rows(atlas, sheet, drawing, [(drawing.lines[at], hows[at]) for at in order[:ROWS]])
        if table
        else Markup(),
        len(order[ROWS:]),
        tuple((kind, KINDS[kind]) for kind in KINDS if kind in kinds),
        tuple((style, WORDS[style]) for style in WORDS if style in used),
        drawing.rolled,
        drawing.hidden,
    )


def _curves(atlas: Atlas, drawing: Drawing, layout: Layout) -> list[Sequence[tuple[float, float]]]:
    """The curves of the arrows, up to their tips."""
    boxes = [
        (*at, atlas.face(box.ref, box.count).width, HIGH)
        for box, at in zip(drawing.boxes, layout.boxes, strict=True)
    ]
    ends = [(line.tail, line.head) for line in drawing.lines]
    return [path[:-1] for path in apart(ends, layout.paths, boxes)]


def _different(line: Line) -> int:
    return len({(tie.source, tie.target, tie.via) for tie in line.ties})


@lru_cache(maxsize=1024)
def _style(hows: tuple[str, ...]) -> str:
    """The style of an arrow: that of the strongest of its ties."""
    found = {STYLES.get(how, "call") for how in hows}
    return next(style for style in ("own", "write", "call", "event", "read") if style in found)


def _boxes(atlas: Atlas, sheet: Sheet, drawing: Drawing, layout: Layout) -> Markup:
    made = list[str]()
    for box, at in zip(drawing.boxes, layout.boxes, strict=True):
        face = atlas.face(box.ref, box.count)
        mark = "centre" if box.ref == drawing.centre else face.mark
        href = _href(atlas, sheet, box.ref)
        made.append(_svg.box(box.ref.kind, mark, at, face.inside, href))
    return _svg.lines(made)


def _frames(atlas: Atlas, sheet: Sheet, drawing: Drawing, layout: Layout) -> Markup:
    return _svg.lines(
        _svg.frame(short(atlas.name(ref), LONGEST * 2), at, _href(atlas, sheet, ref))
        for ref, at in zip(drawing.frames, layout.frames, strict=False)
    )


def _href(atlas: Atlas, sheet: Sheet, ref: Ref) -> str:
    uri = atlas.uri(ref)
    if uri == sheet.uri:
        uri = atlas.view.uri(ref) or ""
    return sheet.href(uri) if uri else ""
