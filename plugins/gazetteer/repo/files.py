"""Files on disk, opened so that nothing outside the root is ever reached."""

import contextlib
import os
import stat
import weakref
from pathlib import Path
from threading import Lock

from gazetteer.repo.tree import blob_id

HASHED = 8 * 1024 * 1024
"""Bytes up to which a file on disk is known by its content; a larger one by its size and time, as git's index does."""

# Without O_NONBLOCK, opening a pipe that took a file's place would wait for a writer for ever.
_FILE = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_FILE |= getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_FOLDER = _FILE | getattr(os, "O_DIRECTORY", 0)
_CAN_WALK = os.open in os.supports_dir_fd and hasattr(os, "O_NOFOLLOW")


class Files:
    """The regular files below a root; a link anywhere on the way to one makes it nothing to us."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lock = Lock()
        # The folder opened last: files are mostly read in order of their paths. Kept in a list for `_close_all`.
        self._folder: str | None = None
        self._numbers: list[int] = []
        weakref.finalize(self, _close_all, self._numbers)

    def read(self, path: str) -> bytes | None:
        """The content of a regular file, or None."""
        number = self._open(path)
        if number is None:
            return None
        try:
            return _read(number, os.fstat(number).st_size)
        except OSError:
            return None
        finally:
            os.close(number)

    def content_id(self, path: str) -> str | None:
        """The git blob id of a file's content (a stand-in for more than `HASHED` bytes); None if it is unreadable."""
        number = self._open(path)
        if number is None:
            return None
        try:
            status = os.fstat(number)
            if status.st_size > HASHED:
                return f"{status.st_size:x}-{status.st_mtime_ns:x}"
            return blob_id(_read(number, status.st_size))
        except OSError:
            return None
        finally:
            os.close(number)

    def size(self, path: str) -> int:
        """Size in bytes of what is at a path; 0 when nothing is."""
        try:
            return os.lstat(f"{self._root}{os.sep}{path}").st_size
        except OSError:
            return 0

    def mode(self, path: str) -> int:
        """What is at a path, as `stat.S_IFMT` tells; 0 when nothing is."""
        try:
            return stat.S_IFMT((self._root / path).lstat().st_mode)
        except OSError:
            return 0

    def target(self, path: str) -> str:
        """Where a symbolic link points, as written; empty when that is no link."""
        try:
            target = (self._root / path).readlink()
        except OSError:
            return ""
        return os.fsencode(target).decode(errors="backslashreplace").replace(os.sep, "/")

    def close(self) -> None:
        """Gives the descriptor of the folder opened last back; a later `read` opens one again."""
        with self._lock:
            self._forget()

    def _open(self, path: str) -> int | None:
        folder, _, name = path.rpartition("/")
        try:
            if not _CAN_WALK:
                number = self._open_by_name(path)
            else:
                with self._lock:
                    number = os.open(name, _FILE, dir_fd=self._enter(folder))
        except (OSError, ValueError):
            return None
        if stat.S_ISREG(os.fstat(number).st_mode):
            return number
        os.close(number)
        return None

    def _enter(self, folder: str) -> int:
        """Opens folder by folder, each relative to the one before, so that none can be swapped for a link meanwhile."""
        if self._folder == folder:
            return self._numbers[0]
        self._forget()
        number = os.open(self._root, _FOLDER & ~os.O_NOFOLLOW)
        try:
            for part in filter(None, folder.split("/")):
                outer, number = number, os.open(part, _FOLDER, dir_fd=number)
                os.close(outer)
        except OSError:
            os.close(number)
            raise
        self._folder = folder
        self._numbers.append(number)
        return number

    def _forget(self) -> None:
        self._folder = None
        _close_all(self._numbers)

    def _open_by_name(self, path: str) -> int:
        """For systems without descriptors of folders (Windows): looks before it opens."""
        full = self._root / path
        if full.is_symlink() or not full.resolve().is_relative_to(self._root.resolve()):
            raise OSError(f"{path} leads out of the tree")
        return os.open(full, _FILE)


def _read(number: int, size: int) -> bytes:
    """Reads a regular file whole; one that grows meanwhile is read as far as it was when it was opened."""
    parts: list[bytes] = []
    while size > 0 and (part := os.read(number, size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _close_all(numbers: list[int]) -> None:
    while numbers:
        with contextlib.suppress(OSError):
            os.close(numbers.pop())
