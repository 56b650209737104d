"""From when on a document was stale between two moments at which somebody vouched for it."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from gazetteer.evidence._timeline import Timeline
from gazetteer.evidence._versions import Versions
from gazetteer.evidence.claims import Claim, Claims
from gazetteer.evidence.reviews import Reviews
from gazetteer.evidence.verdicts import Thresholds
from gazetteer.model.catalog import Catalog
from gazetteer.model.entity import Entity
from gazetteer.model.ref import Ref

VERSIONS = 6_000
"""Earlier versions of covered files that are read for one picture."""

NEVER = 1 << 62


class Step(NamedTuple):
    """A change that counts to a covered file: when it landed, which commit, as what, and the blob that it left."""

    at: int
    commit: int
    status: str
    old: str
    blob: str


class Staling:
    """Answers for the documents of one catalog."""

    def __init__(
        self, catalog: Catalog, reviews: Reviews, timeline: Timeline, thresholds: Thresholds
    ) -> None:
        self._catalog = catalog
        self._claims: Claims = reviews.claims
        self._versions: Versions = reviews.versions
        self._timeline = timeline
        self._limits = thresholds
        self._steps_of: dict[str, Sequence[Step]] = {}
        self._touched: dict[Ref, Sequence[tuple[str, Step]]] = {}
        self._left = VERSIONS

    def since(self, claim: Claim, after: int, until: int, *, locked: bool) -> int | None:
        """When the document became stale; `NEVER` when it did not.

        None when earlier versions of what it covers are not here, or too many of them would have to be read.

        Args:
            claim: of the document, as it is today.
            after: when somebody vouched for it, in seconds since 1970 UTC.
            until: when that was done again.
            locked: whether digests alone decide, and not the number of commits.
        """
        if claim.folder is not None:
            return self._folder(claim.folder, after, until)
        structure: list[int] = []
        commits: dict[int, int] = {}
        for path, symbol in self._parts(claim):
            steps = self._between(self._steps(path), after, until)
            commits |= {step.commit: step.at for step in steps}
            at = self._first(path, symbol, steps, after, claim)
            if at is None:
                return None
            structure.append(at)
        return min(
            _nth(structure, self._limits.changes),
            NEVER if locked else _nth(list(commits.values()), self._limits.commits),
        )

    def _folder(self, home: Entity, after: int, until: int) -> int:
        if home.ref not in self._touched:
            gone = (p for p in self._timeline.deleted if self._claims.was_code_of(p, home))
            found = [(p, s) for p in (*self._claims.code_of(home), *gone) for s in self._steps(p)]
            self._touched[home.ref] = sorted(found, key=lambda pair: pair[1].at)
        touched = self._touched[home.ref]
        begin = bisect_right(touched, after, key=lambda pair: pair[1].at)
        least = self._limits.inferred_changes_of(len(self._claims.code_of(home)))
        files: dict[str, int] = {}
        commits: dict[int, int] = {}
        for path, step in touched[begin:]:
            if step.at >= until:
                break
            commits.setdefault(step.commit, step.at)
            if step.status in {"A", "D", "R"}:
                files.setdefault(path, step.at)
        return min(
            _nth(list(files.values()), least),
            _nth(list(commits.values()), self._limits.inferred_commits),
        )

    def _parts(self, claim: Claim) -> list[tuple[str, str]]:
        """Path and symbol of what is covered, or was before it was deleted."""
        parts = {(tie.path, tie.symbol): None for tie in claim.ties}
        for start in claim.beginnings:
            gone = self._timeline.left.below(start)
            parts |= {(p, ""): None for p in gone if claim.fits(p)}
        return list(parts)

    def _steps(self, path: str) -> Sequence[Step]:
        """The changes of a file that count, the oldest first."""
        if path not in self._steps_of:
            commits = self._catalog.history.commits
            self._steps_of[path] = sorted(
                Step(
                    commit.landed or commit.time,
                    change.commit,
                    change.status,
                    change.old,
                    change.blob,
                )
                for change in self._timeline.changes(path)
                if not self._timeline.noise(commit := commits[change.commit])
            )
        return self._steps_of[path]

    @staticmethod
    def _between(steps: Sequence[Step], after: int, until: int) -> Sequence[Step]:
        begin = bisect_right(steps, after, key=lambda step: step.at)
        return [step for step in steps[begin:] if step.at < until]

    def _first(
        self, path: str, symbol: str, steps: Sequence[Step], after: int, claim: Claim
    ) -> int | None:
        """When a part first differed from what it was; `NEVER` when it did not, None when that is not known."""
        known = self._steps(path)
        at = bisect_right(known, after, key=lambda step: step.at) - 1
        base = known[at].blob if at >= 0 else ""
        for step in steps:
            if step.status in {"A", "D"} or (step.status == "R" and _is_renamed(step, path, claim)):
                return step.at
            self._left -= 1
            first = self._versions.past(base, path, symbol) if base and self._left >= 0 else None
            now = self._versions.past(step.blob, path, symbol, first.kind) if first else None
            if first is None or now is None:
                return None
            if now.value != first.value:
                return step.at
        return NEVER


def _is_renamed(step: Step, path: str, claim: Claim) -> bool:
    """Whether a file got another name; what moves together with the whole of what is covered keeps its name."""
    same = step.old.rpartition("/")[2] == path.rpartition("/")[2]
    return not same or claim.fits(step.old)


def _nth(times: list[int], number: int) -> int:
    """The n-th of the moments; `NEVER` when there are fewer, or the number is none."""
    return sorted(times)[number - 1] if 0 < number <= len(times) else NEVER
