"""Judging by the lock: is each covered part what it was when somebody vouched for the document?"""

from collections.abc import Iterator, Mapping

from gazetteer.evidence import generated
from gazetteer.evidence._review_history import Judged
from gazetteer.evidence._timeline import Timeline
from gazetteer.evidence._versions import Versions
from gazetteer.evidence.claims import Claim, Claims, Tie
from gazetteer.evidence.digest import Difference, Digest, difference
from gazetteer.evidence.lock import Entry
from gazetteer.evidence.verdicts import Changed, How, Uncounted
from gazetteer.model.catalog import Catalog
from gazetteer.model.history import Commit

_NONE = Difference()
SHOWN = 10
"""Commits that are named for one part."""


class ByLock:
    """Judges parts by the digests of the lock; the history is asked only for the names of commits."""

    def __init__(
        self, catalog: Catalog, claims: Claims, timeline: Timeline, versions: Versions
    ) -> None:
        self._catalog = catalog
        self._claims = claims
        self._timeline = timeline
        self._versions = versions

    def parts(self, claim: Claim, entries: Mapping[str, Entry]) -> Iterator[Judged]:
        """Yields what is known of each part, those that are gone included."""
        claimed = {tie.part for tie in claim.ties}
        orphans = [e for part, e in entries.items() if part and part not in claimed]
        for tie in claim.ties:
            entry = entries.get(tie.part)
            if entry is not None:
                yield self._compared(tie, entry)
                continue
            twin = self._twin(tie, orphans)
            if twin is None:
                how: How = (
                    "unseen"
                    if tie.literal or not any(claim.fits(e.path) for e in entries.values())
                    else "added"
                )
                yield self._new(tie, how)
                continue
            orphans.remove(twin)
            if claim.fits(twin.path) and twin.path not in self._catalog.paths:
                yield Judged(self._changed(tie, "renamed", twin, old=twin.path))
        for entry in orphans:
            if entry.path not in self._catalog.paths and claim.fits(entry.path):
                place = claim.ties[0].place if claim.ties else None
                tie = Tie(entry.path, entry.part.partition("#")[2], place)
                yield Judged(self._changed(tie, "removed", entry))

    def _compared(self, tie: Tie, entry: Entry) -> Judged:
        if entry.blob and self._catalog.paths.get(tie.path) == entry.blob:
            return Judged()
        now = self._versions.now(tie.path, tie.symbol, entry.kind)
        if now is None:
            return self._unreadable(tie, entry)
        commits, complete = self._since(tie, entry)
        if now.value == entry.digest:
            same = (Uncounted(c, "it leaves what is offered as it was") for c in commits)
            return Judged(uncounted=tuple(same))
        noise = [(commit, self._timeline.noise(commit)) for commit in commits]
        uncommitted = tie.path in self._catalog.history.uncommitted
        if complete and noise and all(why for _, why in noise) and not uncommitted:
            return Judged(uncounted=tuple(Uncounted(commit, why) for commit, why in noise))
        if not tie.literal and generated.by_mark(self._catalog.read(tie.path)):
            written = (Uncounted(c, f"{tie.path} is generated") for c in commits)
            return Judged(uncounted=tuple(written))
        pieces = difference(entry.pieces, now.pieces)
        return Judged(self._changed(tie, "changed", entry, now=now, pieces=pieces), commits)

    def _unreadable(self, tie: Tie, entry: Entry) -> Judged:
        if tie.symbol and self._versions.now(tie.path) is not None:
            return Judged(self._changed(tie, "removed", entry))
        why = f"{tie.path} cannot be read as {entry.kind}, as it was when it was reviewed"
        return Judged(doubt=why)

    def _new(self, tie: Tie, how: How) -> Judged:
        if not tie.literal and generated.by_mark(self._catalog.read(tie.path)):
            return Judged()
        return Judged(self._changed(tie, how, None))

    def _twin(self, tie: Tie, orphans: list[Entry]) -> Entry | None:
        """The entry of the same thing under the name it had."""
        for entry in orphans:
            if entry.part.partition("#")[2] != tie.symbol:
                continue
            if entry.blob and entry.blob == self._catalog.paths.get(tie.path):
                return entry
            same_name = entry.path.rpartition("/")[2] == tie.path.rpartition("/")[2]
            now = self._versions.now(tie.path, tie.symbol, entry.kind) if same_name else None
            if now is not None and now.value == entry.digest:
                return entry
        return None

    def _since(self, tie: Tie, entry: Entry) -> tuple[tuple[Commit, ...], bool]:
        """The commits that changed a file since it was as the lock has it, and whether none of them is hidden."""
        history = self._catalog.history
        found: list[Commit] = []
        for change in self._timeline.changes(tie.path):
            if change.blob == entry.blob:
                return tuple(found), True
            if change.commit in history.boundary:
                return tuple(found), False
            found.append(history.commits[change.commit])
        # The reviewed version was never committed as it was: a squash, a rebase, an edit after the review.
        return tuple(commit for commit in found if commit.landing >= entry.on), False

    def _changed(
        self,
        tie: Tie,
        how: How,
        entry: Entry | None,
        *,
        now: Digest | None = None,
        pieces: Difference = _NONE,
        old: str = "",
    ) -> Changed:
        commits = self._since(tie, entry)[0] if entry else self._last(tie.path)
        return Changed(
            part=tie.part,
            how=how,
            old=old,
            kind=now.kind if now else entry.kind if entry else "",
            pieces=pieces,
            commits=commits[:SHOWN],
            uncommitted=tie.path in self._catalog.history.uncommitted,
            team=self._claims.team(tie.path),
            section=tie.section,
            place=tie.place,
            inferred=tie.inferred,
        )

    def _last(self, path: str) -> tuple[Commit, ...]:
        commit = self._catalog.history.last(path)
        return (commit,) if commit else ()
