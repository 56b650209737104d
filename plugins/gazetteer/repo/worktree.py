"""The tree as it lies on disk: git's index with the changes made since, or a plain folder."""

import os
import stat
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from gazetteer.errors import TreeError
from gazetteer.model.fault import Fault
from gazetteer.repo import faults
from gazetteer.repo.files import Files
from gazetteer.repo.git import Repository, find_repository
from gazetteer.repo.gittree import GitTree
from gazetteer.repo.index import Index, read_index
from gazetteer.repo.objects import Objects, missing
from gazetteer.repo.plainfolder import walk_folder
from gazetteer.repo.symlinks import resolve_links
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

    def __init__(self, root: Path) -> None:
        """Looks for git around a folder.

        Raises:
            TreeError: git refuses, or the folder is a bare repository.
        """
        self.name = root.absolute().name
        self._root = root
        self._repository = find_repository(root)
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
    def _listing(self) -> "_Listing":
        listing = _Listing()
        links: dict[str, str] = {}
        problems: list[Fault] = []
        index = read_index(self._repository) if self._repository else None
        # A folder that a repository around it ignores is a plain folder to us.
        if self._repository and index and (index.entries or not self._repository.prefix):
            self._take_index(self._repository, index, listing, links, problems)
        else:
            walk = walk_folder(self._root, self._files)
            links, problems = walk.links, walk.faults
            for path in walk.files:
                self._take_file(path, listing, problems)
        listing.named, broken = resolve_links(links, listing.ids.keys())
        listing.ids.update({link: listing.ids[path] for link, path in listing.named.items()})
        listing.ids = dict(sorted(listing.ids.items()))
        listing.faults = (*problems, *broken)
        return listing

    def _take_index(
        self,
        repository: Repository,
        index: Index,
        listing: "_Listing",
        links: dict[str, str],
        problems: list[Fault],
    ) -> None:
        problems += index.faults
        listing.uncommitted = index.uncommitted
        sparse = {path: entry.oid for path, entry in index.entries.items() if entry.sparse}
        absent = missing(repository.root, "HEAD") if sparse and repository.partial else frozenset()
        left_out: list[str] = []
        for path, entry in index.entries.items():
            if entry.sparse:
                if entry.oid in absent:
                    left_out.append(path)
                elif entry.link:
                    links[path] = (self._objects.read(entry.oid) or b"").decode(errors="replace")
                else:
                    listing.sparse[path] = listing.ids[path] = entry.oid
            elif entry.link or (not entry.oid and self._files.mode(path) == stat.S_IFLNK):
                links[path] = self._files.target(path)
            elif entry.oid:
                listing.ids[path] = entry.oid
            else:
                self._take_file(path, listing, problems)
        if left_out:
            problems.append(faults.not_here(left_out))

    def _take_file(self, path: str, listing: "_Listing", problems: list[Fault]) -> None:
        if self._files.mode(path) != stat.S_IFREG:
            return
        computed = self._files.content_id(path)
        if computed is None:
            problems.append(faults.unreadable(path, os.strerror(13)))
        else:
            listing.ids[path] = computed


class _Listing:
    """What a tree holds; filled once.

    Attributes:
        ids: path -> content id; named: link -> the file it names; sparse: path -> object that stands in for the file.
    """

    def __init__(self) -> None:
        self.ids: dict[str, str] = {}
        self.named: dict[str, str] = {}
        self.sparse: dict[str, str] = {}
        self.uncommitted: frozenset[str] = frozenset()
        self.faults: tuple[Fault, ...] = ()
