"""Layout: where the boxes of a drawing stand and how its arrows run; by Graphviz where it is installed."""

import subprocess
import sys
from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import msgspec

from gazetteer.pages import _plain
from gazetteer.pages._shapes import Layout, Shape

BATCH = 200
"""Graphs that one process lays out: starting it costs as much as ten of them."""

PATIENCE = 40
"""Seconds that a process gets for its batch; one graph that it cannot place costs no more."""


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


def _answers(batch: Sequence[Shape]) -> list[Layout]:
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
    return list(_plain.layouts(output.decode("ascii", "replace"), batch))
