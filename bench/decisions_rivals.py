"""`python -m bench.decisions_rivals RIVALS [FOLDER]`: a decision log as a site, beside log4brains and adr-viewer.

RIVALS is a folder in which whoever runs this has installed both, since nothing here fetches anything:

    npm install --prefix RIVALS log4brains && python -m venv RIVALS && RIVALS/bin/pip install adr-viewer

FOLDER is a folder of Markdown records; without it, records are written that all three can read. Each runs once, on a
repository of its own with one commit for each record, cold, and is told by what it left on disk, not by its exit code.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from bench.measure import cost

RECORDS = 100
RECORD = """\
# Use part {n} of the shelf

- Status: {status}
- Date: 20{year}-0{month}-15

## Status

{word}

## Context

Shelves bend. Part {n} bends less than the others, which matters where books are heavy and many.

## Decision

We use part {n}.

## Consequences

The carpenter must come again.
"""
CONFIG = """\
site_name: Log
docs_dir: site-docs
theme: {name: material, font: false}
plugins: [search, gazetteer: {sources: [decisions]}]
"""
LOG4BRAINS = "project:\n  name: Log\n  tz: Etc/UTC\n  adrFolder: ./docs/adr\n"
GIT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_AUTHOR_NAME": "Ana",
    "GIT_AUTHOR_EMAIL": "ana@example.com",
    "GIT_COMMITTER_NAME": "Ana",
    "GIT_COMMITTER_EMAIL": "ana@example.com",
}
QUIET = {"NO_MKDOCS_2_WARNING": "1", "GAZETTEER_CACHE": "off"}


@dataclass(frozen=True)
class Run:
    """What making the site took: wall and CPU seconds, peak memory in MB, and the HTML pages it left."""

    wall: float
    cpu: float
    memory: float
    pages: int
    size: float


def main() -> None:
    """Runs the three and prints a table."""
    rivals = Path(sys.argv[1]).resolve()
    given = Path(sys.argv[2]).resolve() if len(sys.argv) > 2 else None
    runs = {
        "gazetteer": ((sys.executable, "-m", "mkdocs", "build", "--quiet"), "site"),
        "adr-viewer": (
            (rivals / "bin" / "adr-viewer", "--adr-path", "docs/adr", "--output", "out/index.html"),
            "out",
        ),
        "log4brains": (
            (rivals / "node_modules" / ".bin" / "log4brains", "build", "--out", "out"),
            "out",
        ),
    }
    with tempfile.TemporaryDirectory() as scratch:
        corpus = given or written(Path(scratch) / "written")
        count = len(list(corpus.glob("*.md")))
        print(f"{count} files of records")
        print("              wall      CPU    memory    pages     size")
        for name, (command, out) in runs.items():
            folder = prepared(Path(scratch) / name, corpus)
            done = run(command, folder, out)
            spent = f"{done.wall:6.1f} s {done.cpu:6.1f} s {done.memory:6.0f} MB"
            print(f"{name:<12}{spent}  {done.pages:6}  {done.size:6.1f} MB", flush=True)


def written(folder: Path) -> Path:
    """Writes records that all three read alike."""
    folder.mkdir()
    for n in range(1, RECORDS + 1):
        word = "Proposed" if n % 7 == 0 else "Accepted"
        text = RECORD.format(
            n=n, word=word, status=word.lower(), year=15 + n // 10, month=1 + n % 9
        )
        (folder / f"{n:04}-use-part-{n}.md").write_text(text, "utf-8")
    return folder


def prepared(folder: Path, corpus: Path) -> Path:
    """A repository with the records in `docs/adr`, a commit for each, and what the three want beside them."""
    adr = folder / "docs" / "adr"
    shutil.copytree(corpus, adr, copy_function=shutil.copyfile)
    (folder / "site-docs").mkdir()
    (folder / "out").mkdir()
    (folder / "site-docs" / "index.md").write_text("# Log\n", "utf-8")
    (folder / "mkdocs.yml").write_text(CONFIG, "utf-8")
    (folder / ".log4brains.yml").write_text(LOG4BRAINS, "utf-8")
    if not (adr / "index.md").exists():
        (adr / "index.md").write_text("# Log\n", "utf-8")
    git(folder, "-c", "init.defaultBranch=main", "init", "-q")
    git(folder, "add", ".log4brains.yml", "mkdocs.yml", "site-docs", "docs/adr/index.md")
    git(folder, "commit", "-qm", "Begin")
    for record in sorted(adr.rglob("*.md")):
        if record.name != "index.md":
            git(folder, "add", str(record))
            git(folder, "commit", "-qm", f"Record {record.stem}")
    return folder


def run(command: Sequence[str | Path], folder: Path, out: str) -> Run:
    """One run, measured; what it left is counted."""
    began = perf_counter()
    spent = cost(command, folder, **{**GIT, **QUIET})
    wall = perf_counter() - began
    left = [path for path in (folder / out).rglob("*") if path.is_file()]
    pages = sum(path.suffix == ".html" for path in left)
    return Run(wall, spent.cpu, spent.memory, pages, sum(p.stat().st_size for p in left) / 1e6)


def git(folder: Path, *arguments: str) -> None:
    """Git in a folder."""
    subprocess.run(["git", *arguments], cwd=folder, env={**os.environ, **GIT}, check=True)


if __name__ == "__main__":
    main()
