"""The tree as it lies on disk: git's index with the changes made since, or a plain folder."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from gazetteer.errors import TreeError
from gazetteer.model.fault import Fault
from gazetteer.repo.files import Files
from gazetteer.repo.git import Finder, find_repository
from gazetteer.repo.gittree import GitTree
from gazetteer.repo.listing import Listing, list_files
from gazetteer.repo.objects import Objects
from gazetteer.repo.tree import Tree


def open_tree(root: Path, ref: str = "") -> Tree:
    """The tree of a folder as it lies on disk, or as a ref has it.

    Args:
        root: a folder; inside git or not.
        ref: anything that names a commit; empty for what lies on disk.

    Raises:
        TreeError: there is no such folder or ref, or git refuses.
    """
    if not root.is_dir():
        what = "is a file, not a folder" if root.exists() else "does not exist"
        raise TreeError(f"{root} {what}")
    return GitTree(root, ref) if ref else WorkingTree(root)


class WorkingTree:
    """The files below a folder, as they are now.

    Inside git: what the index names, as it lies on disk (line ends included), plus untracked files that are not
    ignored. Files that a sparse checkout keeps off the disk are read from git's objects, so that the catalog does not
    hang on how the repository was checked out. In a plain folder, or one that git ignores: everything but junk.

    The list is made once, when it is first asked for.

    Attributes:
        name: of the folder, for people.
    """

    def __init__(self, root: Path, *, find: Finder = find_repository) -> None:
        """Looks for git around a folder, by means of `find`.

        Raises:
            TreeError: git refuses, or the folder is a bare repository.
        """
        self.name = root.absolute().name
        self._root = root
        self._repository = find(root)
        if self._repository and self._repository.bare:
            raise TreeError(f"{root} is a bare repository without files: name a ref (`--at HEAD`)")
        self._objects = Objects(root)
        self._files = Files(root)

    def paths(self) -> Mapping[str, str]:
        """Path -> content id: git's for unchanged files, computed for the others."""
        return self._listing.ids

    def read(self, path: str) -> bytes | None:
        """The content as it lies on disk now."""
        listing = self._listing
        if path not in listing.ids:
            return None
        real = listing.named.get(path, path)
        if real in listing.sparse:
            return self._objects.read(listing.sparse[real])
        return self._files.read(real)

    def size(self, path: str) -> int:
        """Size in bytes on disk now."""
        listing = self._listing
        if path not in listing.ids:
            return 0
        real = listing.named.get(path, path)
        if real in listing.sparse:
            return self._sparse_sizes.get(listing.sparse[real], 0)
        return self._files.size(real)

    def faults(self) -> tuple[Fault, ...]:
        """Links that lead nowhere, submodules, unreadable folders and names."""
        return self._listing.faults

    @property
    def uncommitted(self) -> frozenset[str]:
        """Paths that differ from the last commit; none outside git."""
        return self._listing.uncommitted

    def close(self) -> None:
        """Gives back what reading holds open; a later `read` opens it again."""
        self._objects.close()
        self._files.close()

    @cached_property
    def _sparse_sizes(self) -> dict[str, int]:
        return self._objects.sizes(sorted(set(self._listing.sparse.values())))

    @cached_property
    def _listing(self) -> Listing:
        return list_files(self._root, self._repository, self._files, self._objects)
