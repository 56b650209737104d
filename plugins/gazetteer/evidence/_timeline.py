"""The order in which things landed, and which commits do not count."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from operator import le

import msgspec

from gazetteer.evidence.verdicts import Thresholds
from gazetteer.formats.frontmatter import split
from gazetteer.formats.paths import Paths
from gazetteer.formats.plain import plain
from gazetteer.model.catalog import Catalog
from gazetteer.model.history import Change, Commit


class Base(msgspec.Struct, frozen=True):
    """From when on changes count.

    Attributes:
        edit: index of the commit that last really edited the document; None when it is not known.
        reviewed: ISO date of its last review; empty for none.
    """

    edit: int | None = None
    reviewed: str = ""


class Timeline:
    """The history of one catalog, for questions of before and after."""

    def __init__(self, catalog: Catalog, thresholds: Thresholds) -> None:
        self._catalog = catalog
        self.history = catalog.history
        self._bulk = thresholds.bulk
        self._edits: dict[tuple[str, bool], int | None] = {}

    def order(self, index: int) -> int:
        """How far back a commit landed: smaller is newer. Without ranks, its place in the log."""
        rank = self.history.commits[index].rank
        return rank if rank >= 0 else index

    def changes(self, path: str) -> Sequence[Change]:
        """The changes of a file, what landed last first."""
        found = self.history.changes.get(path, ())
        if self._is_straight or len(found) < 2:
            return found
        return sorted(found, key=lambda change: (self.order(change.commit), change.commit))

    @cached_property
    def _is_straight(self) -> bool:
        """Whether the log tells the commits in the order in which they landed, as it mostly does."""
        orders = list(map(self.order, range(len(self.history.commits))))
        return all(map(le, orders, orders[1:]))

    def is_after(self, index: int, base: Base) -> bool | None:
        """Whether a commit landed after the document was last vouched for; None when that is hidden.

        What landed together with the document's edit (in one merge) did not come after it.
        """
        history = self.history
        if base.reviewed and history.commits[index].landing <= base.reviewed:
            return False
        if base.edit is None or base.edit in history.boundary:
            return None if index in history.boundary else True
        if self.order(index) < self.order(base.edit):
            return None if index in history.boundary else True
        return False

    def noise(self, commit: Commit) -> str:
        """Why a commit never counts; empty when it does."""
        if commit.id in self.history.bulk:
            return "`.git-blame-ignore-revs` names it"
        return f"it touches {commit.files} files" if commit.files >= self._bulk else ""

    def last_edit(self, path: str, *, closely: bool = True) -> int | None:
        """The commit that last really edited a document or its review date: no bulk edit, no move, no formatting.

        Its creation when there is no other; None when the history does not know it. Formatting is only told from an
        edit by a close look, which reads both versions.
        """
        key = (path, closely)
        if key not in self._edits:
            self._edits[key] = self._last_edit(path, closely=closely)
        return self._edits[key]

    def _last_edit(self, path: str, *, closely: bool) -> int | None:
        changes = self.changes(path)
        for change, older in zip(changes, [*changes[1:], None], strict=False):
            if change.commit in self.history.boundary:
                return change.commit
            if older is None:
                break
            if self.noise(self.history.commits[change.commit]) or change.blob == older.blob != "":
                continue
            if not closely or self._is_edit(change, older):
                return change.commit
        return changes[-1].commit if changes else None

    def base_edit(self, path: str, files: Iterable[str]) -> int | None:
        """The last real edit as `last_edit` finds it, or a later formatting that comes to the same for some files.

        Versions of the document are only read where a file changed between the two edits: elsewhere either will do.
        """
        changes = self.changes(path)
        orders = {
            self.order(c.commit) for file in files for c in self.history.changes.get(file, ())
        }
        for change, older in zip(changes, [*changes[1:], None], strict=False):
            if change.commit in self.history.boundary or older is None:
                return change.commit
            if self.noise(self.history.commits[change.commit]) or change.blob == older.blob != "":
                continue
            span = range(self.order(change.commit), self.order(older.commit))
            if not any(order in span for order in orders) or self._is_edit(change, older):
                return change.commit
        return None

    def _is_edit(self, change: Change, older: Change) -> bool:
        if not change.blob or not older.blob:
            return True
        new, old = self._catalog.past(change.blob), self._catalog.past(older.blob)
        if new is None or old is None:
            return True
        return _vouched(new) != _vouched(old)

    @cached_property
    def present(self) -> dict[str, str]:
        """Name before a rename -> present name, where the old name is free."""
        return {
            change.old: path
            for path, changes in self.history.changes.items()
            for change in changes
            if change.old and change.old not in self._catalog.paths
        }

    @cached_property
    def left(self) -> Paths:
        """Every path that is no longer there: deleted, or renamed."""
        return Paths({*self.deleted, *self.present})

    @cached_property
    def deleted(self) -> tuple[str, ...]:
        """Paths that were deleted and did not come back."""
        return tuple(
            path
            for path, changes in self.history.changes.items()
            if changes and changes[0].status == "D" and path not in self._catalog.paths
        )


def _vouched(text: str) -> tuple[object, ...]:
    """The body without its formatting, and the dates by which somebody vouches for it."""
    front = split(text)
    dates = (
        str(front.values.get(key))
        for key in sorted(front.values)
        if "review" in key.lower() or key == "ms.date"
    )
    return (plain("a.txt", front.body), *dates)
