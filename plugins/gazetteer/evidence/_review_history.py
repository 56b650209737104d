"""Judging by history, where no lock says what was reviewed: did what the document covers change its structure since?"""

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from gazetteer.evidence import generated
from gazetteer.evidence._timeline import Base, Timeline
from gazetteer.evidence._versions import Versions
from gazetteer.evidence.claims import Claim, Claims, Tie
from gazetteer.evidence.digest import Difference, difference
from gazetteer.evidence.verdicts import Changed, How, Uncounted
from gazetteer.model.catalog import Catalog
from gazetteer.model.history import Change, Commit

NAMED = 20
"""Commits of one part that are looked at one by one."""


class Judged(NamedTuple):
    """What was found out about one part: how it changed, commits that did not count, and why more is not known."""

    changed: Changed | None = None
    commits: tuple[Commit, ...] = ()
    uncounted: tuple[Uncounted, ...] = ()
    doubt: str = ""


class ByHistory:
    """Judges parts by the commits since a base."""

    def __init__(
        self, catalog: Catalog, claims: Claims, timeline: Timeline, versions: Versions
    ) -> None:
        self._catalog = catalog
        self._claims = claims
        self._timeline = timeline
        self._versions = versions

    def parts(self, claim: Claim, base: Base) -> Iterator[Judged]:
        """Yields what is known of each part, those that are gone included."""
        for tie in claim.ties:
            yield self._part(tie, base, claim)
        present = {tie.path for tie in claim.ties}
        for path in self._gone(claim):
            new = self._timeline.present.get(path)
            if new is None:
                yield self._part(Tie(path), base, claim)
            elif new not in present:
                yield self._moved_out(path, new, base)

    def _gone(self, claim: Claim) -> list[str]:
        """What is claimed and no longer there, except what is written as such: that is missing, and told so."""
        written = {rooted_text for rooted_text, _ in claim.missing}
        found = {p for start in claim.beginnings for p in self._timeline.left.below(start)}
        return sorted(path for path in found if path not in written and claim.fits(path))

    def _moved_out(self, old: str, new: str, base: Base) -> Judged:
        """A file that was renamed to where it is no longer covered."""
        for change in self._timeline.changes(new):
            if change.old == old and self._timeline.is_after(change.commit, base):
                commit = self._catalog.history.commits[change.commit]
                if why := self._timeline.noise(commit):
                    return Judged(uncounted=(Uncounted(commit, why),))
                tie = Tie(new)
                changed = self._changed(tie, "renamed", (commit,), old=old, uncommitted=False)
                return Judged(changed, (commit,))
        return Judged()

    def _part(self, tie: Tie, base: Base, claim: Claim) -> Judged:
        since: list[Change] = []
        old: str | None = None
        hidden = False
        for change in self._timeline.changes(tie.path):
            after = self._timeline.is_after(change.commit, base)
            if after:
                since.append(change)
                continue
            hidden, old = after is None, change.blob
            break
        else:
            if since and since[-1].status == "A":
                old = ""
        today = self._catalog.today.isoformat()
        uncommitted = tie.path in self._catalog.history.uncommitted and base.reviewed != today
        how, before = self._status(tie, claim, since, old)
        found = self._judged(tie, since, old, (how, before), uncommitted=uncommitted)
        if hidden and found.changed is None and not found.doubt:
            reason = self._catalog.history.reason or "history does not reach back far enough"
            return found._replace(doubt=reason)
        return found

    def _judged(
        self,
        tie: Tie,
        since: list[Change],
        old: str | None,
        status: tuple[How | None, str],
        *,
        uncommitted: bool,
    ) -> Judged:
        commits = self._catalog.history.commits
        noise = {c.commit: self._timeline.noise(commits[c.commit]) for c in since}
        uncounted = tuple(Uncounted(commits[n], why) for n, why in noise.items() if why)
        counted = [change for change in since if not noise[change.commit]]
        if not counted and not uncommitted:
            return Judged(uncounted=uncounted)
        made = tuple(commits[change.commit] for change in counted)
        how, before = status
        text = self._catalog.read(tie.path) if not tie.literal else None
        if generated.by_mark(text):
            written = tuple(Uncounted(commit, f"{tie.path} is generated") for commit in made)
            return Judged(uncounted=(*uncounted, *written))
        if how is not None:
            changed = self._changed(tie, how, made, old=before, uncommitted=uncommitted)
            return Judged(changed, made, uncounted)
        steps = self._steps(tie, counted, since, old, uncommitted=uncommitted)
        if steps is None:
            why = f"an earlier version of {tie.path} is not in this clone, or cannot be read as the present one"
            return Judged(commits=made, uncounted=uncounted, doubt=why)
        pieces, kind, really = steps
        if pieces is None:
            same = tuple(Uncounted(c, "it leaves what is offered as it was") for c in made)
            return Judged(commits=made, uncounted=(*uncounted, *same))
        changed = self._changed(tie, "changed", really or made, uncommitted=uncommitted)
        return Judged(msgspec.structs.replace(changed, pieces=pieces, kind=kind), made, uncounted)

    def _status(
        self, tie: Tie, claim: Claim, since: list[Change], old: str | None
    ) -> tuple[How | None, str]:
        """What happened to the file as such, and its old name when it was renamed."""
        if tie.path not in self._catalog.paths:
            return "removed", ""
        if old == "" and any(change.status == "A" for change in since):
            return "added", ""
        for change in since:
            # What moves together with the document, or with the whole of what it covers, keeps its name.
            if change.status == "R" and (
                _name(change.old) != _name(tie.path) or claim.fits(change.old)
            ):
                return "renamed", change.old
        return None, ""

    def _steps(
        self,
        tie: Tie,
        counted: list[Change],
        since: list[Change],
        old: str | None,
        *,
        uncommitted: bool,
    ) -> tuple[Difference | None, str, tuple[Commit, ...]] | None:
        """The difference that the counted commits made (None: none), its kind, and those that made it.

        None altogether when it is not known.
        """
        if old and self._catalog.paths.get(tie.path) == old:
            return None, "", ()  # a move alone, or changes that were taken back
        first = self._versions.past(old, tie.path, tie.symbol) if old else None
        now = self._versions.now(tie.path, tie.symbol, first.kind) if first else None
        if first is None or now is None:
            return None
        whole = len(counted) == len(since)
        if whole and now.value == first.value:
            return None, first.kind, ()
        made, total = self._made(
            tie, counted, [*(change.blob for change in since), old or ""], since, first.kind
        )
        if not made and not uncommitted:
            return None, first.kind, ()
        return (difference(first.pieces, now.pieces) if whole else total), first.kind, made

    def _made(
        self, tie: Tie, counted: list[Change], blobs: list[str], since: list[Change], kind: str
    ) -> tuple[tuple[Commit, ...], Difference]:
        """The counted commits that really changed a part, and all that they changed."""
        total = Difference()
        made: list[Commit] = []
        for at, change in enumerate(since):
            if change not in counted or len(made) > NAMED:
                continue
            new = self._versions.past(blobs[at], tie.path, tie.symbol, kind)
            before = self._versions.past(blobs[at + 1], tie.path, tie.symbol, kind)
            if new is None or before is None or new.value != before.value:
                made.append(self._catalog.history.commits[change.commit])
                if new and before:
                    total = joined(total, difference(before.pieces, new.pieces))
        return tuple(made), total

    def _changed(
        self, tie: Tie, how: How, commits: tuple[Commit, ...], *, old: str = "", uncommitted: bool
    ) -> Changed:
        return Changed(
            part=tie.part,
            how=how,
            old=old,
            commits=commits,
            uncommitted=uncommitted,
            team=self._claims.team(tie.path),
            section=tie.section,
            place=tie.place,
            inferred=tie.inferred,
        )


def joined(one: Difference, other: Difference) -> Difference:
    """Two differences as one."""
    return Difference(
        tuple(sorted({*one.added, *other.added})),
        tuple(sorted({*one.removed, *other.removed})),
        tuple(sorted({*one.changed, *other.changed})),
    )


def _name(path: str) -> str:
    return path.rpartition("/")[2]
