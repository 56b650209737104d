"""The regular expressions of Gitea's ownership files: Go's syntax, matched in linear time."""

import re
from collections.abc import Callable

LIMIT = 1_000
"""Longer expressions are refused."""

SIZE = 1 << 20
"""Bytes that one compiled expression may take; counted repetitions of counted repetitions end here."""


def compile_regex(pattern: str) -> Callable[[str], bool] | str:
    """A test of paths for one expression, or why there is none.

    Gitea compiles `^pattern$` with Go's regexp (its `ParseCodeOwnersLine`), an engine without backtracking. Python's
    would hang on a hostile pattern, so it goes to the engine that the JSON Schema validator brings along: that one has
    the syntax of RE2, as Go's has, and its guarantee of linear time.
    """
    import jsonschema_rs  # only Gitea needs it

    if len(pattern) > LIMIT:
        return f"is longer than {LIMIT} characters"
    try:
        validator = jsonschema_rs.validator_for(
            {"pattern": f"^{pattern}$"},
            pattern_options=jsonschema_rs.RegexOptions(size_limit=SIZE, dfa_size_limit=SIZE),
        )
    except jsonschema_rs.ValidationError:
        return "is no regular expression of Go, or one that grows without bound"
    return validator.is_valid


def literal_prefix(pattern: str) -> str:
    """What every path must start with to match; cheap to test before the expression is."""
    if "|" in pattern:
        return ""
    prefix = re.match(r"[\w/ -]*", pattern, re.ASCII)
    text = prefix[0] if prefix else ""
    repeated = pattern[len(text) : len(text) + 1] in {"?", "*", "{"}
    return text[:-1] if repeated else text
