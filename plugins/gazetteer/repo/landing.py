"""When commits landed: the commit of the main line (first parents) by which each of them came in."""

from collections.abc import Mapping, Sequence

Parents = Mapping[str, Sequence[str]]
"""Object name -> the names of its parents, the first one first."""


def ranks(head: str, parents: Parents) -> dict[str, int]:
    """Object name -> how many steps back on the main line it landed, 0 for the head itself.

    A commit of the main line landed with itself, one of a merged branch with the merge: what was written in May and
    merged in July came after what was pushed in June. Steps, unlike dates, do not mind clocks that are wrong.
    """
    line: list[str] = []
    commit = head
    while commit in parents:
        line.append(commit)
        commit = parents[commit][0] if parents[commit] else ""
    found = {name: rank for rank, name in enumerate(line)}
    for rank in range(len(line) - 1, -1, -1):
        waiting = list(parents[line[rank]][1:])
        while waiting:
            name = waiting.pop()
            if name in parents and name not in found:
                found[name] = rank
                waiting += parents[name]
    return found
