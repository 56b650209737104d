"""The cache's file: one SQLite file that is known to be ours before it is written to, mended or thrown away."""

import re
import sqlite3
from pathlib import Path

APPLICATION_ID = 0x47617A65
"""Marks the file as ours in SQLite's header ("Gaze"); no other file is ever written to."""

GROWTH, FLOOR = 3, 5_000
"""More than `GROWTH` times the rows of the last run, and more than `FLOOR`: the others are thrown away."""

PATIENCE = 2.0
"""Seconds to wait for another run that is writing."""

_TABLE = """
CREATE TABLE IF NOT EXISTS records (
    key INTEGER PRIMARY KEY, reads BLOB NOT NULL, records BLOB NOT NULL, checksum INTEGER NOT NULL
)
"""
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR})


def open_file(path: Path) -> sqlite3.Connection | None:
    """A connection to our own file, made where there is none; None when it cannot be had."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if path.exists() and not _is_ours(path):
            return None
        try:
            return _connect(path)
        except sqlite3.Error as error:
            return _connect(path) if is_damage(error) and remove(path) else None
    except (OSError, ValueError, sqlite3.Error):
        return None


def _connect(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=PATIENCE)
    try:
        db.execute("PRAGMA synchronous=OFF")
        if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            db.execute(f"PRAGMA application_id={APPLICATION_ID}")
        db.execute(_TABLE)
        db.execute("SELECT key, reads, records, checksum FROM records LIMIT 1").fetchone()
    except sqlite3.Error:
        db.close()
        raise
    return db


def is_empty(db: sqlite3.Connection) -> bool:
    """Whether nothing was kept yet; a file that cannot be asked counts as used."""
    try:
        return db.execute("SELECT 1 FROM records LIMIT 1").fetchone() is None
    except sqlite3.Error:
        return False


def _is_ours(path: Path) -> bool:
    """Whether a file may be written to, and thrown away: empty, marked, or under a name that only we give."""
    if not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            header = file.read(72)
    except OSError:
        return False
    marked = header.startswith(b"SQLite format 3\0") and header[68:] == APPLICATION_ID.to_bytes(4)
    return not header or marked or re.fullmatch(r"[0-9a-f]{40}\.sqlite", path.name) is not None


def remove(path: Path) -> bool:
    """Throws our own file away, with its journal; False when it is not ours or cannot go."""
    if not _is_ours(path):
        return False
    try:
        path.unlink()
        path.with_name(path.name + "-journal").unlink(missing_ok=True)
    except OSError:
        return False
    return True


def is_damage(error: sqlite3.Error) -> bool:
    """Whether an error says that the file is broken, or of another shape, and not just busy or read-only."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGED


def prune(db: sqlite3.Connection, used: set[int]) -> None:
    """Throws away the rows that the last run did not use, once they are many."""
    (rows,) = db.execute("SELECT count(*) FROM records").fetchone()
    if rows <= FLOOR or rows <= GROWTH * len(used):
        return
    with db:
        db.execute("CREATE TEMP TABLE used (key INTEGER PRIMARY KEY)")
        db.executemany("INSERT INTO used VALUES (?)", ((key,) for key in used))
        db.execute("DELETE FROM records WHERE key NOT IN (SELECT key FROM used)")
    db.execute("VACUUM")
