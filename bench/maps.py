"""`python -m bench.maps`: what laying out maps costs: large sheets by Graphviz, and one small map of thousands."""

import random
import time
from collections.abc import Callable

from gazetteer.pages._columns import in_columns
from gazetteer.pages._layout import by_graphviz
from gazetteer.pages._shapes import Shape

LIMIT = 2.0
"""Seconds in which 500 boxes must be laid out."""


def main() -> None:
    """Prints a line for each size, and says when the largest takes too long."""
    for boxes, arrows in ((20, 25), (60, 90), (60, 300), (500, 700), (500, 1000)):
        shape = graph(boxes, arrows)
        seconds = best(lambda shape=shape: by_graphviz([shape]))
        print(
            f"  {boxes:4} boxes, {arrows:5} arrows   {seconds * 1000:8.1f} ms   Graphviz, with its process"
        )
        assert seconds < LIMIT, f"{boxes} boxes took {seconds:.1f} s"
    many = [graph(20, 25)] * 100
    print(
        f"  a hundred of 20 boxes      {best(lambda: by_graphviz(many)) * 10:8.1f} ms   each, in one process"
    )
    around = Shape(
        ((150.0, 42.0),) * 24,
        tuple((0, n) for n in range(1, 24)),
        ranks=(0, *(1 + n % 2 for n in range(23))),
    )
    print(
        f"  two steps, 24 boxes        {best(lambda: in_columns(around)) * 1000:8.2f} ms   columns"
    )


def graph(boxes: int, arrows: int) -> Shape:
    """A graph of chance, the same in every run; a tenth of its boxes share a frame."""
    chance = random.Random(boxes * arrows)
    edges = {(chance.randrange(boxes), chance.randrange(boxes)) for _ in range(arrows)}
    groups = tuple(tuple(range(at, min(at + 10, boxes))) for at in range(0, boxes, 10))
    return Shape(((150.0, 42.0),) * boxes, tuple(sorted(e for e in edges if e[0] != e[1])), groups)


def best(work: Callable[[], object], runs: int = 3) -> float:
    """Seconds of the quickest run."""
    took = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        took.append(time.perf_counter() - began)
    return min(took)


if __name__ == "__main__":
    main()
