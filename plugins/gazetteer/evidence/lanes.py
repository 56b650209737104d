"""Where commits landed: the commit of the main line that brought in what was done on a branch."""

from collections.abc import Sequence

from gazetteer.model.history import Change, History


class Landings:
    """Tells the states of a file on the main line, the chain of first parents from the commit that was read.

    What happened to a file on a branch before it was merged is nobody's business on the main line: only the state in
    which the merge brought it counts. Where parents are unknown every commit stands for itself.
    """

    def __init__(self, history: History) -> None:
        self._landing = _landings(history)

    def of(self, changes: Sequence[Change]) -> tuple[tuple[int, str], ...]:
        """Index of the landing commit and blob of each state that landed, newest first."""
        if len(changes) < 2 or not self._landing:
            return tuple((change.commit, change.blob) for change in changes)
        landed: dict[int, str] = {}
        for change in changes:
            landed.setdefault(self._landing.get(change.commit, change.commit), change.blob)
        return tuple(sorted(landed.items()))


def _landings(history: History) -> dict[int, int]:
    """Index of a commit off the main line -> index of the merge that brought it in; linear in the commits."""
    commits = history.commits
    number = {commit.id: index for index, commit in enumerate(commits)}
    main: dict[int, None] = {}
    here = number.get(history.head, 0 if commits else None)
    while here is not None and here not in main:
        main[here] = None
        parents = commits[here].parents
        here = number.get(parents[0]) if parents else None
    landing: dict[int, int] = {}
    for merge in reversed(main):
        waiting = [number[parent] for parent in commits[merge].parents[1:] if parent in number]
        while waiting:
            commit = waiting.pop()
            if commit in main or commit in landing:
                continue
            landing[commit] = merge
            waiting += [number[parent] for parent in commits[commit].parents if parent in number]
    return landing
