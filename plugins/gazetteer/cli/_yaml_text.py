"""Any text as a YAML scalar on one line that reads back as the same text."""

import json
import re

_PLAIN = re.compile(r"[A-Za-z][\w-]*(?:[:/.@ ][\w-]+)*", re.ASCII)
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
# What YAML 1.2 (5.1) allows only as an escape; JSON escapes everything below the space itself.
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_HALF_PAIR = re.compile("[\ud800-\udfff]")


def yaml_text(text: str) -> str:
    """The scalar: plain where nobody could read it as anything but text, otherwise in double quotes.

    Half a surrogate pair, which no file can hold, becomes the replacement character.
    """
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS:
        return text
    quoted = json.dumps(_HALF_PAIR.sub("\ufffd", text), ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)
