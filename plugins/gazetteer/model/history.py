"""The history of a tree, as one pass over the log tells it."""

from datetime import UTC, datetime

import msgspec


class Commit(msgspec.Struct, frozen=True, gc=False):
    """One commit.

    Attributes:
        id: full object name.
        time: committer time (when it landed), seconds since 1970 UTC.
        author: name of the author; email: address.
        subject: first line of the message.
        files: number of files it touched: large ones are bulk edits.
        parents: object names of its parents, the first of them on the same line of history; empty when not known.
        landed: committer time of the commit of the main line (first parents) by which it came in; 0 when not asked for.
        rank: how many steps back on the main line that is, 0 for the newest; -1 when not asked for.
    """

    id: str
    time: int
    author: str
    email: str
    subject: str
    files: int
    parents: tuple[str, ...] = ()
    landed: int = 0
    rank: int = -1

    @property
    def landing(self) -> str:
        """ISO date on which it landed, UTC; that of `time` when it is not known."""
        return _day(self.landed or self.time)

    @property
    def date(self) -> str:
        """ISO date of `time`, UTC."""
        return _day(self.time)


def _day(time: int) -> str:
    return datetime.fromtimestamp(time, UTC).date().isoformat()


class Change(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """What one commit did to one file.

    Attributes:
        commit: index into `History.commits`.
        status: `A` added, `M` modified, `D` deleted, `R` renamed (from `old`), `T` type changed.
        old: path before a rename.
        blob: name of the blob that the commit left at the path (`Catalog.past` reads it); empty when it left none.
    """

    commit: int
    status: str
    old: str = ""
    blob: str = ""


class History(msgspec.Struct, frozen=True, kw_only=True):
    """What git knows.

    Attributes:
        state: `full`, `shallow` (boundary commits hide what came before), `treeless` (asking would fetch every tree),
            `none` (no git, or no commit yet), `unreadable`.
        reason: for people, when the state is not `full`.
        head: object name of the commit that was read; empty when there is none.
        commits: newest first.
        changes: current path -> changes, newest first, renames followed; deleted paths keep their own entry.
        boundary: indexes of commits whose parents are not here.
        uncommitted: paths that differ from `head` in the working tree.
        tags: (name, commit id, time) newest first.
        bulk: ids that `.git-blame-ignore-revs` names.
    """

    state: str = "none"
    reason: str = ""
    head: str = ""
    commits: tuple[Commit, ...] = ()
    changes: dict[str, tuple[Change, ...]] = {}
    boundary: frozenset[int] = frozenset()
    uncommitted: frozenset[str] = frozenset()
    tags: tuple[tuple[str, str, int], ...] = ()
    bulk: frozenset[str] = frozenset()

    def last(self, path: str) -> Commit | None:
        """The newest commit that touched a file, or None when that is not known.

        A commit of the shallow boundary is no answer: the file may be older (reference: freshness §3).
        """
        changes = self.changes.get(path)
        if not changes or changes[0].commit in self.boundary:
            return None
        return self.commits[changes[0].commit]

    def of(self, path: str) -> tuple[Commit, ...]:
        """All commits that touched a file, newest first."""
        return tuple(self.commits[change.commit] for change in self.changes.get(path, ()))
