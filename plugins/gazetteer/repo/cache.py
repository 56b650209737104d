"""The record cache: what sources made of files, kept in one SQLite file that may be lost at any time."""

import hashlib
import os
import sqlite3
import zlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec

from gazetteer import __version__
from gazetteer.model.catalog import Record
from gazetteer.repo.cachefile import is_damage, is_empty, open_file, prune, remove

VARIABLE = "GAZETTEER_CACHE"
"""The environment variable that names the cache file, or says `off`."""

BATCH = 1_000
"""Records of so many files are written at once; killed in between, a run loses only the last batch."""

_ENCODER = msgspec.msgpack.Encoder()
_RECORDS = msgspec.msgpack.Decoder(tuple[Record, ...])
_READS = msgspec.msgpack.Decoder(dict[str, str])


def default_cache_path(root: Path) -> Path | None:
    """Where the cache of a tree belongs, or None for no cache.

    `GAZETTEER_CACHE` decides: a path, or `off`. Otherwise it is a file in the user's cache folder (XDG Base Directory
    specification), one for each root.
    """
    chosen = os.environ.get(VARIABLE, "")
    if chosen:
        return None if chosen.lower() == "off" else Path(chosen)
    folder = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if not folder.is_absolute():
        home = os.environ.get("LOCALAPPDATA" if os.name == "nt" else "HOME", "")
        if not Path(home).is_absolute():
            return None
        folder = Path(home) if os.name == "nt" else Path(home, ".cache")
    name = hashlib.sha1(os.fsencode(root.resolve()), usedforsecurity=False).hexdigest()
    return folder / "gazetteer" / f"{name}.sqlite"


class RecordCache:
    """Records of files by those who read them, version of this program, path and content id.

    Never a reason to fail: a file that is damaged is made anew; one that is locked, read-only or not ours is left
    alone, and the run goes on without it. Never wrong: each row carries a checksum over its key and itself, and
    everything its records hung on. That is why power failures need no guard (`synchronous=OFF`); against a killed
    process, SQLite's rollback journal is enough.
    """

    def __init__(self, path: Path | None, *, twice: bool = False) -> None:
        """Opens or makes the file.

        Args:
            path: of the file; None for a cache that keeps nothing.
            twice: whether two surveys of one run ask for much the same: records then stay in memory, once for both.
        """
        self._path = path
        self._decoded: dict[int, tuple[dict[str, str], tuple[Record, ...]]] | None
        self._decoded = {} if twice else None
        self._used: set[int] = set()
        self._pending: dict[int, tuple[int, bytes, bytes, int]] = {}
        self._writable = True
        self._db = None if path is None else open_file(path)
        self._was_empty = self._db is not None and is_empty(self._db)

    def get(
        self,
        readers: str,
        path: str,
        content_id: str,
        current: Mapping[str, str],
    ) -> tuple[Record, ...] | None:
        """The records of a file, if all that they hung on is as it was; None otherwise.

        Args:
            readers: the sources that read it, with the versions of their code and what else their answers hang on.
            path: of the file.
            content_id: of the file.
            current: path -> content id of the files of the tree now.
        """
        if self._db is None:
            return None
        key = _key(readers, path, content_id)
        kept = self._decoded.get(key) if self._decoded is not None else None
        kept = kept or self._read(key)
        if kept is None or any(current.get(read, "") != id_ for read, id_ in kept[0].items()):
            return None
        if self._decoded is not None:
            self._decoded[key] = kept
        self._used.add(key)
        return kept[1]

    def _read(self, key: int) -> tuple[dict[str, str], tuple[Record, ...]] | None:
        """What a row holds: what its records hung on, and the records."""
        row = self._pending.get(key) or self._select(key)
        if row is None or row[3] != _checksum(key, row[1], row[2]):
            return None
        try:
            return _READS.decode(row[1]), _RECORDS.decode(row[2])
        except msgspec.DecodeError:
            return None

    def put(
        self,
        readers: str,
        path: str,
        content_id: str,
        reads: Mapping[str, str],
        records: tuple[Record, ...],
    ) -> None:
        """Keeps the records of a file.

        Args:
            readers: the sources that read it, with the versions of their code and what else their answers hang on.
            path: of the file.
            content_id: of the file.
            reads: path -> content id of everything else the source asked for, "" for what did not exist.
            records: what the source yielded.
        """
        if self._db is None:
            return
        key = _key(readers, path, content_id)
        try:
            asked, made = _ENCODER.encode(dict(reads)), _ENCODER.encode(records)
        except UnicodeEncodeError:
            return  # half a surrogate pair, which JSON can spell and UTF-8 cannot
        self._used.add(key)
        self._pending[key] = (key, asked, made, _checksum(key, asked, made))
        if len(self._pending) >= BATCH:
            self._write()

    def close(self) -> None:
        """Writes what is still to be written, throws old rows away when there are many, and closes the file."""
        self._write()
        if self._db is not None and self._writable:
            try:
                prune(self._db, self._used)
            except sqlite3.Error:
                self._writable = False
        if self._db is not None:
            self._db.close()
            self._db = None

    def _select(self, key: int) -> tuple[int, bytes, bytes, int] | None:
        # Six thousand questions for what cannot be there are a thirtieth of a first run over a thousand services.
        if self._db is None or (self._was_empty and key not in self._used):
            return None
        asked = "SELECT key, reads, records, checksum FROM records WHERE key = ?"
        try:
            row: tuple[int, bytes, bytes, int] | None = self._db.execute(asked, (key,)).fetchone()
        except sqlite3.Error as error:
            self._give_up(error)
            return None
        return row

    def _write(self) -> None:
        rows = list(self._pending.values())
        self._pending.clear()
        if self._db is None or not self._writable or not rows:
            return
        try:
            with self._db:
                self._db.executemany("INSERT OR REPLACE INTO records VALUES (?, ?, ?, ?)", rows)
        except sqlite3.Error as error:
            self._writable = False
            self._give_up(error)

    def _give_up(self, error: sqlite3.Error) -> None:
        """Does without a damaged file from here on, and makes room for a new one; bears with one that is busy."""
        if self._db is None or not is_damage(error):
            return
        self._db.close()
        self._db = None
        if self._path is not None:
            remove(self._path)


def _key(readers: str, path: str, content_id: str) -> int:
    """64 bits, the size of a row's number in SQLite: looking up numbers needs no index."""
    text = f"{_shape()}\0{readers}\0{path}\0{content_id}"
    digest = hashlib.blake2b(text.encode(), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)


def _checksum(key: int, reads: bytes, records: bytes) -> int:
    return zlib.crc32(records, zlib.crc32(reads, key & 0xFFFFFFFF))


@cache
def _shape() -> str:
    """The version of this program, and a digest of the shape of records: a row of another shape is none of ours."""
    schema = repr(msgspec.json.schema(tuple[Record, ...]))
    return f"{__version__} {hashlib.sha1(schema.encode(), usedforsecurity=False).hexdigest()}"
