"""Whether a document still holds: what it covers is what it was when somebody last vouched for it, or it is not.

With an entry in `docs.lock` the digest of each covered part decides, without any history. Without one, the structure of
what it covers is compared with what it was when the document was last reviewed or really edited. What cannot be known
is unknown, never fresh.
"""

from collections.abc import Mapping
from functools import cached_property

import msgspec

from gazetteer.evidence._review_folder import ByFolder
from gazetteer.evidence._review_history import ByHistory, Judged
from gazetteer.evidence._review_lock import ByLock
from gazetteer.evidence._timeline import Base, Timeline
from gazetteer.evidence._versions import Versions
from gazetteer.evidence.claims import NEVER_STALE, Claim, Claims
from gazetteer.evidence.lock import PATH, Entry, Lock, parse_lock
from gazetteer.evidence.verdicts import Changed, Thresholds, Uncounted, Verdict
from gazetteer.model.catalog import Catalog
from gazetteer.model.document import Document

DEFAULT = Thresholds()


class Reviews:
    """Judges the documents of one catalog; what all of them need is computed once."""

    def __init__(self, catalog: Catalog, thresholds: Thresholds = DEFAULT) -> None:
        self.claims = Claims(catalog)
        self.versions = Versions(catalog)
        self._catalog = catalog
        self._thresholds = thresholds
        self._timeline = Timeline(catalog, thresholds)
        shared = (catalog, self.claims, self._timeline, self.versions)
        self._by_lock = ByLock(*shared)
        self._by_history = ByHistory(*shared)
        self._by_folder = ByFolder(catalog, self.claims, self._timeline, thresholds)

    @cached_property
    def lock(self) -> Lock:
        """What `docs.lock` says; empty where there is none."""
        return parse_lock(self._catalog.read(PATH) or "") if PATH in self._catalog.paths else Lock()

    def verdict(self, path: str) -> Verdict:
        """The verdict on the document at a path; one that covers nothing is fresh, for nothing can outdate it."""
        document = self._catalog.fact(path, Document)
        if document is None:
            return Verdict(state="unknown", reason="this is no document")
        if document.class_ in NEVER_STALE:
            return Verdict(state="fresh", reason=f"nothing makes a {document.class_} stale")
        claim = self._present(self.claims.of(path, document))
        entries = self.entries(path)
        verdict = self._judged(path, document, claim, entries)
        if claim.missing:
            reason = "its `covers:` names what does not exist"
            verdict = msgspec.structs.replace(verdict, state="stale", reason=reason)
        return self._told(verdict, path, document, claim, entries)

    def _present(self, claim: Claim) -> Claim:
        """The claim with symbols that do not exist among what is missing."""
        absent = [t for t in claim.ties if t.symbol and not self.versions.has(t.path, t.symbol)]
        if not absent:
            return claim
        named = tuple((tie.part, tie.place) for tie in absent if tie.place is not None)
        ties = tuple(tie for tie in claim.ties if tie not in absent)
        return msgspec.structs.replace(claim, ties=ties, missing=(*claim.missing, *named))

    def _judged(
        self, path: str, document: Document, claim: Claim, entries: Mapping[str, Entry]
    ) -> Verdict:
        if not claim.ties and claim.folder is None:
            return Verdict(state="fresh", reason="it covers no file")
        if claim.ties and any(entry.part for entry in entries.values()):
            return self._locked(claim, entries)
        if self._catalog.history.state not in {"full", "shallow"}:
            reason = self._catalog.history.reason or "there is no git history here"
            return Verdict(state="unknown", reason=reason)
        if path in self._catalog.history.uncommitted:
            return Verdict(state="fresh", reason="it is being edited")
        return self._unlocked(path, claim, self._reviewed(document, entries))

    def entries(self, path: str) -> Mapping[str, Entry]:
        """What the lock says of a document, under its present name or the one it had."""
        found = self.lock.entries.get(path)
        if found is not None or not self._moved:
            return found or {}
        for old in self._moved:
            if self._timeline.present.get(old) == path:
                return self.lock.entries[old]
        name = path.rpartition("/")[2]
        same = [old for old in self._moved if old.rpartition("/")[2] == name]
        return self.lock.entries[same[0]] if len(same) == 1 else {}

    @cached_property
    def _moved(self) -> tuple[str, ...]:
        """Documents of the lock that are no longer where they were."""
        return tuple(path for path in self.lock.entries if path not in self._catalog.paths)

    @cached_property
    def forgotten(self) -> tuple[str, ...]:
        """Documents of the lock that are gone, and whose review no other document can have inherited."""
        names = {path.rpartition("/")[2] for path in self._catalog.facts}
        return tuple(
            path
            for path in self._moved
            if path not in self._timeline.present and path.rpartition("/")[2] not in names
        )

    def _locked(self, claim: Claim, entries: Mapping[str, Entry]) -> Verdict:
        judged = list(self._by_lock.parts(claim, entries))
        changed = tuple(j.changed for j in judged if j.changed is not None)
        doubts = [j.doubt for j in judged if j.doubt]
        uncounted = _once(judged)
        if changed:
            reason = "what it covers is not what was reviewed"
            return Verdict(state="stale", reason=reason, changed=changed, uncounted=uncounted)
        if doubts:
            return Verdict(state="unknown", reason=doubts[0], uncounted=uncounted)
        reason = "what it covers is what was reviewed"
        return Verdict(state="fresh", reason=reason, uncounted=uncounted)

    def _unlocked(self, path: str, claim: Claim, reviewed: str) -> Verdict:
        edit = self._timeline.base_edit(path, (tie.path for tie in claim.ties))
        base = Base(edit, reviewed)
        if base.edit is None and not base.reviewed:
            return Verdict(state="unknown", reason="history does not know it")
        if claim.folder is not None:
            found = self._by_folder.since(claim.folder, base)
            if found.structure or found.commits:
                reason = "the code that it stands with has changed"
                return Verdict(
                    state="stale", reason=reason, changed=found.structure or found.commits
                )
            if found.doubt:
                return Verdict(state="unknown", reason=self._short)
            return Verdict(state="fresh", reason="the code that it stands with has hardly changed")
        return self._by_structure(claim, base)

    def _by_structure(self, claim: Claim, base: Base) -> Verdict:
        judged = list(self._by_history.parts(claim, base))
        changed = tuple(j.changed for j in judged if j.changed is not None)
        uncounted = _once(judged)
        if len(changed) >= self._thresholds.changes:
            reason = "what it covers has changed"
            return Verdict(state="stale", reason=reason, changed=changed, uncounted=uncounted)
        commits = {commit.id for j in judged for commit in j.commits}
        if self._thresholds.commits and len(commits) >= self._thresholds.commits:
            often = tuple(
                Changed(
                    part=tie.part,
                    how="commits",
                    commits=j.commits,
                    team=self.claims.team(tie.path),
                    section=tie.section,
                    place=tie.place,
                    inferred=tie.inferred,
                )
                for tie, j in zip(claim.ties, judged, strict=False)
                if j.commits
            )
            reason = "what it covers was touched by many commits"
            return Verdict(state="stale", reason=reason, changed=often, uncounted=uncounted)
        if doubt := next((j.doubt for j in judged if j.doubt), ""):
            return Verdict(state="unknown", reason=doubt, uncounted=uncounted)
        reason = "what it covers has not changed"
        return Verdict(state="fresh", reason=reason, changed=changed, uncounted=uncounted)

    def _told(
        self,
        verdict: Verdict,
        path: str,
        document: Document,
        claim: Claim,
        entries: Mapping[str, Entry],
    ) -> Verdict:
        """The verdict with what it rests on."""
        newest = max(entries.values(), key=lambda entry: entry.on, default=None)
        # Which edit counted must be known exactly only where a finding names it.
        edit = self._timeline.last_edit(path, closely=bool(verdict.changed) and not entries)
        known = edit is not None and edit not in self._catalog.history.boundary
        landed = [commit.landing for changed in verdict.changed for commit in changed.commits]
        return msgspec.structs.replace(
            verdict,
            locked=any(entry.part for entry in entries.values()),
            reviewed=self._reviewed(document, entries),
            by=newest.by if newest else document.review.by,
            batch=newest.batch if newest else 0,
            edited=self._catalog.history.commits[edit] if known and edit is not None else None,
            since=min(landed, default="") if verdict.state == "stale" else "",
            covered=tuple(tie.part for tie in claim.ties)
            or (self.claims.code_of(claim.folder) if claim.folder else ()),
            inferred=bool(claim.ties or claim.folder) and claim.inferred,
            missing=claim.missing,
        )

    def _reviewed(self, document: Document, entries: Mapping[str, Entry]) -> str:
        """The date of the last review that is not still to come."""
        today = self._catalog.today.isoformat()
        dates = (document.review.on, *(entry.on for entry in entries.values()))
        return max((on for on in dates if on <= today), default="")

    @property
    def _short(self) -> str:
        return self._catalog.history.reason or "history does not reach back far enough"


def verdict(catalog: Catalog, path: str, thresholds: Thresholds = DEFAULT) -> Verdict:
    """The verdict on one document; ask `Reviews` when there are many."""
    return Reviews(catalog, thresholds).verdict(path)


def _once(judged: list[Judged]) -> tuple[Uncounted, ...]:
    """The commits that did not count, each once; one that counted for another part is not among them."""
    counted = {c.id for j in judged if j.changed for c in j.changed.commits}
    found = {u.commit.id: u for j in judged for u in j.uncounted if u.commit.id not in counted}
    return tuple(found.values())
