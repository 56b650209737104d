"""What the log said, kept for the next run: a commit never changes, so only new ones are asked of git.

One file that may be lost, cut off or foreign at any time: it carries a checksum and what its rows hang on, and anything
that is not as it was written is read anew from git.
"""

import contextlib
import heapq
import os
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Self

import msgspec

from gazetteer.repo.logparse import Row

MOST = 200_000
"""Commits that are kept; of larger histories nothing is, so that the file stays below some hundred megabytes."""
HEADS = 8
"""Commits that are remembered as complete, their ancestors included."""

_MAGIC = b"gazetteer log 1\n"


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    key: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(_Kept)


class LogStore:
    """Rows by the name of their commit; of each head all ancestors are there.

    Attributes:
        key: what the rows hang on besides their commits.
    """

    def __init__(self, key: str, heads: tuple[str, ...] = (), rows: Iterable[Row] = ()) -> None:
        self.key = key
        self.heads = heads
        self.rows = {row.commit.id: row for row in rows}

    @classmethod
    def load(cls, path: Path, key: str) -> Self:
        """What a file holds; an empty store when it is missing, damaged, or hangs on something else."""
        try:
            raw = path.read_bytes()
            start = len(_MAGIC) + 4
            checksum = int.from_bytes(raw[len(_MAGIC) : start])
            if not raw.startswith(_MAGIC) or zlib.crc32(raw[start:]) != checksum:
                return cls(key)
            kept = _decoder.decode(memoryview(raw)[start:])
        except (OSError, msgspec.MsgspecError, ValueError):
            return cls(key)
        return cls(key, kept.heads, kept.rows) if kept.key == key else cls(key)

    def joined(self, head: str, found: Iterable[Row]) -> "LogStore":
        """The store with the rows of a further head, given all those of its ancestors that it lacked."""
        heads = (head, *(known for known in self.heads if known != head))[:HEADS]
        return LogStore(self.key, heads, (*self.rows.values(), *found))

    def save(self, path: Path) -> None:
        """Writes the file in one step; a disk that is full or read-only is no reason to fail."""
        if len(self.rows) > MOST or (path.exists() and not _is_ours(path)):
            return
        body = _encoder.encode(_Kept(self.key, self.heads, tuple(self.rows.values())))
        with contextlib.suppress(OSError):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}")
            try:
                with os.fdopen(descriptor, "wb") as stream:
                    stream.writelines((_MAGIC, zlib.crc32(body).to_bytes(4), body))
                Path(name).replace(path)
            finally:
                Path(name).unlink(missing_ok=True)

    def walk(self, head: str) -> Iterator[Row]:
        """The rows of a head and its ancestors in the order of `git log`: by date, children before their parents.

        Of those whose children were seen, the newest comes first, and of equally old ones the one that was seen first
        (git's revision.c, `commit_list_insert_by_date`).
        """
        seen = {head}
        waiting = [(-self.rows[head].commit.time, 0, head)]
        while waiting:
            row = self.rows[heapq.heappop(waiting)[2]]
            yield row
            for parent in row.commit.parents:
                if parent not in seen and parent in self.rows:
                    seen.add(parent)
                    time = self.rows[parent].commit.time
                    heapq.heappush(waiting, (-time, len(seen), parent))


class LogFile:
    """The file of the store, read once in a run: the histories of a change and of its base ask for much the same."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._store: LogStore | None = None

    def load(self, key: str) -> LogStore:
        """What the file holds, or what was kept since."""
        if self._store is None or self._store.key != key:
            self._store = LogStore.load(self._path, key)
        return self._store

    def keep(self, store: LogStore) -> None:
        """Writes the file anew."""
        self._store = store
        store.save(self._path)


def _is_ours(path: Path) -> bool:
    with contextlib.suppress(OSError), path.open("rb") as stream:
        return stream.read(len(_MAGIC)) == _MAGIC
    return False
