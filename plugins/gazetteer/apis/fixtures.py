"""Paths at which descriptions are material and not offers."""

import re

_FIXTURES = re.compile(
    r"(?:^|/)(?:_*(?:tests?|testing|testdata|fixtures?|mocks?(?:-[^/]*)?|examples?|samples?|snapshots)_*"
    r"|e2e|vendor|third[_-]party)/",
    re.IGNORECASE,
)


def is_fixture(path: str) -> bool:
    """Whether a path stands among tests, examples or other people's code, where descriptions are material."""
    return _FIXTURES.search(path) is not None
