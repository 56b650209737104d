"""`python -m bench.freshness`: what freshness costs beside one bare `git log`, and beside the plugin people use today.

The repository is made up: 20,000 commits over 5,000 documents and as many source files, with branches and sweeps,
written by `git fast-import`.
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Cost, cost

COMMITS, DOCUMENTS = 20_000, 5_000
PAGES = 1_000
"""Pages of a site whose dates are asked of both; the other plugin needs some ten minutes for them."""
CHECK = (sys.executable, "-m", "gazetteer", "check", "--fail-on", "never")
GIT_LOG = ("git", "log", "-c", "-M", "--raw", "--no-abbrev", "-z", "--format=%H %P %ct %aN %aE %s")
DATES = """
import pathlib
from gazetteer.repo.log import read_history
history = read_history(pathlib.Path('.'), uncommitted=frozenset())
assert sum(history.last(path) is not None for path in history.changes) > 5_000
"""
OURS = """
import pathlib
from gazetteer.repo.log import read_history
history = read_history(pathlib.Path('.'), uncommitted=frozenset())
print(sum(history.last(f'docs/{n}.md') is not None for n in range(1000)))
"""
THEIRS = """
import os, pathlib
from mkdocs_git_revision_date_localized_plugin.util import Util
util = Util({'fallback_to_build_date': False, 'enable_git_follow': True, 'ignored_commits_file': None,
             'enable_creation_date': False, 'strict': False, 'type': 'date', 'timezone': 'UTC', 'locale': 'en',
             'custom_format': '%Y'}, os.getcwd())
print(sum(bool(util.get_git_commit_timestamp(str(pathlib.Path(f'docs/{n}.md').resolve()))) for n in range(1000)))
"""


def main() -> None:
    """Makes the repository and prints a table."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "repo"
        write_repository(folder, COMMITS, DOCUMENTS)
        cache = str(Path(scratch) / "cache.sqlite")
        log = _best(GIT_LOG, folder)
        _row("git log, bare", log, log)
        _row("dates of all files", _best((sys.executable, "-c", DATES), folder), log)
        _row("check, nothing cached", cost(CHECK, folder, GAZETTEER_CACHE=cache), log)
        _row("check, again", _best(CHECK, folder, GAZETTEER_CACHE=cache), log)
        _edit_ten(folder)
        since = (*CHECK, "--since", "HEAD~1")
        _row("check --since, ten files", cost(since, folder, GAZETTEER_CACHE=cache), log)
        _row("check --since, again", _best(since, folder, GAZETTEER_CACHE=cache), log)
        _beside_the_other_plugin(folder)
        shutil.rmtree(folder)


def _beside_the_other_plugin(folder: Path) -> None:
    """The dates of a thousand pages: ours in one pass, theirs with a process of git's for each page."""
    ours = cost((sys.executable, "-c", OURS), folder)
    print(f"  {PAGES:,} pages, ours            {ours.cpu:8.2f} s CPU")
    try:
        theirs = cost((sys.executable, "-c", THEIRS), folder)
    except RuntimeError as error:
        print(f"  mkdocs-git-revision-date-localized-plugin could not be measured: {error}")
        return
    print(
        f"  the same, revision-date plugin {theirs.cpu:8.2f} s CPU   {theirs.cpu / ours.cpu:.0f}x ours"
    )


def _best(command: tuple[str, ...], folder: Path, **env: str) -> Cost:
    """The cheapest of three runs: others share this machine."""
    return min((cost(command, folder, **env) for _ in range(3)), key=lambda one: one.cpu)


def _row(name: str, one: Cost, log: Cost) -> None:
    print(
        f"  {name:26}{one.wall:8.2f} s  {one.wall / log.wall:6.2f}x git log  {one.cpu:8.2f} s CPU"
        f"  {one.cpu / log.cpu:6.2f}x git log  {one.memory:5.0f} MB",
        flush=True,
    )


def write_repository(folder: Path, commits: int, documents: int) -> None:
    """A repository with a history, from a stream of `git fast-import`."""
    folder.mkdir(parents=True)
    subprocess.run(["git", "-c", "init.defaultBranch=main", "init", "-q"], cwd=folder, check=True)
    stream = b"".join(_stream(commits, documents))
    subprocess.run(["git", "fast-import", "--quiet"], cwd=folder, input=stream, check=True)
    subprocess.run(["git", "reset", "-q", "--hard", "main"], cwd=folder, check=True)
    subprocess.run(["git", "repack", "-adq"], cwd=folder, check=True)


def _stream(commits: int, documents: int) -> Iterator[bytes]:
    chance = random.Random(1)
    for number in range(commits):
        files = list(_files(number, documents, chance))
        yield _commit(number, files)


def _files(number: int, documents: int, chance: random.Random) -> Iterator[tuple[str, str]]:
    if number == 0:
        for n in range(documents):
            yield f"docs/{n}.md", _page(n, 0)
            yield f"src/part{n % 100}/m{n}.py", f"def f{n}(a):\n    return {number}\n"
        return
    touched = 250 if number % 997 == 0 else chance.randint(1, 4)
    for _ in range(touched):
        n = chance.randrange(documents)
        if chance.random() < 0.4:
            yield f"docs/{n}.md", _page(n, number)
        else:
            yield f"src/part{n % 100}/m{n}.py", f"def f{n}(a):\n    return {number}\n"


def _page(n: int, number: int) -> str:
    covers = f"covers: [src/part{n % 100}/m{n}.py]\n" if n % 5 == 0 else ""
    front = f"---\n{covers}last_reviewed: 2026-01-01\n---\n" if covers else ""
    prose = "\n".join(f"Line {line} of the page, with some words to read." for line in range(20))
    return f"{front}# Page {n}\n\n## Part {number}\n\n{prose}\n\nSee [next]({(n + 1) % DOCUMENTS}.md).\n"


def _commit(number: int, files: list[tuple[str, str]]) -> bytes:
    when = 1_500_000_000 + number * 15_000
    who = f"Author {number % 40} <a{number % 40}@example.com> {when} +0000"
    subject = f"Change {number}"
    # Every tenth commit is a branch of its own, which the next one merges.
    if number % 10 == 5:
        branch, parents = "side", b"from refs/heads/main\n"
    elif number % 10 == 6:
        branch, parents = "main", b"merge refs/heads/side\n"
    else:
        branch, parents = "main", b""
    head = f"commit refs/heads/{branch}\ncommitter {who}\ndata {len(subject)}\n{subject}\n".encode()
    body = b"".join(
        f"M 100644 inline {path}\ndata {len(text.encode())}\n{text}\n".encode()
        for path, text in dict(files).items()
    )
    return head + parents + body + b"\n"


def _edit_ten(folder: Path) -> None:
    for n in range(10):
        file = folder / f"src/part{n}/m{n}.py"
        file.write_text(file.read_text("utf-8") + f"\ndef more{n}(b):\n    return b\n", "utf-8")
    who = ("-c", "user.name=A", "-c", "user.email=a@example.com")
    subprocess.run(["git", *who, "commit", "-qam", "Ten files"], cwd=folder, check=True)


if __name__ == "__main__":
    os.environ.setdefault("GIT_CONFIG_GLOBAL", os.devnull)
    main()
