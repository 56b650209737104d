"""The one small shape through which everything is read, and the tree that lives in memory."""

import hashlib
from collections.abc import Mapping
from typing import Protocol

from gazetteer.model.fault import Fault


class Tree(Protocol):
    """A repository as files."""

    @property
    def name(self) -> str:
        """What to call it in front of people: the folder's name, or `name@ref`."""
        ...

    def paths(self) -> Mapping[str, str]:
        """Every file: POSIX path relative to the root -> content id (git blob id), sorted by path.

        Symbolic links that stay inside the tree count as the file they name; those that leave it, loop or dangle, and
        submodules, are left out and reported by `faults`.
        """
        ...

    def read(self, path: str) -> bytes | None:
        """The content of a path of `paths()`; None for anything else, so that nothing outside can be read."""
        ...

    def size(self, path: str) -> int:
        """Size in bytes of a path of `paths()`; 0 for anything else."""
        ...

    def faults(self) -> tuple[Fault, ...]:
        """What could not become part of the tree, of kind `file`."""
        ...


def blob_id(content: bytes) -> str:
    """Git's object name of a blob (SHA-1 of a header and the content; gitformat-pack documentation)."""
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


class MemoryTree:
    """A tree given as path -> content; for tests, examples and `explain`."""

    def __init__(self, files: Mapping[str, str | bytes], name: str = "memory") -> None:
        self._files = {
            path: content.encode() if isinstance(content, str) else content
            for path, content in sorted(files.items())
        }
        self.name = name

    def paths(self) -> Mapping[str, str]:
        """Path -> content id."""
        return {path: blob_id(content) for path, content in self._files.items()}

    def read(self, path: str) -> bytes | None:
        """The content, or None."""
        return self._files.get(path)

    def size(self, path: str) -> int:
        """Size in bytes."""
        return len(self._files.get(path, b""))

    def faults(self) -> tuple[Fault, ...]:
        """None: everything given is part of it."""
        return ()
