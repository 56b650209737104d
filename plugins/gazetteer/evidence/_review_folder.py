"""Judging a README or a page in `docs/` that says nothing of what it covers, by what happened to its component's code.

Nothing is read: files that came, went or were renamed, and the number of commits. The answers for all pages of a
component come from one list, so that thousands of pages beside thousands of files cost no more than the list.
"""

from typing import NamedTuple

from gazetteer.evidence._timeline import Base, Timeline
from gazetteer.evidence.claims import Claims
from gazetteer.evidence.verdicts import Changed, Thresholds
from gazetteer.model.catalog import Catalog
from gazetteer.model.entity import Entity
from gazetteer.model.ref import Ref

SHOWN = 10
"""Files that are named."""


class Touch(NamedTuple):
    """A commit that touched a component's code: which files came, went or were renamed, and one that it touched."""

    commit: int
    structure: tuple[str, ...]
    example: str


class FolderJudged(NamedTuple):
    """What happened since a base: the files, the number of commits up to the threshold, and why more is not known."""

    structure: tuple[Changed, ...] = ()
    commits: tuple[Changed, ...] = ()
    doubt: bool = False


class ByFolder:
    """Judges by the code of components."""

    def __init__(
        self, catalog: Catalog, claims: Claims, timeline: Timeline, thresholds: Thresholds
    ) -> None:
        self._catalog = catalog
        self._claims = claims
        self._timeline = timeline
        self._thresholds = thresholds
        self._touched: dict[Ref, tuple[Touch, ...]] = {}

    def since(self, home: Entity, base: Base) -> FolderJudged:
        """What happened to the component's code after a base; looks no further back than the answer needs."""
        limits = self._thresholds
        least = limits.inferred_changes_of(len(self._claims.code_of(home)))
        structure: dict[str, int] = {}
        commits: dict[int, str] = {}
        doubt = False
        for touch in self._touches(home):
            after = self._timeline.is_after(touch.commit, base)
            if after is None:
                doubt = True
            if not after:
                break
            commits[touch.commit] = touch.example
            for path in touch.structure:
                structure.setdefault(path, touch.commit)
            if least and len(structure) >= max(least, SHOWN):
                break
        all_commits = self._catalog.history.commits
        why = f"it stands with {home.name}"
        owner = self._catalog.owner(home.ref)

        def changed(path: str, *indexes: int, how: str) -> Changed:
            return Changed(
                part=path,
                how=how,  # type: ignore[arg-type] # one of the two words below
                commits=tuple(all_commits[index] for index in indexes),
                team=owner,
                inferred=why,
            )

        if least and len(structure) >= least:
            found = [
                changed(path, index, how="added" if path in self._catalog.paths else "removed")
                for path, index in sorted(structure.items())
            ]
            return FolderJudged(structure=tuple(found[:SHOWN]))
        if limits.inferred_commits and len(commits) >= limits.inferred_commits:
            by_path: dict[str, list[int]] = {}
            for index, path in commits.items():
                by_path.setdefault(path, []).append(index)
            found = [changed(path, *own, how="commits") for path, own in sorted(by_path.items())]
            return FolderJudged(commits=tuple(found))
        return FolderJudged(doubt=doubt)

    def _touches(self, home: Entity) -> tuple[Touch, ...]:
        """The commits that touched a component's code, what landed last first, without those that never count."""
        if home.ref not in self._touched:
            self._touched[home.ref] = self._read(home)
        return self._touched[home.ref]

    def _read(self, home: Entity) -> tuple[Touch, ...]:
        history = self._catalog.history
        structure: dict[int, list[str]] = {}
        example: dict[int, str] = {}
        code = self._claims.code_of(home)
        gone = (path for path in self._timeline.deleted if self._claims.was_code_of(path, home))
        for path in (*code, *gone):
            for change in history.changes.get(path, ()):
                if self._timeline.noise(history.commits[change.commit]):
                    continue
                example.setdefault(change.commit, path)
                if change.status in {"A", "D", "R"}:
                    structure.setdefault(change.commit, []).append(path)
        ordered = sorted(example, key=lambda index: (self._timeline.order(index), index))
        return tuple(Touch(i, tuple(structure.get(i, ())), example[i]) for i in ordered)
