"""Where ownership files stand: which file is in force, and which platform a file is written for."""

import re
from collections.abc import Callable, Container

from gazetteer.formats.codeowners import MAX_BYTES

LOCATIONS = {
    "github": (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"),
    "gitlab": ("CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"),
    "bitbucket": (".bitbucket/CODEOWNERS",),
    "gitea": ("CODEOWNERS", "docs/CODEOWNERS", ".gitea/CODEOWNERS", ".forgejo/CODEOWNERS"),
}
"""Platform -> its places in the order of its search; the first that exists is used alone (their documentation)."""

PATHS = tuple(dict.fromkeys(path for paths in LOCATIONS.values() for path in paths))
"""All places, each once."""


def locate(
    platform: str, paths: Container[str], size: Callable[[str], int] = lambda _path: 0
) -> tuple[str, str] | None:
    """The platform and path of the file that is in force.

    Args:
        platform: one of `LOCATIONS`, or `auto` for the first platform that finds a file. A file in the root or in
            `docs/` is then called GitHub's: only its text tells more (`dialects`).
        paths: the paths of the tree.
        size: bytes of a path.

    Returns:
        None when there is no file, or when the first one has `MAX_BYTES` or more: it hides the others all the same.
    """
    for name in LOCATIONS if platform == "auto" else (platform,):
        for path in LOCATIONS[name]:
            if path in paths:
                return None if size(path) >= MAX_BYTES else (name, path)
    return None


def dialects(path: str, text: str, exists: Callable[[str], bool]) -> tuple[str, ...]:
    """The platforms that would read the file at `path`, the likeliest first.

    Several platforms look into the root and `docs/`. Such a file is GitHub's unless it has section headings or the
    tree has a `.gitlab-ci.yml`.
    """
    found = [platform for platform, paths in LOCATIONS.items() if path in paths]
    if "gitlab" in found and (_has_sections(text) or exists(".gitlab-ci.yml")):
        found.sort(key=lambda platform: platform != "gitlab")
    return tuple(found)


def _has_sections(text: str) -> bool:
    return (
        re.search(r"^[ \t]*\^?\[[^\[\]\n]+\](?:\[\d*\])?[ \t]*(?:[@\n]|\Z)", text, re.MULTILINE)
        is not None
    )
