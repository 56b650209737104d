"""Ownership files (CODEOWNERS) of GitHub, GitLab, Bitbucket, Gitea and Forgejo."""

from collections.abc import Iterator

from gazetteer.extension import File, Siblings
from gazetteer.formats.codeowners import parse
from gazetteer.formats.codeowners_locate import PATHS, dialects
from gazetteer.model.catalog import Record
from gazetteer.model.fact import Fact

name = "codeowners"
version = 1
patterns: tuple[str, ...] = PATHS


def read(file: File, siblings: Siblings) -> Iterator[Record]:
    """Yields one fact for each platform that would read the file, the likeliest first.

    The root and `docs/` belong to several platforms, and which one holds is for the settings to say. So the bad
    lines stay with each reading (`OwnersFile.problems`); linking turns those of the file in force into faults.
    """
    for platform in dialects(file.path, file.text, siblings.exists):
        yield Fact(file.path, parse(file.path, file.text, platform))
