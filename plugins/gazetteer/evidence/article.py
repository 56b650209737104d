"""The article of a rendered page: the links, unresolved references and numbered ids that its HTML holds."""

import html
import re
from collections.abc import Callable

import msgspec

_QUIET = re.compile(r"<(!--|script\b|style\b|svg\b|math\b|textarea\b)", re.IGNORECASE)
_CODE = re.compile(r"<(pre|code|kbd|samp)\b", re.IGNORECASE)
_TAG = re.compile(r"""<([a-zA-Z][\w-]*+)((?:[^<>"']|"[^"]*+"|'[^']*+')*+)>""")
_ATTRIBUTE = re.compile(
    r"""(?<![\w-])(href|src|id|name)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))""",
    re.IGNORECASE,
)
_ANY_TAG = re.compile(r"<[^<>]*+>")
_HEADING = re.compile(r"<(h[1-6])\b", re.IGNORECASE)
_OPENING = re.compile(r"""<h[1-6]\b[^>]*?\bid="([^"]*+)"[^>]*+>""", re.IGNORECASE)
_NUMBERED = re.compile(r"(.+)_\d+")
_REFERENCE = re.compile(r"(?<![\w\]\\])\[([^\[\]\n]{1,300})\]\[([^\[\]\n]{0,200})\]")
_FOOTNOTE = re.compile(r"(?<!\\)\[\^([\w-]{1,80})\](?!:)")
_SOURCES = {"a": "href", "area": "href"} | dict.fromkeys(
    ("img", "source", "video", "audio", "iframe", "embed", "track"), "src"
)

_LONGEST = 2_000
"""Characters of a heading that are looked at."""

LARGEST = 5_000_000
"""Characters of a page that are looked at."""


class RenderedPage(msgspec.Struct, frozen=True):
    """What the article of a page asks of the site.

    Attributes:
        path: of its source in the tree.
        url: relative to the site's root: `guide/`, `guide.html`, or empty for the front page.
        links: addresses of links and of what is embedded, each once, with whether it is a link.
        literals: reference links and footnotes that came out as they were written: the whole, and its label.
        numbered: id -> text of headings that have it, or got a numbered form of it because it was taken.
    """

    path: str
    url: str
    links: tuple[tuple[str, bool], ...] = ()
    literals: tuple[tuple[str, str], ...] = ()
    numbered: dict[str, str] = {}


def read_article(path: str, url: str, article: str) -> RenderedPage:
    """What the HTML of a page's article holds; the time is linear in its length."""
    article = _replaced(_QUIET, article[:LARGEST], lambda _: " ")
    article = _replaced(_HEADING, article, _without_permalink)
    links: dict[tuple[str, bool], None] = {}
    for tag, attributes in _TAG.findall(article):
        wanted = _SOURCES.get(tag.lower())
        for attribute in _ATTRIBUTE.finditer(attributes) if wanted else ():
            if attribute[1].lower() == wanted:
                links.setdefault((_value(attribute), wanted == "href"))
    words = html.unescape(_ANY_TAG.sub("", _replaced(_CODE, article, lambda _: "`code`")))
    literals = [(match[0], match[2] or match[1]) for match in _REFERENCE.finditer(words)]
    literals += [(match[0], f"^{match[1]}") for match in _FOOTNOTE.finditer(words)]
    return RenderedPage(
        path=path,
        url=url,
        links=tuple(links),
        literals=tuple(dict.fromkeys(literals)),
        numbered=_numbered(article),
    )


def _value(attribute: re.Match[str]) -> str:
    return html.unescape(next((v for v in attribute.groups()[1:] if v is not None), "")).strip()


def _replaced(opening: re.Pattern[str], text: str, by: Callable[[str], str]) -> str:
    """The text with what lies between each opening and its end replaced; an opening without an end is left alone.

    A regular expression for the whole would look for the same missing end again and again.
    """
    lowered, endless = text.lower(), set[str]()
    parts: list[str] = []
    position = 0
    for match in opening.finditer(text):
        name = match[1].lower()
        if match.start() < position or name in endless:
            continue
        mark = "-->" if name == "!--" else f"</{name}"
        end = lowered.find(mark, match.end())
        end = lowered.find(">", end) + 1 if end >= 0 else 0
        if not end:
            endless.add(name)
            continue
        parts += (text[position : match.start()], by(text[match.start() : end]))
        position = end
    return "".join((*parts, text[position:]))


def _without_permalink(heading: str) -> str:
    """A heading without the link to itself that the site puts there."""
    opening = _OPENING.match(heading)
    own = rf"""<a\b[^>]*?href="#{re.escape(opening[1])}"[^>]*+>.*?</a>""" if opening else ""
    return re.sub(own, "", heading[:_LONGEST]) if own else heading


def _numbered(article: str) -> dict[str, str]:
    """Ids that headings of one text share by number, as Python-Markdown's `toc` gives them out."""
    headings: dict[str, str] = {}

    def keep(heading: str) -> str:
        if opening := _OPENING.match(heading):
            headings[opening[1]] = _words(heading[opening.end() : _LONGEST])
        return heading

    _replaced(_HEADING, article, keep)
    found: dict[str, str] = {}
    for id_, text in headings.items():
        match = _NUMBERED.fullmatch(id_)
        if match and headings.get(match[1], "") == text != "":
            found |= {id_: text, match[1]: text}
    return found


def _words(markup: str) -> str:
    return " ".join(html.unescape(_ANY_TAG.sub("", markup)).split())


def ids_of(text: str) -> frozenset[str]:
    """The ids of an HTML file that a link may lead to."""
    found = set()
    for tag, attributes in _TAG.findall(text):
        for attribute in _ATTRIBUTE.finditer(attributes) if "=" in attributes else ():
            key = attribute[1].lower()
            if key == "id" or (key == "name" and tag.lower() == "a"):
                found.add(_value(attribute))
    return frozenset(found)
