"""Files that a program wrote: their changes are changes of something else."""

import re
from collections.abc import Callable, Mapping

from gazetteer.formats.globs import compile_glob

_NAMES = frozenset(
    {
        "package-lock.json",
        "npm-shrinkwrap.json",
        "yarn.lock",
        "pnpm-lock.yaml",
        "poetry.lock",
        "uv.lock",
        "pdm.lock",
        "pipfile.lock",
        "cargo.lock",
        "go.sum",
        "composer.lock",
        "gemfile.lock",
        "flake.lock",
        "packages.lock.json",
        "docs.lock",
    }
)
_ENDINGS = (".min.js", ".min.css", ".map", ".pb.go", "_pb2.py", "_pb2.pyi", "_pb2_grpc.py", ".snap")
_MARK = re.compile(r"@generated\b|\bcode generated\b.{0,200}\bdo not edit\b", re.IGNORECASE)
"""The marks of Go (`go help generate`) and of Meta's and GitHub's tools."""
_HEAD = 2_000


def by_name(path: str) -> bool:
    """Whether a path is that of a lock file or of a well-known generator's output."""
    name = path.rpartition("/")[2].lower()
    return name in _NAMES or name.endswith(_ENDINGS)


def by_mark(text: str | None) -> bool:
    """Whether the head of a text says that a program wrote it."""
    return text is not None and _MARK.search(text, 0, _HEAD) is not None


def by_attributes(
    read: Callable[[str], str | None], paths: Mapping[str, str]
) -> Callable[[str], bool]:
    """Whether `.gitattributes` at the root marks a path `linguist-generated` (GitHub linguist, "Overrides")."""
    text = read(".gitattributes") if ".gitattributes" in paths else None
    patterns = [
        line.split()[0]
        for line in (text or "").splitlines()
        if re.search(r"\s(?:linguist|gitlab)-generated(?:=true)?(?:\s|$)", line)
    ]
    wanted = [compile_glob(p if "/" in p else f"**/{p}") for p in patterns]
    return lambda path: any(fits(path) for fits in wanted)
