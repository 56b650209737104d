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
    """A curve, which Graphviz ends where its tip begins, and the end of the tip."""
    base = points[-1]
    before = next((point for point in reversed(points) if point != base), (base[0] - 1, base[1]))
    dx, dy = base[0] - before[0], base[1] - before[1]
    part = TIP / hypot(dx, dy)
    return (*points, (base[0] + dx * part, base[1] + dy * part))


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
