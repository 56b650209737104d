"""Slimming: a theme's frame without what no reader of this site sees; thousands of pages share it.

Whatever looks unlike Material's own markup stays as it is.
"""

import json
import re
from collections import Counter

from jinja2.utils import htmlsafe_json_dumps

_BLOCK = r"</?(?:article|body|div|footer|form|head|header|html|li|link|main|meta|nav|ol|section|title|ul)\b"
_BEFORE_BLOCK = re.compile(rf"\s*\n\s*(?={_BLOCK})")
_AFTER_BLOCK = re.compile(
    rf'({_BLOCK}[^<>]*>|<span class="md-ellipsis">|<a [^<>]*class="md-nav__link">)\s*\n\s*'
)
_IN_LINK = re.compile(r'(<span class="md-ellipsis">[^<>]*?)\s*(</span>)\s*(</a>)')
_DRAWING = re.compile(r'(?<=[>\s])<svg xmlns="http://www.w3.org/2000/svg"')
"""HTML knows what a drawing is; one in a URL of a style must say it."""
_TAG_END = re.compile(r'(<(?:div|input)\b[^<>]*") (?=>)')

_PALETTES = re.compile(r'<form\b[^<>]*\bdata-md-component="palette"')
"""Where a reader chooses between palettes."""
_CHOSEN = re.compile(r'<script>var palette=__md_get\("__palette"\)[^<]*</script>\s*')
"""Restores what was chosen there."""
_TAB = "__tabbed_"
"""What the names of tabs in prose begin with."""
_OPENED = re.compile(
    rf"<script>var target=document\.getElementById\(location\.hash[^<]*{_TAB}[^<]*</script>\s*"
)
"""Opens the tab that an address names."""
_CONFIG = re.compile(r'(?<=<script id="__config" type="application/json">)[^<]+(?=</script>)')
"""What the theme's scripts are told."""
_SIGN = re.compile(
    r'(<(?:a|label) [^<>]*\bmd-(?:logo|icon)\b[^<>]*>\s*<svg viewBox="[^"]*">)<path d="([^"]+)"/>(?=</svg>)'
)
"""The sign of a button, if it is one path."""


def slim(text: str) -> str:
    """A frame without indentation, and lean.

    Space beside a tag that begins or ends a block is never seen, nor is it at the ends of a link in a navigation;
    everywhere else one line break stays.
    """
    text = _AFTER_BLOCK.sub(r"\1", _BEFORE_BLOCK.sub("", text))
    text = _IN_LINK.sub(r"\1\2\3", _TAG_END.sub(r"\1", text))
    return _CONFIG.sub(_tight, re.sub(r"\n\s+", "\n", lean(text)))


def _tight(match: re.Match[str]) -> str:
    try:
        return htmlsafe_json_dumps(json.loads(match[0]), separators=(",", ":"))
    except ValueError:  # a template of the user's own
        return match[0]


def lean(text: str) -> str:
    """A page without the scripts of palettes and tabs that it has none of, and with each sign drawn once.

    What is lean already stays the same.
    """
    text = _DRAWING.sub("<svg", text)
    if not _PALETTES.search(text):
        text = _CHOSEN.sub("", text)
    untabbed = _OPENED.sub("", text)
    text = text if has_tabs(untabbed) else untabbed
    seen = Counter(match[2] for match in _SIGN.finditer(text))
    twice = {path: f"__gz-sign-{number}" for number, path in enumerate(seen) if seen[path] > 1}
    drawn: set[str] = set()

    def once(match: re.Match[str]) -> str:
        before, path = match.groups()
        if path not in twice:
            return match[0]
        if path in drawn:
            return f'{before}<use href="#{twice[path]}"/>'
        drawn.add(path)
        return f'{before}<path id="{twice[path]}" d="{path}"/>'

    return _SIGN.sub(once, text)


def has_tabs(text: str) -> bool:
    """Whether an article has tabs."""
    return _TAB in text


def squeezed(text: str) -> str:
    """What must be the same in two pages that look the same."""
    return "".join(lean(text).split())
