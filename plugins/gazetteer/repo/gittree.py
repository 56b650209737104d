"""A tree as any ref of a git repository has it, read without a checkout."""

import difflib
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from gazetteer.errors import TreeError
from gazetteer.model.fault import Fault
from gazetteer.repo import faults
from gazetteer.repo.git import Finder, Repository, find_repository, git
from gazetteer.repo.objects import Objects, missing
from gazetteer.repo.symlinks import resolve_links

LINK, SUBMODULE = "120000", "160000"
"""Modes of tree entries that are no files (git-fast-import documentation)."""


class GitTree:
    """The files of one commit, below a folder of the repository.

    Attributes:
        name: folder and ref, for people.
        commit: full object name of what the ref named when the tree was opened.
    """

    def __init__(self, root: Path, ref: str, *, find: Finder = find_repository) -> None:
        """Resolves the ref at once; reads the list of files when it is first asked for.

        Args:
            root: the top of a repository, bare or not, or a folder below it.
            ref: anything that names a commit: a branch, a tag, an id, `HEAD~2`.
            find: tells of the repository around a folder.

        Raises:
            TreeError: no repository, no such commit, or git refuses.
        """
        repository = find(root)
        if repository is None:
            raise TreeError(f"{root} is not inside a git repository, so there is no {ref!r} in it")
        self.commit = resolve(root, ref)
        self.name = f"{root.absolute().name}@{ref}"
        self._repository = repository
        self._objects = Objects(root)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.close()

    def paths(self) -> Mapping[str, str]:
        """Path -> object name of the blob."""
        return self._listing[0]

    def read(self, path: str) -> bytes | None:
        """The content as committed, without any filter or change of line ends."""
        oid = self.paths().get(path)
        return None if oid is None else self._objects.read(oid)

    def size(self, path: str) -> int:
        """Size in bytes as committed."""
        return self._sizes.get(self.paths().get(path, ""), 0)

    def faults(self) -> tuple[Fault, ...]:
        """Links that lead nowhere, submodules, unreadable names, objects a partial clone lacks."""
        return self._listing[1]

    def close(self) -> None:
        """Ends the process that reads contents; a later `read` starts it again."""
        self._objects.close()

    @cached_property
    def _sizes(self) -> dict[str, int]:
        return self._objects.sizes(sorted(set(self.paths().values())))

    @cached_property
    def _listing(self) -> tuple[dict[str, str], tuple[Fault, ...]]:
        return _list(self._repository, self.commit, self._objects)


def resolve(root: Path, ref: str) -> str:
    """The full name of the commit that a ref names.

    Raises:
        TreeError: there is none, with the nearest names there are.
    """
    # No ref and no expression starts with a dash (git-check-ref-format); older versions took it for an option.
    if ref and not ref.startswith("-") and ref.isprintable():
        asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
        found = git(root, *asked, allowed=(0, 1, 128)).decode().strip()
        if found:
            return found
    names = git(root, "for-each-ref", "--format=%(refname:short)").decode(errors="replace").split()
    near = difflib.get_close_matches(ref, names, n=3)
    advice = f"; near it: {', '.join(near)}" if near else ""
    raise TreeError(
        f"{root} has no commit called {ref!r}{advice}. In a shallow clone, fetch it first"
    )


def fork_point(root: Path, base: str, ref: str) -> str:
    """The commit where the history of `ref` left that of `base` (git-merge-base).

    Raises:
        TreeError: one of them names no commit, or they have no commit in common as far as this clone can tell.
    """
    names = (resolve(root, base), resolve(root, ref))
    found = git(root, "merge-base", *names, allowed=(0, 1)).decode().split()
    if not found:
        raise TreeError(
            f"{base} and {ref} have no commit in common here: fetch the full history of both"
            " (`git fetch --unshallow`; in CI, set the fetch depth to 0)"
        )
    return found[0]


def _list(
    repository: Repository, commit: str, objects: Objects
) -> tuple[dict[str, str], tuple[Fault, ...]]:
    absent = missing(repository.root, commit) if repository.partial else frozenset()
    listed = git(repository.root, "ls-tree", "-r", "-z", commit)
    found: dict[str, str] = {}
    links: dict[str, str] = {}
    problems: list[Fault] = []
    left_out: list[str] = []
    for entry in listed.split(b"\0")[:-1]:
        head, _, raw = entry.partition(b"\t")
        mode, _, oid = head.decode().split(" ")
        try:
            path = raw.decode()
        except UnicodeDecodeError:
            problems.append(faults.bad_name(raw))
            continue
        if mode == SUBMODULE:
            problems.append(faults.submodule(path))
        elif oid in absent:
            left_out.append(path)
        elif mode == LINK:
            links[path] = (objects.read(oid) or b"").decode(errors="replace")
        else:
            found[path] = oid
    if left_out:
        problems.append(faults.not_here(left_out))
    named, broken = resolve_links(links, found.keys())
    found.update({link: found[path] for link, path in named.items()})
    return dict(sorted(found.items())), (*problems, *broken)
