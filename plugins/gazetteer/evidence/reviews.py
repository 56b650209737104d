"""Whether a document still holds: what the files that it covers changed since it was last reviewed or really edited.

A commit is bulk when it touches very many files or `.git-blame-ignore-revs` names it: such commits neither refresh a
document nor make it stale. What history does not show is never taken for fresh.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Literal

import msgspec

from gazetteer.evidence.belonging import Homes
from gazetteer.evidence.covers import covered, inferred_cover
from gazetteer.formats.paths import Paths
from gazetteer.model.catalog import Catalog
from gazetteer.model.document import Document
from gazetteer.model.history import Change, Commit, History

State = Literal["fresh", "stale", "unknown"]


class Thresholds(msgspec.Struct, frozen=True, kw_only=True):
    """When changes make a document stale.

    Attributes:
        commits: so many commits to files that `covers:` names.
        inferred_commits: so many commits to the code of a component, for its README and docs without `covers:`; 0 for
            never. Every fifth such document has 20 and more, so a smaller number says little.
        bulk: commits that touch so many files are bulk.
    """

    commits: int = 1
    inferred_commits: int = 20
    bulk: int = 100


DEFAULT = Thresholds()


class Changed(msgspec.Struct, frozen=True, omit_defaults=True):
    """A covered file that changed: in which commits (newest first), and whether it differs from the last of them."""

    path: str
    commits: tuple[Commit, ...] = ()
    uncommitted: bool = False


class Verdict(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """What is known about a document's freshness.

    Attributes:
        state: `fresh`, `stale`, or `unknown`: history is missing, or does not reach back far enough.
        reason: for people, one clause.
        reviewed: ISO date of the review that counted; empty when none did.
        edited: the last real edit of the document; None when it is not known or not committed yet.
        covered: the files it covers.
        inferred: whether they were inferred from where the document stands.
        changed: the covered files that changed since, most commits first.
    """

    state: State
    reason: str
    reviewed: str = ""
    edited: Commit | None = None
    covered: tuple[str, ...] = ()
    inferred: bool = False
    changed: tuple[Changed, ...] = ()

    @property
    def commits(self) -> int:
        """Distinct commits that changed covered files; uncommitted changes count as one."""
        ids = {commit.id for changed in self.changed for commit in changed.commits}
        return len(ids) + any(changed.uncommitted for changed in self.changed)


class Reviews:
    """Judges the documents of one catalog; what all of them need is computed once."""

    def __init__(self, catalog: Catalog, thresholds: Thresholds = DEFAULT) -> None:
        self._catalog = catalog
        self._history = catalog.history
        self._thresholds = thresholds

    def verdict(self, path: str) -> Verdict:
        """The verdict on the document at a path; one that covers nothing is fresh, for nothing can outdate it."""
        document = self._catalog.fact(path, Document)
        if document is None:
            return Verdict(state="unknown", reason="this is no document")
        files, inferred = self._cover(path, document)
        if not files:
            if document.covers and not inferred:
                return Verdict(state="stale", reason="its `covers:` names no file that exists")
            return Verdict(state="fresh", reason="it covers no file")
        if self._history.state not in {"full", "shallow"}:
            reason = self._history.reason or "there is no git history here"
            return Verdict(state="unknown", reason=reason, covered=files, inferred=inferred)
        return self._judge(path, document, files, inferred=inferred)

    def _judge(
        self, path: str, document: Document, files: tuple[str, ...], *, inferred: bool
    ) -> Verdict:
        history, today = self._history, self._catalog.today.isoformat()
        reviewed = document.review.on if document.review.on <= today else ""
        edit = self._last_edit(path)
        if path in history.uncommitted:
            return Verdict(
                state="fresh", reason="it is being edited", covered=files, inferred=inferred
            )
        if edit is None and not reviewed:
            return Verdict(
                state="unknown", reason="history does not know it", covered=files, inferred=inferred
            )
        found = [self._changes(file, edit, reviewed, today) for file in files]
        changed = tuple(
            sorted(
                (change for change, _ in found if change.commits or change.uncommitted),
                key=lambda change: (-len(change.commits), change.path),
            )
        )
        verdict = Verdict(
            state="stale",
            reason="what it covers has changed",
            reviewed=reviewed,
            edited=history.commits[edit]
            if edit is not None and edit not in history.boundary
            else None,
            covered=files,
            inferred=inferred,
            changed=changed,
        )
        if not inferred and not any(file in self._catalog.paths for file in files):
            return msgspec.structs.replace(
                verdict, reason="its `covers:` names no file that still exists"
            )
        threshold = self._thresholds.inferred_commits if inferred else self._thresholds.commits
        if threshold and verdict.commits >= threshold:
            return verdict
        if threshold and any(hidden for _, hidden in found):
            return msgspec.structs.replace(
                verdict,
                state="unknown",
                reason=history.reason or "history does not reach back far enough",
            )
        return msgspec.structs.replace(
            verdict, state="fresh", reason="what it covers has not changed"
        )

    def _changes(
        self, file: str, edit: int | None, reviewed: str, today: str
    ) -> tuple[Changed, bool]:
        """The commits that changed a file after the document, and whether history may hide more of them."""
        history = self._history
        commits: list[Commit] = []
        hidden = False
        for change in history.changes.get(file, ()):
            commit = history.commits[change.commit]
            if reviewed and commit.date <= reviewed:
                continue
            at_boundary = change.commit in history.boundary
            if edit is not None and change.commit >= edit and edit not in history.boundary:
                break  # newest first: the rest came before the document's edit too
            if at_boundary:
                # The commit stands for all that came before it: when this file changed is not known.
                hidden = True
            elif edit is not None and change.commit >= edit:
                hidden = True
            elif not self._is_bulk(commit):
                commits.append(commit)
        uncommitted = file in history.uncommitted and reviewed != today
        return Changed(file, tuple(commits), uncommitted), hidden

    def _last_edit(self, path: str) -> int | None:
        """The commit that last really edited a document: its creation when all later ones are bulk."""
        changes = self._history.changes.get(path, ())
        for change in changes:
            if change.commit in self._history.boundary or not self._is_bulk(
                self._history.commits[change.commit]
            ):
                return change.commit
        return changes[-1].commit if changes else None

    def _is_bulk(self, commit: Commit) -> bool:
        return commit.files >= self._thresholds.bulk or commit.id in self._history.bulk

    def _cover(self, path: str, document: Document) -> tuple[tuple[str, ...], bool]:
        """The covered files under their present names, deleted ones included, and whether they were inferred."""
        if document.covers:
            names = covered(path, document.covers, self._names)
            return tuple(sorted({self._present.get(name, name) for name in names} - {path})), False
        home = self._homes.of_document(path)
        if home is None or home.kind != "component":
            return (), True
        patterns = inferred_cover(path, document.class_, home.folder)
        files = covered(path, patterns, self._names) if patterns else ()
        return tuple(
            f for f in files if f in self._catalog.paths and self._homes.of_file(f) is home
        ), True

    @cached_property
    def _homes(self) -> Homes:
        return Homes(self._catalog)

    @cached_property
    def _present(self) -> dict[str, str]:
        """Name before a rename -> present name."""
        return {
            old: path for path, old in _old_names(self._history) if old not in self._catalog.paths
        }

    @cached_property
    def _names(self) -> Paths:
        """Every path there is, was deleted, or was renamed since."""
        return Paths({*self._catalog.paths, *_deleted(self._history), *self._present})


def verdict(catalog: Catalog, path: str, thresholds: Thresholds = DEFAULT) -> Verdict:
    """The verdict on one document; ask `Reviews` when there are many."""
    return Reviews(catalog, thresholds).verdict(path)


def _old_names(history: History) -> Iterator[tuple[str, str]]:
    for path, changes in history.changes.items():
        for change in changes:
            if change.old:
                yield path, change.old


def _deleted(history: History) -> Iterator[str]:
    for path, changes in history.changes.items():
        if changes and _is_deletion(changes[0]):
            yield path


def _is_deletion(change: Change) -> bool:
    return change.status.startswith("D")
