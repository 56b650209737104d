"""Shapes and layouts: what is known of a graph before it is laid out, and what afterwards."""

import msgspec

TIP = 8.3
"""Pixels that the tip of an arrow is long: what Graphviz leaves for one of `arrowsize=0.7`."""

Point = tuple[float, float]


class Shape(msgspec.Struct, frozen=True):
    """What a layout must know of a graph.

    Attributes:
        sizes: width and height of each box, in pixels.
        edges: (from, to) by number of the box.
        beside: pairs that no arrow joins and that shall stand in neighbouring columns all the same.
        groups: for each frame, the boxes in it; no box stands in two.
        ranks: column of each box, where the graph has columns by itself; empty otherwise.
        direction: `LR` or `TB`.
    """

    sizes: tuple[tuple[float, float], ...]
    edges: tuple[tuple[int, int], ...]
    groups: tuple[tuple[int, ...], ...] = ()
    beside: tuple[tuple[int, int], ...] = ()
    ranks: tuple[int, ...] = ()
    direction: str = "LR"


class Layout(msgspec.Struct, frozen=True):
    """Where everything stands, in pixels from the upper left.

    Attributes:
        boxes: upper left corner of each box.
        paths: for each edge, the points of a Bézier curve (one, and three for each piece), then the tip of the arrow.
        frames: left, top, width, height of each group; empty where the layout cannot keep groups together.
    """

    width: float
    height: float
    boxes: tuple[Point, ...]
    paths: tuple[tuple[Point, ...], ...]
    frames: tuple[tuple[float, float, float, float], ...] = ()
