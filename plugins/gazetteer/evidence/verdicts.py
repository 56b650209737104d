"""What is known about a document's freshness: one of three verdicts, and what it rests on."""

from typing import Literal

import msgspec

from gazetteer.evidence.digest import Difference
from gazetteer.model.history import Commit
from gazetteer.model.place import Place
from gazetteer.model.ref import Ref

State = Literal["fresh", "stale", "unknown"]
How = Literal["changed", "added", "removed", "renamed", "unseen", "commits"]


class Thresholds(msgspec.Struct, frozen=True, kw_only=True):
    """When changes make a document stale that has no lock.

    Attributes:
        changes: so many files with other public signatures, operations, keys or text, or files added, removed or
            renamed, among what `covers:` names.
        commits: so many commits to it, whatever they changed.
        inferred_changes: so many files added, removed or renamed in the code of a component, for its README and docs
            that say nothing of what they cover, and every twentieth file of that code; 0 for never. Every seventh such
            document has 3 and more.
        inferred_commits: so many commits to that code; 0 for never. Every fifth has 20 and more.
        bulk: commits that touch so many files do not count.
    """

    changes: int = 1
    commits: int = 20
    inferred_changes: int = 3
    inferred_commits: int = 20
    bulk: int = 100

    def inferred_changes_of(self, files: int) -> int:
        """How many files must come, go or be renamed in code of so many files; 0 for never."""
        return max(self.inferred_changes, files // 20) if self.inferred_changes else 0


class Changed(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A covered part that is not what it was.

    Attributes:
        part: `path` or `path#symbol`.
        how: `changed`, `added`, `removed`, `renamed` (from `old`), `unseen` (covered now, but not at the review),
            `commits` (many commits, none of which changed what it offers).
        kind: of its digest.
        pieces: the signatures, operations or keys that differ.
        commits: that did it, newest first, as far as they are known.
        uncommitted: whether it differs from the last of them on disk.
        team: who owns it.
        section, place: of the claim; inferred: why it was inferred.
    """

    part: str
    how: How = "changed"
    old: str = ""
    kind: str = ""
    pieces: Difference = Difference()
    commits: tuple[Commit, ...] = ()
    uncommitted: bool = False
    team: Ref | None = None
    section: str = ""
    place: Place | None = None
    inferred: str = ""

    @property
    def path(self) -> str:
        """The file."""
        return self.part.partition("#")[0]


class Uncounted(msgspec.Struct, frozen=True):
    """A commit to covered files that does not count, and why, one clause."""

    commit: Commit
    reason: str


class Verdict(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """The verdict on one document.

    Attributes:
        state: `fresh`, `stale`, or `unknown`: history is missing or does not reach back far enough, or a covered file
            cannot be read as what it was.
        reason: for people, one clause.
        locked: whether it was judged by `docs.lock`.
        reviewed: ISO date of the review that counted; empty when none did. by: who made it. batch: of so many
            documents, where they were reviewed with one command.
        edited: the last real edit; None when it is not known or did not count.
        since: ISO date from which it is stale; empty when it is not, or that is not known.
        covered: the parts it covers, sorted.
        inferred: whether they were inferred from where the document stands or what it links.
        changed: the covered parts that are not what they were.
        missing: patterns that name nothing, with their places.
        uncounted: commits that did not count.
    """

    state: State
    reason: str
    locked: bool = False
    reviewed: str = ""
    by: str = ""
    batch: int = 0
    edited: Commit | None = None
    since: str = ""
    covered: tuple[str, ...] = ()
    inferred: bool = False
    changed: tuple[Changed, ...] = ()
    missing: tuple[tuple[str, Place], ...] = ()
    uncounted: tuple[Uncounted, ...] = ()

    @property
    def commits(self) -> int:
        """Distinct commits that changed covered parts; uncommitted changes count as one."""
        ids = {commit.id for changed in self.changed for commit in changed.commits}
        return len(ids) + any(changed.uncommitted for changed in self.changed)

    @property
    def is_claim(self) -> bool:
        """Whether the document claims anything that could be held against it."""
        return bool(self.covered or self.missing or self.reviewed)
