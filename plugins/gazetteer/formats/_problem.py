"""What is wrong with a structured text, as a value; shared by the formats that have places."""

import msgspec

MAX_DEPTH = 200
"""Deeper nesting is refused: nobody writes it, and everything that walks a value may then use plain recursion."""

MAX_NODES = 1_000_000
"""More values in one stream are refused, written out or by aliases: a value costs about half a kilobyte."""


class Problem(msgspec.Struct, frozen=True):
    """Something wrong with a text.

    Attributes:
        code: `yaml` or `json` (syntax), `duplicate-key`, `complex-key`, `alias-bomb`, `too-deep`, `too-large`.
        message: one sentence without place.
        line: 1-based.
        column: 1-based, in characters.
    """

    code: str
    message: str
    line: int
    column: int
