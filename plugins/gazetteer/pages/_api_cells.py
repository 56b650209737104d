"""Cells of the tables of an API: what a field, a limit, a badge look like; every part is escaped here.

A large API has a hundred thousand of them, so that they are put together without a template.
"""

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from markupsafe import Markup

from gazetteer.model.surface import Field, Parameter
from gazetteer.pages._templates import safe, written

_MARKS = re.compile(
    r"`(?P<code>[^`\n]+)`|\[(?P<text>[^\[\]`<>*_&]+)\]\((?P<href>https?://[\w./?=#%+~:-]+)\)"
)
_PLAIN = re.compile(r"[^\[\]<>*~^=+|\\&#{}\n]*")
_MARKED = re.compile(
    r"(?<!\w)_|_(?!\w)|^\s*(?:[-+]\s|\d+[.)]\s)|\((?:c|tm|r)\)|  |https?:", re.IGNORECASE
)
SHOWN = 24
"""So many members of an enumeration are listed in a table."""


@lru_cache(maxsize=64)
def method(text: str) -> Markup:
    """The method of an operation as a small sign."""
    name = written(text)
    return safe(f'<span class="gz-method gz-method--{name.lower()}">{name}</span>')


def sunset(text: str, today: date) -> str:
    """The day of an end, and how far away it is."""
    try:
        days = (date.fromisoformat(text[:10]) - today).days
    except ValueError:
        return f'<span class="gz-badge gz-badge--deprecated">ends {written(text)}</span>'
    day = written(text[:10])
    if days < 0:
        return f'<span class="gz-badge gz-badge--error">ended {day}, {_days(-days)} ago</span>'
    left = "today" if days == 0 else f"{_days(days)} left"
    return f'<span class="gz-badge gz-badge--deprecated">ends {day}, {left}</span>'


def _days(count: int) -> str:
    return f"{count} day{'' if count == 1 else 's'}"


def flags(member: Field | Parameter) -> str:
    """Whether it must be there, and whether it is on its way out."""
    if not (member.required or member.deprecated):
        return ""
    # A type of GraphQL says it by its own mark.
    told = member.type.endswith("!") and isinstance(member, Field)
    required = " <b>required</b>" if member.required and not told else ""
    old = ' <b class="gz-badge gz-badge--deprecated">deprecated</b>' if member.deprecated else ""
    return required + old


def limit(text: str) -> str:
    """A constraint; a pattern stands as code."""
    if text.startswith("matches "):
        return f"matches <code>{written(text[8:])}</code>"
    return written(text)


def listed(values: tuple[str, ...]) -> str:
    """Members of an enumeration, the first of many."""
    shown = ", ".join([f"<code>{written(value)}</code>" for value in values[:SHOWN]])
    rest = len(values) - SHOWN
    return f"{shown} and {rest} more" if rest > 0 else shown


def table(caption: str, lines: Iterable[str], id_: str = "") -> str:
    """Names with their types, and what they mean."""
    id_ = f' id="{written(id_)}"' if id_ else ""
    caption = f"<caption>{caption}</caption>" if caption else ""
    return f'<table class="gz-fields"{id_}>{caption}{"".join(lines)}</table>'


@lru_cache(maxsize=64)
def status(text: str) -> str:
    """The status of an answer, coloured by what it tells of."""
    return f'<b class="gz-s{written(text[0])}">{written(text)}</b>'


def plain(text: str) -> str:
    """A text between tags: quotation marks need no escape there."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def folded(what: str, text: str) -> str:
    """A text that is opened by a click."""
    return (
        f'<details class="gz-more"><summary>{what}</summary>'
        f"<pre><code>{plain(text)}</code></pre></details>"
    )


def simple(text: str) -> str | None:
    """The HTML of a text with nothing but code and links to the web in it; None when it is more than that."""
    out: list[str] = []
    plain: list[str] = []
    at = 0
    text = text.strip()
    for match in _MARKS.finditer(text):
        plain.append(text[at : match.start()])
        out.append(written(plain[-1]))
        if match["code"]:
            out.append(f"<code>{written(match['code'])}</code>")
        else:
            out.append(f'<a href="{written(match["href"])}">{written(match["text"])}</a>')
        at = match.end()
    plain.append(text[at:])
    rest = "".join(plain)
    if "`" in rest or not _PLAIN.fullmatch(rest) or any(map(_MARKED.search, plain)):
        return None
    return "".join([*out, written(plain[-1])])
