"""Markdown to HTML, not yet made safe, with those extensions alone that a text has a sign of."""

import html
import re
from functools import lru_cache
from typing import Any

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from gazetteer.model.document import Heading
from gazetteer.pages._lists import spaced

Converted = tuple[str, tuple[Heading, ...]]
"""HTML that nobody has made safe yet, and the headings in it."""

LIMIT = 400_000
"""Longer prose is shown as plain text: some of Markdown's patterns need more than linear time."""
NESTING = 64
"""The same for quotes and lists inside one another, whose conversion is recursive."""

_ALWAYS = ("toc", "pymdownx.betterem", "pymdownx.inlinehilite")
_WHERE_SIGNED = (
    (re.compile(r"\|"), ("tables",)),
    (re.compile(r"\{"), ("attr_list",)),
    (re.compile(r"```|~~~| {4}|\t"), ("pymdownx.highlight", "pymdownx.superfences")),
    (
        re.compile(r"(?i)\((?:tm|c|r)\)|c/o|\+/-|=/=|-->|<--|\d/\d|\d(?:st|nd|rd|th)\b"),
        ("pymdownx.smartsymbols",),
    ),
    (
        # Abbreviations, boxes, lists of definitions, footnotes, tabs, tasks, marks, super- and subscript.
        re.compile(r"(?m)\*\[|!!!|\?\?\?|===?|^[\W\d]*:[ \t]|\[\^|\[[ xX]\]|[\^~]|\\ "),
        (
            "abbr",
            "admonition",
            "def_list",
            "footnotes",
            "pymdownx.caret",
            "pymdownx.details",
            "pymdownx.mark",
            "pymdownx.tabbed",
            "pymdownx.tasklist",
            "pymdownx.tilde",
        ),
    ),
)
"""TechDocs' set without what reads other files, asks the network or needs a theme at hand.

Each with the signs that it acts on: where a text has none of them, it is left out, which halves the time of a text.
"""

_OPTIONS: dict[str, dict[str, Any]] = {
    "toc": {"permalink": True, "permalink_title": ""},
    "tables": {"use_align_attribute": True},
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.tasklist": {"custom_checkbox": True},
}

_DEEP = re.compile(rf"(?m)^(?:[ \t]*(?:>|[-*+][ \t])){{{NESTING}}}|^[ \t]{{{NESTING * 8}}}")
_MARKS = re.compile(r"[\[<(]")
_BRACKETS = re.compile(r"[\[\]]|\n[ \t]*\n")


@lru_cache(maxsize=2048)
def converted(text: str) -> Converted:
    """Markdown as HTML with its headings; what takes for ever stays text."""
    if len(text) > LIMIT or _nested(text):
        return f"<pre><code>{html.escape(text[:LIMIT])}</code></pre>", ()
    markdown = _markdown(_wanted(text))
    markdown.reset()
    try:
        out = markdown.convert(spaced(text))
    except RecursionError:  # nesting in a form that `_nested` does not know
        _markdown.cache_clear()
        return f"<pre><code>{html.escape(text)}</code></pre>", ()
    return out, tuple(_headings(getattr(markdown, "toc_tokens", [])))


def _wanted(text: str) -> tuple[str, ...]:
    """The extensions that have something to do in a text."""
    signed = (names for sign, names in _WHERE_SIGNED if sign.search(text))
    return _ALWAYS + tuple(name for names in signed for name in names)


def _nested(text: str) -> bool:
    """Whether quotes, lists or brackets are so deep or so dense that converting them takes for ever."""
    if _DEEP.search(text):
        return True
    if any(len(part) > 8_000 and len(_MARKS.findall(part)) > 400 for part in text.split("\n\n")):
        return True
    depth = 0
    if text.count("[") > NESTING:
        for mark in _BRACKETS.finditer(text):
            # A bracket that is open at the end of its paragraph stays open: no link spans paragraphs.
            depth = depth + 1 if mark[0] == "[" else max(depth - 1, 0) if mark[0] == "]" else 0
            if depth > NESTING:
                return True
    return False


def _headings(tokens: list[dict[str, Any]]) -> list[Heading]:
    found: list[Heading] = []
    for token in tokens:
        found.append(Heading(token["level"], token["id"], html.unescape(token["name"])))
        found += _headings(token["children"])
    return found


class _Mention(InlineProcessor):
    """`[[component:cart]]`, `[[component:cart|the cart]]`."""

    # The base class names the parameters.
    def handleMatch(self, m, data):  # type: ignore[no-untyped-def, override]  # noqa: ARG002, N802
        from xml.etree.ElementTree import Element

        link = Element("a", {"href": f"gz-ref:{m[1].strip()}"})
        link.text = AtomicString(m[2] or re.split(r"[:/]", m[1].strip())[-1])
        return link, m.start(0), m.end(0)


@lru_cache(maxsize=1 << len(_WHERE_SIGNED))
def _markdown(wanted: tuple[str, ...]) -> Markdown:
    options = {name: options for name, options in _OPTIONS.items() if name in wanted}
    markdown = Markdown(extensions=list(wanted), extension_configs=options)
    pattern = r"\[\[([^\[\]|\n]{1,200})(?:\|([^\[\]|\n]{1,300}))?\]\]"
    # Above links (160), below code spans (190).
    markdown.inlinePatterns.register(_Mention(pattern, markdown), "gazetteer-mention", 175)
    return markdown
