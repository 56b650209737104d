"""Circles in what should be a hierarchy."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from graphlib import CycleError, TopologicalSorter
from typing import Protocol, Self, TypeVar


class Ordered(Protocol):
    """What can be sorted, so that the same circle is told the same way each time."""

    def __lt__(self, other: Self, /) -> bool: ...
    def __hash__(self) -> int: ...


T = TypeVar("T", bound=Ordered)


def circles(above: Mapping[T, tuple[T, ...]]) -> Iterator[tuple[T, ...]]:
    """Yields at least one circle of each group of things that stand above each other; linear in the ties.

    Args:
        above: thing -> what stands above it; every thing is a key.
    """
    sorter = TopologicalSorter(above)
    with suppress(CycleError):  # it still hands out what lies above all circles
        sorter.prepare()
    straight: set[T] = set()
    while sorter.is_active():
        ready = sorter.get_ready()
        straight.update(ready)
        sorter.done(*ready)
    # Whatever is left has something left above it: walking up must come back to where it was.
    seen: set[T] = set()
    for start in sorted(above):
        path: dict[T, int] = {}
        ref = start
        while ref not in straight and ref not in seen:
            seen.add(ref)
            path[ref] = len(path)
            ref = next(other for other in above[ref] if other not in straight)
        if ref in path:
            yield tuple(path)[path[ref] :]
