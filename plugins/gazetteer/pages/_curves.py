"""Curves of arrows: two that run opposite ways between the same boxes stand apart, and where a number stands on one."""

from collections.abc import Sequence
from itertools import pairwise
from math import hypot

from gazetteer.pages._shapes import TIP, Point

APART = 7.0
"""Pixels: how far an arrow stands from the middle of the two."""

Path = tuple[Point, ...]
"""As `_layout.Layout` has it: the points of a Bézier curve, then the tip of the arrow."""


Box = tuple[float, float, float, float]
"""Left, top, width and height."""


def apart(
    ends: Sequence[tuple[int, int]], paths: Sequence[Path], boxes: Sequence[Box]
) -> list[Path]:
    """The paths, where those of opposite arrows follow one curve side by side, each on its right.

    Layouts draw the two without regard for each other: one over the other, or around half the picture.

    Args:
        ends: for each path, the numbers of the boxes it leads from and to.
        paths: one for each pair of ends.
        boxes: what the paths lead from and to.
    """
    number = {pair: at for at, pair in enumerate(ends)}
    found = list(paths)
    for at, (tail, head) in enumerate(ends):
        back = number.get((head, tail))
        if back is not None and at < back:
            path = min(paths[at], _back(paths[back]), key=_length)
            found[at] = _beside(path, boxes[tail], boxes[head])
            found[back] = _beside(_back(path), boxes[head], boxes[tail])
    return found


def along(curve: Sequence[Point], part: float) -> Point:
    """The point of a Bézier curve when `part` (0 to 1) of its pieces are behind it."""
    pieces = max(1, (len(curve) - 1) // 3)
    piece = min(int(part * pieces), pieces - 1)
    t = part * pieces - piece
    # De Casteljau; a complex number is a point that can be added and scaled.
    a, b, c, d = [complex(x, y) for x, y in curve[piece * 3 : piece * 3 + 4]]
    ab, bc, cd = a + (b - a) * t, b + (c - b) * t, c + (d - c) * t
    abc, bcd = ab + (bc - ab) * t, bc + (cd - bc) * t
    at = abc + (bcd - abc) * t
    return at.real, at.imag


def _length(path: Path) -> float:
    return sum(hypot(u - x, v - y) for (x, y), (u, v) in pairwise(path))


def _back(path: Path) -> Path:
    """The same path from its tip to its start."""
    start, beyond = path[0], next((point for point in path if point != path[0]), path[0])
    far = hypot(beyond[0] - start[0], beyond[1] - start[1]) or 1.0
    step = min(TIP / far, 1.0)
    base = (start[0] + (beyond[0] - start[0]) * step, start[1] + (beyond[1] - start[1]) * step)
    return (path[-1], *path[-3:0:-1], base, start)


def _beside(path: Path, tail: Box, head: Box) -> Path:
    """The path on the right of itself: each half is moved along the side of the box that it ends on."""
    right = (path[0][1] - path[-1][1], path[-1][0] - path[0][0])
    half = len(path) // 2
    return (
        *_moved(path[:half], path[0], tail, right),
        *_moved(path[half:], path[-1], head, right),
    )


def _moved(points: Path, end: Point, box: Box, right: Point) -> Path:
    """Points moved the way that `right` leads, along the side that `end` is on, and not beyond its corner."""
    (x, y), (left, top, width, height) = end, box
    if min(abs(x - left), abs(x - left - width)) < min(abs(y - top), abs(y - top - height)):
        dx, dy = 0.0, _within(y, APART if right[1] > 0 else -APART, top, height)
    else:
        dx, dy = _within(x, APART if right[0] > 0 else -APART, left, width), 0.0
    return tuple((u + dx, v + dy) for u, v in points)


def _within(at: float, move: float, start: float, length: float) -> float:
    return min(max(at + move, start + APART), start + length - APART) - at
