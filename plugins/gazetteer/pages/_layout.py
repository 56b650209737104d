"""Layout: where the boxes of a drawing stand and how its arrows run; by Graphviz where it is installed."""

import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import msgspec

BATCH = 100
"""Graphs that one process lays out: starting it costs as much as ten of them."""

PATIENCE = 20
"""Seconds that a process gets for its batch; one graph that it cannot place costs no more."""

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


@lru_cache(maxsize=1)
def has_graphviz() -> bool:
    """Whether Graphviz is here."""
    return find_spec("pygraphviz") is not None


def by_graphviz(shapes: Sequence[Shape]) -> list[Layout | None]:
    """The layouts of graphs; None for one that Graphviz could not place, and for all where it is not installed."""
    found: list[Layout | None] = []
    while has_graphviz() and len(found) < len(shapes):
        batch = shapes[len(found) : len(found) + BATCH]
        answers = _answers(batch)
        found += answers
        if len(answers) < len(batch):
            found.append(None)  # the one that the process stumbled over
    return found or [None] * len(shapes)


def _answers(batch: Iterable[Shape]) -> list[Layout]:
    script = str(Path(__file__).with_name("_dot.py"))
    asked = b"\n".join(map(msgspec.json.encode, batch))
    try:
        # -P: the modules beside the script are not to be taken for those of the library.
        done = subprocess.run(
            [sys.executable, "-P", script],
            input=asked,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=False,
        )
        output = done.stdout
    except subprocess.TimeoutExpired as late:
        output = late.stdout or b""
    whole = [line for line in output.splitlines(keepends=True) if line.endswith(b"\n")]
    return [msgspec.convert(json.loads(line), Layout) for line in whole]
