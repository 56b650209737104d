"""Placing: how large the boxes of a drawing are, and the layout in which it is seen in the largest letters."""

from collections.abc import Iterator, Sequence
from math import ceil, sqrt

import msgspec

from gazetteer.pages._atlas import Atlas
from gazetteer.pages._columns import in_columns
from gazetteer.pages._drawing import Box, Drawing
from gazetteer.pages._faces import HIGH
from gazetteer.pages._layout import by_graphviz
from gazetteer.pages._shapes import Layout, Shape

SEEN = (940, 720)
"""Pixels that a page has for a map."""
FEW = 40
"""A graph of more arrows is laid out once only, lying: it is no clearer the other way round."""


def shape(atlas: Atlas, drawing: Drawing) -> Shape:
    """What a layout must know of a drawing: no text leaves this module."""
    return Shape(
        tuple(size(atlas, box) for box in drawing.boxes),
        tuple((line.tail, line.head) for line in drawing.lines),
        tuple(drawing.frames.values()),
        tuple(_rows_of_lone_boxes(drawing)),
        drawing.ranks,
    )


def _rows_of_lone_boxes(drawing: Drawing) -> Iterator[tuple[int, int]]:
    """Pairs that make a block, and not a column, of the boxes in one frame that no arrow touches."""
    tied = {end for line in drawing.lines for end in (line.tail, line.head)}
    framed = {box for boxes in drawing.frames.values() for box in boxes}
    outside = (box for box in range(len(drawing.boxes)) if box not in framed)
    for boxes in (*drawing.frames.values(), outside):
        lone = [box for box in boxes if box not in tied]
        columns = min(4, ceil(sqrt(len(lone) * 0.4)))
        high = ceil(len(lone) / columns) if columns else 0
        yield from zip(lone, lone[high:], strict=False)


def layouts(shapes: Sequence[Shape]) -> Iterator[Layout]:
    """A layout for each graph: by Graphviz, lying or standing as its letters are the larger, else in columns."""
    ways = [("LR", "TB") if len(shape.edges) <= FEW else ("LR",) for shape in shapes]
    asked = [
        msgspec.structs.replace(shape, direction=way)
        for shape, both in zip(shapes, ways, strict=True)
        for way in both
    ]
    found = iter(by_graphviz(asked))
    for shape, both in zip(shapes, ways, strict=True):
        fit = [layout for _ in both if (layout := next(found))]
        yield min(fit, key=_smallness) if fit else in_columns(shape)


def _smallness(layout: Layout) -> float:
    """How much a picture must shrink to be seen as a whole."""
    return max(1.0, layout.width / SEEN[0], layout.height / SEEN[1])


def size(atlas: Atlas, box: Box) -> tuple[float, float]:
    """Width and height of a box in pixels, by its words."""
    return (atlas.face(box.ref, box.count).width, HIGH)
