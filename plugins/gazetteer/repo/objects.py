"""Contents of git objects, through one long-lived `git cat-file --batch` process."""

import subprocess
import weakref
from collections.abc import Iterable
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self

from gazetteer.repo.git import command, environment, git


class Objects:
    """The object store of a repository; the process starts with the first question and ends with `close`."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.close()

    def read(self, oid: str) -> bytes | None:
        """The content of a blob; None when it is not in the store."""
        with self._lock:
            process = self._running()
            assert process.stdin is not None  # noqa: S101 - both ends are pipes: see `_running`
            assert process.stdout is not None  # noqa: S101 - as above
            try:
                process.stdin.write(f"{oid}\n".encode())
                process.stdin.flush()
            except BrokenPipeError:
                header = b""
            else:
                header = process.stdout.readline()
            if not header:
                # Git ends instead of answering when a partial clone lacks the object; the next question starts it anew.
                self._end()
                return None
            fields = header.split()
            if len(fields) != 3:
                return None
            content = process.stdout.read(int(fields[2]) + 1)[:-1]
            return content if fields[1] == b"blob" else None

    def sizes(self, oids: Iterable[str]) -> dict[str, int]:
        """Object name -> size in bytes, of those that the store holds."""
        asked = "".join(f"{oid}\n" for oid in oids).encode()
        check = ("cat-file", "--batch-check=%(objectname) %(objectsize)", "--buffer")
        lines = git(self._root, *check, stdin=asked).decode().splitlines()
        pairs = (line.split(" ") for line in lines)
        return {oid: int(size) for oid, size in pairs if size.isdigit()}

    def close(self) -> None:
        """Ends the process."""
        with self._lock:
            self._end()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = subprocess.Popen(
                command(self._root, "cat-file", "--batch"),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment(),
            )
            weakref.finalize(self, _stop, self._process)
        return self._process

    def _end(self) -> None:
        if self._process is not None:
            _stop(self._process)
            self._process = None


def missing(root: Path, commit: str) -> frozenset[str]:
    """Names of the objects of a commit's tree that a partial clone does not hold; asks nobody for them."""
    asked = ("rev-list", "--objects", "--no-walk", "--missing=print", commit)
    lines = git(root, *asked).decode(errors="replace").splitlines()
    return frozenset(line[1:] for line in lines if line.startswith("?"))


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ends a process and waits for it; does nothing to one that has ended."""
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except BrokenPipeError:
                continue  # it died with a question unanswered
    process.kill()
    process.wait()
