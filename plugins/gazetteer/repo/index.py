"""What git's index and the state of the working tree say about the files below a folder."""

from dataclasses import dataclass

from gazetteer.model.fault import Fault
from gazetteer.repo import faults
from gazetteer.repo.git import Repository, git

LINK, SUBMODULE = b"120000", b"160000"
"""Modes of index entries that are no files (gitformat-index)."""

_CONVERTED = ("filter", "ident", "working-tree-encoding")
"""Attributes by which the text on disk differs from the object of the same name in more than line ends."""


@dataclass(frozen=True)
class Entry:
    """A path as git sees it.

    Attributes:
        oid: object name whose content the file has; empty when the disk must be asked.
        link: whether it is a symbolic link in the index.
        sparse: whether a sparse checkout keeps it off the disk.
    """

    oid: str = ""
    link: bool = False
    sparse: bool = False


@dataclass(frozen=True)
class Index:
    """The paths below a folder, relative to it.

    Attributes:
        entries: tracked files that are still there, and untracked ones that are not ignored.
        uncommitted: what differs from the last commit, deleted paths included.
        faults: submodules and names that are no text.
    """

    entries: dict[str, Entry]
    uncommitted: frozenset[str]
    faults: tuple[Fault, ...]


def read_index(repository: Repository) -> Index:
    """Asks git for the index and for what has changed since: two processes, whatever the number of files.

    Raises:
        TreeError: git fails.
    """
    entries, problems = _staged(repository)
    entries |= {path: Entry() for path in _converted(repository, entries)}
    changes = _changes(repository)
    uncommitted: set[str] = set()
    for raw, state in changes.items():
        try:
            path = raw.decode()
        except UnicodeDecodeError:
            if state == b"?":
                problems.append(faults.bad_name(raw))
            continue
        if path.endswith("/"):
            problems.append(faults.submodule(path.rstrip("/")))
            continue
        uncommitted.add(path)
        if state == b"D":
            entries.pop(path, None)
        elif state != b".":
            entries[path] = Entry()
    return Index(entries, frozenset(uncommitted), tuple(problems))


def status(repository: Repository) -> frozenset[str]:
    """Paths below the folder that differ from the last commit.

    Raises:
        TreeError: git fails.
    """
    return frozenset(path.decode(errors="surrogateescape") for path in _changes(repository))


def _staged(repository: Repository) -> tuple[dict[str, Entry], list[Fault]]:
    entries: dict[str, Entry] = {}
    problems: list[Fault] = []
    # `-v`: the first letter tells unchanged by assumption (lower case) and sparse (S).
    for line in git(repository.root, "ls-files", "-s", "-v", "-z").split(b"\0")[:-1]:
        head, _, raw = line.partition(b"\t")
        tag, mode, oid, _stage = head.split(b" ")
        try:
            path = raw.decode()
        except UnicodeDecodeError:
            problems.append(faults.bad_name(raw))
            continue
        if mode == SUBMODULE:
            problems.append(faults.submodule(path))
            continue
        sparse, assumed = tag in {b"S", b"s"}, tag.islower()
        entries[path] = Entry(
            "" if assumed and not sparse else oid.decode(), link=mode == LINK, sparse=sparse
        )
    return entries, problems


def _changes(repository: Repository) -> dict[bytes, bytes]:
    """Path -> `?` untracked, `D` gone from the disk, `.` differs from the commit only in the index, or `M`."""
    listed = git(
        repository.root,
        *repository.filters,
        *("status", "--porcelain=v2", "-z", "--untracked-files=all", "--no-renames"),
        *("--ignore-submodules=all", "--", "."),
    )
    prefix = repository.prefix.encode(errors="surrogateescape")
    changes: dict[bytes, bytes] = {}
    for line in listed.split(b"\0")[:-1]:
        kind = line[:1]
        if kind == b"?":
            path, state = line[2:], b"?"
        elif kind == b"1":
            path, state = line.split(b" ", 8)[8], line[3:4]
        elif kind == b"u":
            path, state = line.split(b" ", 10)[10], b"M"
        else:
            continue
        if path.startswith(prefix):
            changes[path[len(prefix) :]] = state
    return changes


def _converted(repository: Repository, entries: dict[str, Entry]) -> list[str]:
    """Files on disk whose content is not what their object holds, such as those of Git LFS."""
    asked = b"".join(path.encode() + b"\0" for path, entry in entries.items() if not entry.sparse)
    answer = git(repository.root, "check-attr", "-z", "--stdin", *_CONVERTED, stdin=asked)
    fields = answer.split(b"\0")
    return [
        path.decode()
        for path, value in zip(fields[::3], fields[2::3], strict=False)
        if value not in {b"unspecified", b"unset"}
    ]
