"""Text of others made inert: what a message quotes may hold escape sequences for terminals and bytes no XML allows."""

import re

# C0 and C1 control characters, DEL, marks that turn the direction of writing (Trojan Source, CVE-2021-42574), line and
# paragraph separators, lone surrogates, and the two non-characters that XML 1.0 forbids.
_LIVE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def inert(text: str) -> str:
    """The text on one line: white space becomes a space, other live characters their escaped spelling, as in Python."""
    return _LIVE.sub(_spelled, text)


def _spelled(match: re.Match[str]) -> str:
    character = match.group()
    if character in "\n\r\t":
        return " "
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
