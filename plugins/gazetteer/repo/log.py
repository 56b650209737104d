"""The history of a folder, from one pass over `git log`."""

import hashlib
import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Timer

import msgspec

from gazetteer.errors import TreeError
from gazetteer.model.history import Commit, History
from gazetteer.repo.git import (
    Finder,
    Repository,
    command,
    environment,
    find_repository,
    git,
    refusal,
)
from gazetteer.repo.gittree import resolve
from gazetteer.repo.index import status
from gazetteer.repo.landing import ranks
from gazetteer.repo.logparse import FORMAT, Row, folded, rows
from gazetteer.repo.logstore import LogFile, LogStore

TIMEOUT = 900.0
"""Seconds after which the pass is given up; the largest public repositories take a tenth of it."""

RENAMES = 100
"""A commit that adds and deletes more files than this is compared for exact renames only (git-log's `-l`)."""

IGNORED = ".git-blame-ignore-revs"
"""The file at the top that GitHub and GitLab read for bulk commits."""

TREELESS = (
    "this clone has no trees of old commits, and git would fetch each of them: "
    "clone with full history and `--filter=blob:none` instead of a tree filter"
)
SHALLOW = "this is a shallow clone: fetch the full history (`git fetch --unshallow`; in CI, set the fetch depth to 0)"

_CHUNK = 1 << 20


def read_history(
    root: Path,
    ref: str = "HEAD",
    *,
    uncommitted: frozenset[str] | None = None,
    store: LogFile | None = None,
    find: Finder = find_repository,
) -> History:
    """What git knows of the files below a folder; a failure to know is a state of the answer, never a guess.

    Dates are committer dates of the commits that touched a file. Merges are compared with all their parents (`-c`), so
    that files born in a merge are found and a merge by itself dates nothing; `-m` would date every file by its merge.

    Args:
        root: the folder; paths in the answer are relative to it, and other folders' commits may be left out.
        ref: the commit to look back from.
        uncommitted: paths that differ from the commit, when the caller knows (`WorkingTree.uncommitted`); otherwise
            git is asked, if `ref` is `HEAD`.
        store: keeps what was read, for the base of a comparison and for the next run; None to keep nothing.
        find: tells of the repository around the folder.

    Raises:
        TreeError: there is no such ref, although the repository has commits.
    """
    try:
        repository = find(root)
        has_commit = repository is not None and _has_commit(root)
    except TreeError as error:
        return History(state="unreadable", reason=str(error))
    if repository is None:
        return _without_repository(root)
    if not has_commit and ref == "HEAD":
        return History(reason="there is no commit yet", uncommitted=uncommitted or frozenset())
    head = resolve(root, ref)
    if repository.treeless:
        return History(state="treeless", reason=TREELESS, head=head)
    try:
        if uncommitted is None:
            own = ref == "HEAD" and not repository.bare
            uncommitted = status(repository) if own else frozenset()
        return _read(repository, head, uncommitted, store)
    except TreeError as error:
        return History(state="unreadable", reason=str(error), head=head)


def _without_repository(root: Path) -> History:
    marker = root / ".git"
    if marker.exists():
        return History(state="unreadable", reason=f"{marker} leads to no git repository")
    return History(reason=f"{root} is not inside a git repository")


def _has_commit(root: Path) -> bool:
    asked = ("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    return bool(git(root, *asked, allowed=(0, 1, 128)).strip())


def _read(
    repository: Repository, head: str, uncommitted: frozenset[str], store: LogFile | None
) -> History:
    commits, changes = folded(_rows(repository, head, store))
    ends = frozenset(repository.shallow.read_text().split() if repository.shallow else ())
    return History(
        state="shallow" if ends else "full",
        reason=SHALLOW if ends else "",
        head=head,
        commits=_landed(repository, head, commits),
        changes=changes,
        boundary=frozenset(number for number, commit in enumerate(commits) if commit.id in ends),
        uncommitted=uncommitted,
        tags=_tags(repository, head),
        bulk=_bulk(repository, head),
    )


def _rows(repository: Repository, head: str, store: LogFile | None) -> Iterable[Row]:
    """What the log says, newest first; what was read before is not asked of git again."""
    # A boundary that moves, and a folder's log that leaves commits out, make rows that do not hold for ever.
    if store is None or repository.shallow or repository.prefix:
        return rows(_log(repository, head), repository.prefix)
    kept = store.load(_key(repository))
    if head in kept.rows:
        return kept.walk(head)
    try:
        found = kept.joined(head, rows(_log(repository, head, *kept.heads), ""))
    except TreeError:
        if not kept.heads:
            raise
        # A head of the store is gone: somebody rewrote the history and cleaned up.
        found = LogStore(kept.key).joined(head, rows(_log(repository, head), ""))
    store.keep(found)
    return found.walk(head)


def _key(repository: Repository) -> str:
    """What the rows of a commit hang on besides the commit: how it is read, names of people, replaced objects."""
    root = repository.root
    mailmap = root / ".mailmap"
    said = (
        FORMAT,
        repository.partial,
        mailmap.read_bytes() if mailmap.is_file() else b"",
        git(root, "config", "--get-regexp", r"^mailmap\.", allowed=(0, 1)),
        git(root, "for-each-ref", "refs/replace"),
        git(root, "rev-parse", "--absolute-git-dir"),
    )
    return hashlib.sha256(repr(said).encode()).hexdigest()


def _landed(repository: Repository, head: str, commits: tuple[Commit, ...]) -> tuple[Commit, ...]:
    """The commits with when they landed."""
    times = {commit.id: commit.time for commit in commits}
    parents = {commit.id: commit.parents for commit in commits}
    if repository.prefix:
        # The log of a folder leaves out the commits, and the merges, that do not touch it.
        asked = ("log", "--format=%H %ct %P", "--no-show-signature", "--end-of-options", head, "--")
        rows = [line.split() for line in git(repository.root, *asked).decode().splitlines()]
        parents = {row[0]: tuple(row[2:]) for row in rows}
        times = {row[0]: int(row[1]) for row in rows}
    rank = ranks(head, parents)
    at: dict[int, int] = {}
    for name in rank:  # the main line comes first
        at.setdefault(rank[name], times[name])
    return tuple(
        msgspec.structs.replace(c, landed=at[rank[c.id]], rank=rank[c.id]) if c.id in rank else c
        for c in commits
    )


def _log(repository: Repository, head: str, *known: str) -> Iterator[bytes]:
    """The NUL-separated tokens of the log, as git writes them, without the ancestors of known commits."""
    # Comparing contents of renamed files would fetch them one by one in a partial clone; names of objects are enough
    # to see an exact rename.
    renames = "-M100%" if repository.partial else "-M"
    arguments = [
        *("log", "-c", renames, f"-l{RENAMES}", "--raw", "--no-abbrev", "-z"),
        f"--format={FORMAT}",
        *("--no-ext-diff", "--no-textconv", "--no-relative", "--no-show-signature", "--no-color"),
        *("--no-follow", "--ignore-submodules=none", "--encoding=UTF-8", "--end-of-options", head),
        *(f"^{commit}" for commit in known),
        "--",
    ]
    if repository.prefix:
        arguments.append(".")
    with (
        tempfile.TemporaryFile() as complaints,
        subprocess.Popen(
            command(repository.root, *arguments),
            stdout=subprocess.PIPE,
            stderr=complaints,
            stdin=subprocess.DEVNULL,
            env=environment(),
        ) as process,
    ):
        assert process.stdout is not None  # noqa: S101 - it is a pipe: see above
        timer = Timer(TIMEOUT, process.kill)
        timer.daemon = True
        timer.start()
        try:
            rest = b""
            while chunk := process.stdout.read(_CHUNK):
                *tokens, rest = (rest + chunk).split(b"\0")
                yield from tokens
            if rest:
                yield rest
        finally:
            timer.cancel()
            if process.poll() is None and not process.stdout.closed:
                process.stdout.close()
        if process.wait() != 0:
            complaints.seek(0)
            raise refusal(repository.root, "log", complaints.read())


def _tags(repository: Repository, head: str) -> tuple[tuple[str, str, int], ...]:
    """Tags from which `head` descends, newest first."""
    wanted = "%(refname:strip=2)%00%(objectname)%00%(*objectname)%00%(creatordate:unix)"
    order = ("--sort=-version:refname", "--sort=-creatordate")
    asked = ("for-each-ref", *order, f"--merged={head}", f"--format={wanted}", "refs/tags")
    lines = git(repository.root, *asked).decode(errors="replace").splitlines()
    rows = (line.split("\0") for line in lines)
    return tuple((name, peeled or oid, int(time or 0)) for name, oid, peeled, time in rows)


def _bulk(repository: Repository, head: str) -> frozenset[str]:
    """Full object names in the file of ignored revisions, as of `head`; git itself refuses shortened ones."""
    asked = ("cat-file", "blob", f"{head}:{IGNORED}")
    text = git(repository.root, *asked, allowed=(0, 128)).decode(errors="replace")
    return frozenset(re.findall(r"^\s*([0-9a-f]{40}|[0-9a-f]{64})\s*(?:#.*)?$", text, re.MULTILINE))
