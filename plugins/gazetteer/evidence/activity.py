"""What the history tells of an entity's folder: last change, active authors, latest tag."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

import msgspec

from gazetteer.model.catalog import Catalog
from gazetteer.model.entity import Entity
from gazetteer.model.history import Commit, History


class Author(msgspec.Struct, frozen=True):
    """Somebody who changed an entity's files lately.

    Attributes:
        name: as in the newest of the commits.
        commits: how many, in the window asked for.
    """

    name: str
    email: str
    commits: int


class Activity(msgspec.Struct, frozen=True, kw_only=True):
    """What happened to an entity's files.

    Attributes:
        last: the commit that changed one of them last; None when that is not known.
        authors: who changed them in the window, busiest first; commits of `.git-blame-ignore-revs` do not count.
        complete: whether the history reaches back over the whole window; if not, authors may be missing.
        tag: latest tag: of the entity (`cart-v2`, `cart/2.0`, `cart@2.0`) or, when it has none, of the repository.
    """

    last: Commit | None = None
    authors: tuple[Author, ...] = ()
    complete: bool = False
    tag: str = ""


class Activities:
    """Answers what happened to entities; one pass over all changes, made once for a catalog.

    Args:
        catalog: with its history and the date to judge by.
        days: length of the window for active authors.
    """

    def __init__(self, catalog: Catalog, days: int = 90) -> None:
        self._history = catalog.history
        start = datetime.combine(catalog.today - timedelta(days=days), time(), UTC)
        self._since = start.timestamp()
        folders = {entity.folder for entity in catalog.entities.values()}
        self._newest: dict[str, int] = {}
        self._recent: dict[str, set[int]] = {}
        chains: dict[str, list[str]] = {}
        for path, changes in self._history.changes.items():
            folder = path.rpartition("/")[0]
            chain = chains.get(folder)
            if chain is None:
                chain = chains[folder] = [name for name in _with_parents(folder) if name in folders]
            if chain and changes:
                recent = [change.commit for change in changes if self._counts(change.commit)]
                for name in chain:
                    # Commits are numbered from the newest.
                    newest = self._newest.get(name, changes[0].commit)
                    self._newest[name] = min(newest, changes[0].commit)
                    self._recent.setdefault(name, set()).update(recent)
        self._complete = _reaches(self._history, self._since)

    def of(self, entity: Entity) -> Activity:
        """What happened to the files below the entity's folder."""
        newest = self._newest.get(entity.folder)
        unknown = newest is None or newest in self._history.boundary
        return Activity(
            last=None if newest is None or unknown else self._history.commits[newest],
            authors=_authors(self._history, sorted(self._recent.get(entity.folder, ()))),
            complete=self._complete,
            tag=_tag(self._history, entity.name),
        )

    def commits(self, entity: Entity) -> tuple[Commit, ...]:
        """The commits of the window that touched the files below the entity's folder, the newest first."""
        numbers = sorted(self._recent.get(entity.folder, ()))
        return tuple(self._history.commits[number] for number in numbers)

    def by_folder(self, most: int) -> dict[str, tuple[str, ...]]:
        """Folder -> names of those who changed its own files and those below in the window, busiest first."""
        recent: dict[str, set[int]] = {}
        for path, changes in self._history.changes.items():
            numbers = [change.commit for change in changes if self._counts(change.commit)]
            if numbers:
                for name in _with_parents(path.rpartition("/")[0]):
                    recent.setdefault(name, set()).update(numbers)
        return {
            folder: tuple(a.name for a in _authors(self._history, sorted(numbers))[:most])
            for folder, numbers in recent.items()
        }

    def _counts(self, number: int) -> bool:
        commit = self._history.commits[number]
        return (
            commit.time >= self._since
            and number not in self._history.boundary
            and commit.id not in self._history.bulk
        )


def _authors(history: History, numbers: list[int]) -> tuple[Author, ...]:
    """One author for each address, whatever its letter case."""
    names: dict[str, Commit] = {}
    counts: dict[str, int] = {}
    for number in numbers:
        commit = history.commits[number]
        key = commit.email.lower() or commit.author
        names.setdefault(key, commit)
        counts[key] = counts.get(key, 0) + 1
    authors = [Author(names[key].author, names[key].email, count) for key, count in counts.items()]
    return tuple(sorted(authors, key=lambda author: (-author.commits, author.name)))


def _reaches(history: History, since: float) -> bool:
    if history.state == "full":
        return True
    edges = [history.commits[number].time for number in history.boundary]
    return history.state == "shallow" and bool(edges) and max(edges) < since


def _tag(history: History, name: str) -> str:
    own = tuple(f"{name.lower()}{separator}" for separator in "-/@_")
    names = [tag for tag, _commit, _time in history.tags]
    return next((tag for tag in names if tag.lower().startswith(own)), names[0] if names else "")


def _with_parents(folder: str) -> Iterator[str]:
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]
    yield ""
