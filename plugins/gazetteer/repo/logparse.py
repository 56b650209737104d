"""The output of `git log -z --name-status`: commits, and the changes of each file under its present name."""

from collections.abc import Iterator

from gazetteer.model.history import Change, Commit

FORMAT = "%x00@%H%x00%ct%x00%aN%x00%aE%x00%s"
"""Of one commit. No status starts with `@`, so that a commit is told from the changes of the one before it."""


class _Names:
    """The changes of each file, gathered from the newest commit to the oldest."""

    def __init__(self) -> None:
        self.changes: dict[str, list[Change]] = {}
        self._present: dict[str, str] = {}  # an old name -> the present one

    def add(self, commit: int, status: str, path: str, old: str) -> None:
        name = self._present.get(path, path)
        self.changes.setdefault(name, []).append(Change(commit, status, old))
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


def parse_log(
    tokens: Iterator[bytes], prefix: str
) -> tuple[tuple[Commit, ...], dict[str, tuple[Change, ...]]]:
    """Reads the tokens between the NULs.

    Args:
        tokens: of `git log -c --name-status -z --format=FORMAT`, newest commit first.
        prefix: of the paths to keep, ending in `/`; it is taken off. Empty for all.

    Returns:
        The commits, and path -> changes, both newest first.
    """
    names = _Names()
    commits: list[Commit] = []
    header: list[str] | None = None
    files = 0
    for token in tokens:
        word = token.lstrip(b"\n")
        if not word:
            continue
        if word.startswith(b"@"):
            if header is not None:
                commits.append(_commit(header, files))
            header = [word[1:].decode(), *(_text(next(tokens)) for _ in range(4))]
            files = 0
            continue
        files += 1
        status, old, path = _change(word, tokens, prefix)
        if path:
            names.add(len(commits), status, path, old)
    if header is not None:
        commits.append(_commit(header, files))
    return tuple(commits), {path: tuple(found) for path, found in sorted(names.changes.items())}


def _change(word: bytes, tokens: Iterator[bytes], prefix: str) -> tuple[str, str, str]:
    """Status, old path and path; an empty path for what is not below the prefix."""
    letters = word.decode()
    if letters[1:].isdigit():
        old, path = _path(next(tokens), prefix), _path(next(tokens), prefix)
        if letters.startswith("R") and old:
            return "R", old, path
        return "A", "", path
    # A merge has one letter for each parent; they agree only when the file is new, or gone, against all of them.
    status = letters[0] if len(set(letters)) == 1 else "M"
    return status if status in {"A", "D", "T"} else "M", "", _path(next(tokens), prefix)


def _path(raw: bytes, prefix: str) -> str:
    try:
        path = raw.decode()
    except UnicodeDecodeError:
        return ""
    return path.removeprefix(prefix) if path.startswith(prefix) else ""


def _commit(header: list[str], files: int) -> Commit:
    oid, time, author, email, subject = header
    return Commit(oid, int(time), author, email, subject, files)


def _text(raw: bytes) -> str:
    return raw.decode(errors="replace")
