"""The list of a working tree's files, from git's index or from a walk."""

import errno
import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

from gazetteer.model.fault import Fault
from gazetteer.repo import faults
from gazetteer.repo.files import Files
from gazetteer.repo.git import Repository
from gazetteer.repo.index import Index, read_index
from gazetteer.repo.objects import Objects, missing
from gazetteer.repo.plainfolder import walk_folder
from gazetteer.repo.symlinks import resolve_links


@dataclass(frozen=True)
class Listing:
    """What a working tree holds.

    Attributes:
        ids: path -> content id, sorted by path.
        named: symbolic link -> the file it names.
        sparse: path of a file that a sparse checkout keeps off the disk -> the object that has its content.
        uncommitted: paths that differ from the last commit.
        faults: what is left out, and why.
    """

    ids: dict[str, str]
    named: dict[str, str]
    sparse: dict[str, str]
    uncommitted: frozenset[str]
    faults: tuple[Fault, ...]


@dataclass
class _Found:
    """What has been found so far: content ids, links with their targets, and what went wrong."""

    on_disk: Files
    ids: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    sparse: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def look(self, path: str) -> None:
        """Takes up what lies on disk at a path; what is neither a file nor a link is nothing to us."""
        kind = self.on_disk.mode(path)
        if kind == stat.S_IFLNK:
            self.links[path] = self.on_disk.target(path)
        elif kind == stat.S_IFREG:
            computed = self.on_disk.content_id(path)
            if computed is None:
                self.faults.append(faults.unreadable(path, os.strerror(errno.EACCES)))
            else:
                self.ids[path] = computed


def list_files(
    root: Path, repository: Repository | None, on_disk: Files, objects: Objects
) -> Listing:
    """Lists a folder: by git's index, or by a walk where git knows nothing of it.

    Raises:
        TreeError: git fails.
    """
    found = _Found(on_disk)
    index = read_index(repository) if repository else None
    # A folder that the repository around it ignores has no entries, and is a plain folder to us.
    if repository and index and (index.entries or not repository.prefix):
        _take_index(repository, index, objects, found)
    else:
        walk = walk_folder(root)
        found.faults += walk.faults
        for path in walk.paths:
            found.look(path)
    named, broken = resolve_links(found.links, found.ids.keys())
    ids = found.ids | {link: found.ids[path] for link, path in named.items()}
    return Listing(
        ids=dict(sorted(ids.items())),
        named=named,
        sparse=found.sparse,
        uncommitted=index.uncommitted if index else frozenset(),
        faults=(*found.faults, *broken),
    )


def _take_index(repository: Repository, index: Index, objects: Objects, found: _Found) -> None:
    found.faults += index.faults
    is_sparse = any(entry.sparse for entry in index.entries.values())
    absent = missing(repository.root, "HEAD") if is_sparse and repository.partial else frozenset()
    left_out: list[str] = []
    for path, entry in index.entries.items():
        if not entry.oid or (entry.link and not entry.sparse):
            found.look(path)
        elif entry.oid in absent:
            left_out.append(path)
        elif entry.link:
            found.links[path] = (objects.read(entry.oid) or b"").decode(errors="replace")
        else:
            found.ids[path] = entry.oid
            if entry.sparse:
                found.sparse[path] = entry.oid
    if left_out:
        found.faults.append(faults.not_here(left_out))
