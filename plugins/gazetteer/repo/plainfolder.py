"""The files of a folder that git knows nothing about."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from gazetteer.model.fault import Fault
from gazetteer.repo import faults

JUNK = frozenset(
    {
        *(".git", ".hg", ".svn", ".jj"),
        *("node_modules", "bower_components", "site-packages", "__pycache__", ".eggs"),
        *(".venv", "venv", ".tox", ".nox", ".direnv", ".terraform", ".gradle"),
        *(".mypy_cache", ".pytest_cache", ".ruff_cache"),
    }
)
"""Entries that hold other people's code or a tool's leavings, whatever project they stand in.

`target`, `dist`, `build`, `out` and `vendor` are not among them: they are also plain words that services and documents
are called. Where a tool marks such a folder (`MARKS`), the mark decides.
"""

MARKS = frozenset({"pyvenv.cfg", "CACHEDIR.TAG"})
"""A folder with one of these is a virtual environment (PEP 405) or a cache (bford.info/cachedir; Cargo's `target`)."""


@dataclass
class Walk:
    """What a walk found: paths of everything but folders, and what went wrong."""

    paths: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def walk_folder(root: Path) -> Walk:
    """Walks a folder without following links and without opening a file; junk is left out."""
    found = Walk()
    ahead = [""]
    while ahead:
        folder = ahead.pop()
        try:
            with os.scandir(root / folder) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            found.faults.append(faults.unreadable(folder, error.strerror or str(error)))
            continue
        if folder and any(entry.name in MARKS for entry in listed):
            continue
        for entry in listed:
            path = f"{folder}/{entry.name}" if folder else entry.name
            if entry.name in JUNK:
                continue
            if not _is_text(path):
                found.faults.append(faults.bad_name(os.fsencode(path)))
            elif entry.is_dir(follow_symlinks=False):
                ahead.append(path)
            else:
                found.paths.append(path)
    return found


def _is_text(path: str) -> bool:
    """Whether a path from the operating system is Unicode, not bytes in disguise (PEP 383)."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True
