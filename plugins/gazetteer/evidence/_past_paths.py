"""Files and folders that the tree no longer has: by which commit they went, and to where."""

from collections import Counter
from functools import cached_property
from typing import NamedTuple

from gazetteer.evidence._timeline import Timeline
from gazetteer.model.catalog import Catalog


class Departure(NamedTuple):
    """What became of a path.

    Attributes:
        commit: index of the commit; None for a change that is not committed yet.
        to: where it is now; empty when it is nowhere.
    """

    commit: int | None
    to: str = ""


class PastPaths:
    """What became of the paths of one catalog's tree that are no longer there."""

    def __init__(self, catalog: Catalog, timeline: Timeline) -> None:
        self._catalog = catalog
        self._timeline = timeline

    def departure(self, path: str) -> Departure | None:
        """What became of a file or folder; None when the history does not know it."""
        return self._files.get(path) or self._folders.get(path)

    def ending_with(self, text: str) -> str:
        """The one file that is gone and whose path ends with `folder/name`; empty for none or several."""
        found = [
            path
            for path in self._by_name.get(text.rpartition("/")[2], ())
            if path.endswith(f"/{text}")
        ]
        return found[0] if len(found) == 1 else ""

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        names: dict[str, list[str]] = {}
        for path in self._files:
            names.setdefault(path.rpartition("/")[2], []).append(path)
        return names

    @cached_property
    def _files(self) -> dict[str, Departure]:
        found: dict[str, Departure] = {}
        here = self._catalog.paths
        by_content = {content_id: path for path, content_id in here.items()}
        for path, changes in self._timeline.history.changes.items():
            if changes and path not in here:
                if changes[0].status == "D":
                    found[path] = Departure(changes[0].commit)
                else:
                    found[path] = Departure(None, by_content.get(changes[0].blob, ""))
            for change in changes:
                if change.old and change.old not in here:
                    # A file that was renamed twice is known under each of its names.
                    found[change.old] = Departure(change.commit, path if path in here else "")
        return found

    @cached_property
    def _folders(self) -> dict[str, Departure]:
        """Folders all of whose files are gone; where most of them went together, and by the last of the commits."""
        members: dict[str, list[tuple[str, Departure]]] = {}
        for path, departure in self._files.items():
            folder = path.rpartition("/")[0]
            while folder and folder not in self._catalog.folders:
                members.setdefault(folder, []).append((path, departure))
                folder = folder.rpartition("/")[0]
        return {folder: self._together(folder, files) for folder, files in members.items()}

    def _together(self, folder: str, files: list[tuple[str, Departure]]) -> Departure:
        new = Counter(
            departure.to.removesuffix(path.removeprefix(folder))
            for path, departure in files
            if departure.to and departure.to.endswith(path.removeprefix(folder))
        ).most_common(1)
        to = new[0][0] if new and new[0][1] * 2 >= len(files) else ""
        commits = [departure.commit for _, departure in files]
        if None in commits:
            return Departure(None, to)
        return Departure(min((c for c in commits if c is not None), key=self._timeline.order), to)
