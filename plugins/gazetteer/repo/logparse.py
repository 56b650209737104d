"""The output of `git log -z --raw`: commits, and the changes of each file under its present name."""

import re
from collections.abc import Iterable, Iterator

import msgspec

from gazetteer.model.history import Change, Commit

FORMAT = "%x00@%H%x00%ct%x00%aN%x00%aE%x00%s%x00%P"
"""Of one commit. No change starts with `@`, so that a commit is told from the changes of the one before it."""


GONE, SUBMODULE = "000000", "160000"
"""Modes of what is no file after a commit (git-fast-import documentation)."""


_PLAIN = re.compile(rb"\n?:\d{6} (\d{6}) [0-9a-f]+ ([0-9a-f]+) ([AMDT])\Z")
_LETTERS = {b"A": "A", b"M": "M", b"D": "D", b"T": "T"}


class _Names:
    """The changes of each file, gathered from the newest commit to the oldest."""

    def __init__(self) -> None:
        self.changes: dict[str, list[Change]] = {}
        self._present: dict[str, str] = {}  # an old name -> the present one

    def add(self, commit: int, status: str, path: str, old: str, blob: str) -> None:
        name = self._present.get(path, path)
        self.changes.setdefault(name, []).append(Change(commit, status, old, blob))
        if status != "R":
            return
        # What is found from here on under the old name happened to this file.
        self._present.pop(path, None)
        self._present[old] = name
        newer = self.changes.get(old)
        if old == name or not newer or any(change.status in {"A", "R"} for change in newer):
            return
        # Newer commits of a parallel branch still use the old name; had it been given to a new file, that file
        # would have been added.
        self.changes[name] = sorted((*self.changes[name], *newer), key=lambda change: change.commit)
        del self.changes[old]


class Row(msgspec.Struct, frozen=True, array_like=True):
    """What the log says of one commit: it never changes, whatever comes after it.

    Attributes:
        commit: as in `History`, without when it landed.
        changes: (status, path, old path, blob) of each file, paths as the commit knew them.
    """

    commit: Commit
    changes: tuple[tuple[str, str, str, str], ...] = ()


def rows(tokens: Iterator[bytes], prefix: str) -> Iterator[Row]:
    """Reads the tokens between the NULs, one commit after the other.

    Args:
        tokens: of `git log -c --raw --no-abbrev -z --format=FORMAT`, newest commit first.
        prefix: of the paths to keep, ending in `/`; it is taken off. Empty for all.
    """
    header: list[str] | None = None
    changes: list[tuple[str, str, str, str]] = []
    files = 0
    for token in tokens:
        # Nearly all tokens are changes of one file against one parent: they are not looked at twice.
        if (plain := _PLAIN.match(token)) is not None:
            files += 1
            if path := _path(next(tokens), prefix):
                mode, blob, status = plain.groups()
                gone = mode in {b"000000", b"160000"}
                changes.append((_LETTERS[status], path, "", "" if gone else blob.decode()))
            continue
        word = token.lstrip(b"\n")
        if not word:
            continue
        if word.startswith(b"@"):
            if header is not None:
                yield Row(_commit(header, files), tuple(changes))
            header = [word[1:].decode(), *(_text(next(tokens)) for _ in range(5))]
            files, changes = 0, []
            continue
        files += 1
        status, blob = _raw(word)
        old, path = _paths(status, tokens, prefix)
        if path:
            changes.append((_meaning(status, old), path, old, blob))
    if header is not None:
        yield Row(_commit(header, files), tuple(changes))


def folded(
    found: Iterable[Row],
) -> tuple[tuple[Commit, ...], dict[str, tuple[Change, ...]]]:
    """Rows, newest first, as commits, and path -> changes under its present name; both newest first."""
    names = _Names()
    commits: list[Commit] = []
    for row in found:
        for status, path, old, blob in row.changes:
            names.add(len(commits), status, path, old, blob)
        commits.append(row.commit)
    return tuple(commits), {path: tuple(made) for path, made in sorted(names.changes.items())}


def _raw(word: bytes) -> tuple[str, str]:
    """The status letters, and the name of the blob that the commit left; empty when it left none.

    One colon, two modes and two names for a commit with one parent; one more of each for every further parent of a
    merge (git-diff-tree, "Raw output format" and "diff format for merges").
    """
    fields = word.decode().split(" ")
    parents = word.count(b":")
    mode, blob, status = fields[parents], fields[-2], fields[-1]
    return status, "" if mode in {GONE, SUBMODULE} else blob


def _paths(status: str, tokens: Iterator[bytes], prefix: str) -> tuple[str, str]:
    """The old path of a rename, else empty, and the path; an empty path for what is not below the prefix."""
    if status[1:].isdigit():
        old, path = _path(next(tokens), prefix), _path(next(tokens), prefix)
        return (old if status.startswith("R") else ""), path
    return "", _path(next(tokens), prefix)


def _meaning(status: str, old: str) -> str:
    """One letter for what happened; a copy, and a rename from outside the prefix, is a new file here."""
    if status[1:].isdigit():
        return "R" if old else "A"
    # A merge has one letter for each parent; they agree only when the file is new, or gone, against all of them.
    letter = status[0] if len(set(status)) == 1 else "M"
    return letter if letter in {"A", "D", "T"} else "M"


def _path(raw: bytes, prefix: str) -> str:
    try:
        path = raw.decode()
    except UnicodeDecodeError:
        return ""
    return path.removeprefix(prefix) if path.startswith(prefix) else ""


def _commit(header: list[str], files: int) -> Commit:
    oid, time, author, email, subject, parents = header
    return Commit(oid, int(time), author, email, subject, files, tuple(parents.split()))


def _text(raw: bytes) -> str:
    return raw.decode(errors="replace")
