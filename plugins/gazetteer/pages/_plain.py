"""Graphviz's plain format as layouts: numbers in inches, counted upwards from the lower left.

https://graphviz.org/docs/outputs/plain/
"""

from collections.abc import Iterable, Iterator, Sequence
from math import hypot

from gazetteer.pages._shapes import TIP, Layout, Point, Shape

INCH = 72.0
MARGIN = 22.0
"""Pixels between a frame and the boxes in it, as Graphviz is asked for them."""


def layouts(text: str, shapes: Iterable[Shape]) -> Iterator[Layout]:
    """The layouts of the graphs that were asked for, as far as the text tells them whole."""
    parts = text.split("stop\n")[:-1]
    for shape, part in zip(shapes, parts, strict=False):
        yield _layout(part, shape)


def _layout(text: str, shape: Shape) -> Layout:
    boxes: list[Point] = [(0.0, 0.0)] * len(shape.sizes)
    paths: list[tuple[Point, ...]] = [()] * len(shape.edges)
    number = {pair: at for at, pair in enumerate(shape.edges)}
    width = height = 0.0
    for line in text.splitlines():
        words = line.split(" ")
        if words[0] == "edge":
            at = number.get((int(words[1]), int(words[2])))
            if at is not None:  # else one that only holds boxes beside each other
                last = 4 + 2 * int(words[3])
                across, up = map(float, words[4:last:2]), map(float, words[5:last:2])
                paths[at] = _path(
                    [(x * INCH, height - y * INCH) for x, y in zip(across, up, strict=True)]
                )
        elif words[0] == "node":
            box = int(words[1])
            wide, high = shape.sizes[box]
            x, y = float(words[2]) * INCH, height - float(words[3]) * INCH
            boxes[box] = (x - wide / 2, y - high / 2)
        elif words[0] == "graph":
            width, height = float(words[2]) * INCH, float(words[3]) * INCH
    frames = tuple(_frame(shape, members, boxes, paths) for members in shape.groups)
    return Layout(width, height, tuple(boxes), tuple(paths), frames)


def _path(points: list[Point]) -> tuple[Point, ...]:
    """A curve that ends where its tip begins, and the end of the tip."""
    end, (x, y) = points[-1], points[-2]
    far = hypot(end[0] - x, end[1] - y)
    if far < 2 * TIP:  # the curve bends within its last steps
        points = _cut(points, end)
        base, (x, y) = points[-1], points[-2]
        away = max(hypot(base[0] - x, base[1] - y), 0.1) / TIP
        dx, dy = end[0] - base[0], end[1] - base[1]
        points[-2] = (base[0] - dx * away, base[1] - dy * away)
    else:
        points[-1] = (end[0] - (end[0] - x) / far * TIP, end[1] - (end[1] - y) / far * TIP)
    return (*points, end)


def _cut(points: list[Point], end: Point) -> list[Point]:
    """A curve up to where it comes as near to its end as a tip is long."""
    while len(points) > 4 and hypot(points[-4][0] - end[0], points[-4][1] - end[1]) < TIP:
        points = points[:-3]
    a, b, c, d = points[-4:]
    low, high, left = 0.0, 1.0, [a, b, c, d]
    for _ in range(6):
        at = (low + high) / 2
        ab, bc, cd = _between(a, b, at), _between(b, c, at), _between(c, d, at)
        abc, bcd = _between(ab, bc, at), _between(bc, cd, at)
        left = [a, ab, abc, _between(abc, bcd, at)]
        if hypot(left[3][0] - end[0], left[3][1] - end[1]) < TIP:
            high = at
        else:
            low = at
    return [*points[:-4], *left]


def _between(a: Point, b: Point, at: float) -> Point:
    return (a[0] + (b[0] - a[0]) * at, a[1] + (b[1] - a[1]) * at)


def _frame(
    shape: Shape,
    members: Sequence[int],
    boxes: Sequence[Point],
    paths: Sequence[Sequence[Point]],
) -> tuple[float, float, float, float]:
    """Left, top, width and height of the frame around boxes and the arrows between them."""
    inside = frozenset(members)
    left, top = (min(boxes[box][side] for box in members) - MARGIN for side in (0, 1))
    right, low = (
        max(boxes[box][side] + shape.sizes[box][side] for box in members) + MARGIN
        for side in (0, 1)
    )
    for (tail, head), path in zip(shape.edges, paths, strict=True):
        if tail in inside and head in inside:
            left, right = min(left, *(x for x, _ in path)), max(right, *(x for x, _ in path))
            top, low = min(top, *(y for _, y in path)), max(low, *(y for _, y in path))
    return (left, top, right - left, low - top)
