"""The reasoning of a decision record: its text without status, ties, people and formatting."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from gazetteer.evidence.record_words import LABELS, SECTIONS, STATUS_LABEL

LIMIT = 400_000
"""Characters of one record that are compared."""

MUTABLE = (
    rf"{STATUS_LABEL}|{SECTIONS['links']}"
    r"|change ?log|history|revisions?|versions?|links?|references?|see also|more information"
    r"|further reading"
    r"|related(?: (?:decisions?|adrs?|documents?|artifacts?|work|links?))?|resources|sources|amendments?|addend(?:a|um)"
    r"|errat(?:a|um)|updates?|post ?script|follow[- ]?ups?|audit|reviews?|review (?:notes|log|history)"
    r"|(?:decision )?(?:log|metadata|meta)|supersed(?:es|ed by)|deciders|decision[- ]makers|date|tags|approvals?"
    r"|implementation (?:status|notes|history|log)|lessons learned|retrospective"
)
"""Headings of the sections that may grow after the decision: they record what became of it."""

_TRANSLATED = "|".join(re.sub(r"[ -]", "[ -]", w) for ws in LABELS.values() for w in ws.split())
_LABELS = (
    rf"(?:(?:adr|decision)[- ])?(?:{STATUS_LABEL})|{_TRANSLATED}"
    r"|date|decided(?: (?:on|by))?|decision[- ]?(?:date|makers?)|deciders?"
    r"|authors?|owners?|consulted|informed|approvers?|tags?|categor(?:y|ies)|areas?|created"
    r"|(?:last )?(?:updated?|modified|changed)|supersedes|supercedes|replaces"
    r"|(?:superseded|superceded|replaced|obsoleted|amended|updated|refined|extended)[ -]by"
    r"|amends|extends|refines|relate[sd](?: to)?|related (?:adrs?|decisions?|documents?)|see(?: also)?|links?|refs?"
    r"|references?|depends on|implement(?:ed|ation)(?: in| by| status)?|review(?:ed|ers?| by)?|review[- ]by|version"
    r"|technical story|tickets?|issues?|pr|discussion"
)
_METADATA = re.compile(rf"\W{{0,12}}(?:{_LABELS})\W{{0,4}}[:|]", re.IGNORECASE)
_NOTE = re.compile(
    r"\W{0,12}(?:(?:note|update|edit|warning|important|info|caution)\b[^a-z]{0,30}:?\W{0,12})?"
    r"(?:th(?:is|e)\s+(?:\w+\s+){0,3}?(?:adr|decision|record|document)\s+)?(?:(?:is|was|has been|now|later|since|partly"
    r"|partially|in part)\s+){0,4}(?:superseded|superceded|replaced|deprecated|amended|obsoleted|retired|obsolete"
    r"|revisited|refined|extended|updated)\b\W*(?:by|in|on|with|see|$)",
    re.IGNORECASE,
)
_ATX = re.compile(r"(#{1,6}|={1,6})[ \t]+(\S.*?)[ \t]*[#=]*$")
_LINE_OF_SIGNS = re.compile(r"([=\-~^\"'`#*+:.])\1{2,}[ \t]*$")
_FENCE = re.compile(r"\s*(```|~~~|----$|\.\.\.\.$)")
_ITEM = re.compile(r"\s*(?:[*+-]|\d+[.)]|\.{1,4}|#\.)\s+")
_REFERENCE = re.compile(
    r"\s*(?:\[[^\]\n]{1,200}\]:\s|:[\w-]{1,40}:|\.\. |!!!|\?\?\?|:::|include::|image::)"
)
_MUTABLE = re.compile(rf"(?:\d+(?:\.\d+)*[.)]?\s+)?(?:{MUTABLE}):?", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?(?:-->|$)", re.DOTALL)
_FRONT = re.compile(r"-{3}[ \t]*\n.*?\n(?:-{3}|\.{3})[ \t]*(?:\n|$)", re.DOTALL)
_LINK = re.compile(
    r"!\[[^\[\]\n]{0,300}\](?:\([^)\n]{0,500}\)|\[[^\[\]\n]{0,200}\])"  # a picture
    r"|\[(?P<md>[^\[\]\n]{0,300})\](?:\([^)\n]{0,500}\)|\[[^\[\]\n]{0,200}\])"
    r"|(?:link|xref|mailto):[^\s\[]{0,500}\[(?P<adoc>[^\]\n]{0,300})\]|<<[^<>,\n]{0,200}(?:,(?P<cross>[^<>\n]{0,200}))?>>"
    r"|:[\w:+.-]{1,40}:`(?P<role>[^`<\n]{0,300})(?:<[^`\n]{0,300})?`|`(?P<rst>[^`<\n]{0,300})<[^`>\n]{0,300}>`_{1,2}"
    r"|<?(?:https?|ftp|file)://[^\s>)\]]{1,2000}>?"
)
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,300}>")
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_NUMBER_OF_TITLE = re.compile(
    r"(?:\[?(?:adr|madr)[\s_-]*#?\d+\]?|\d+)\s*[.:)\u2013\u2014-]*\s*", re.IGNORECASE
)
_STATE_OF_TITLE = re.compile(
    r"[\[(][^\])\n]{0,40}(?:supersed|superced|deprecat|obsolet|reject|accept|draft|propos)[^\])\n]{0,80}[\])]|~~",
    re.IGNORECASE,
)
_TYING = re.compile(
    r"see|also|related|relates|to|and|by|in|on|this|it|record|adr|decision|more|read|further|links?|refs?|supersedes"
    r"|superseded|replaces|replaced|amends|amended|refines|refined|extends|extended|updates|updated|depends|for|details",
    re.IGNORECASE,
)
"""A line with a link and no other words than these ties the record to another; it argues nothing."""


class Passage(msgspec.Struct, frozen=True):
    """A paragraph, list entry or table row: its words as written, and the section that it stands in."""

    words: tuple[str, ...]
    section: str


def reasoning(text: str) -> tuple[Passage, ...]:
    """What a record argues, passage by passage, whatever its format.

    Left out are front matter, comments, labelled lines (`Status:`, `Date:`), notes that say what became of the
    record, the sections that may grow (`MUTABLE`), and of everything else what is form: headings, markup,
    destinations of links, lines that hold nothing but a link.
    """
    passages: list[Passage] = []
    words: list[str] = []
    section = ""
    for kind, line in _lines(text[:LIMIT]):
        if kind in {"end", "heading", "item"} and words:
            passages.append(Passage(tuple(words), section))
            words = []
        if kind == "heading":
            section = line
        elif kind != "end":
            words += _WORD.findall(line)
    return (*passages, Passage(tuple(words), section)) if words else tuple(passages)


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """Yields `heading`, `item` (starts a passage), `text` (goes on with it) and `end` with the text that counts."""
    front = _FRONT.match(text)
    lines = _COMMENT.sub("", text[front.end() :] if front else text).split("\n")
    titled, skipped, fence = False, 0, ""
    signs: dict[str, int] = {}
    level = 0
    for number, line in enumerate(lines):
        opened = _FENCE.match(line)
        if opened and (not fence or line.strip().startswith(fence)):
            fence = "" if fence else opened[1]
            yield "end", ""
            continue
        found = None if fence else _heading(lines, number, signs)
        if found is None:
            if not skipped and titled | bool(line.strip()):
                yield from _content(line, in_code=bool(fence), in_head=level < 2)
            continue
        level, title = found
        if not title:
            continue  # the underline of the heading before
        if skipped and level > skipped:
            continue
        skipped = level if _MUTABLE.fullmatch(title) else 0
        if not titled and level == 1 and not skipped:
            yield "heading", ""
            yield "item", _NUMBER_OF_TITLE.sub("", _STATE_OF_TITLE.sub("", title), count=1)
            title = ""
        titled = True
        yield "heading", title


def _heading(lines: Sequence[str], number: int, signs: dict[str, int]) -> tuple[int, str] | None:
    """Level and title of a heading; an empty title for the line of signs below or above one."""
    line = lines[number].rstrip()
    if match := _ATX.match(line):
        return len(match[1]), match[2].strip("* ")
    following = lines[number + 1].rstrip() if number + 1 < len(lines) else ""
    under = _LINE_OF_SIGNS.match(following)
    if (
        line
        and under
        and not line[0].isspace()
        and _WORD.search(line)
        and not line.startswith(("|", "- ", "* "))
    ):
        long_enough = len(following) + 2 >= len(line) or under[1] == "="
        return (
            (signs.setdefault(under[1], len(signs) + 1), line.strip("* ")) if long_enough else None
        )
    return None


def _content(line: str, *, in_code: bool, in_head: bool) -> Iterator[tuple[str, str]]:
    """What one line says, if it belongs to the reasoning."""
    stripped = line.strip()
    if in_code:
        yield "item", line
        return
    if not stripped or _LINE_OF_SIGNS.match(stripped) or set(stripped) <= set("|-:+= "):
        yield "end", ""
        return
    if _REFERENCE.match(line) or (in_head and stripped.startswith((">", "|", "+"))):
        return
    if (in_head and _METADATA.match(stripped)) or _NOTE.match(_shown(stripped)):
        yield "end", ""
        return
    bare, links = _LINK.subn(" ", stripped)
    if links and all(_TYING.fullmatch(word) for word in _WORD.findall(bare)):
        return
    starts = _ITEM.match(line) or stripped.startswith("|")
    yield (
        ("item" if starts else "text"),
        _TAG.sub(" ", _shown(_ITEM.sub("", line, count=1) if starts else line)),
    )


def _shown(line: str) -> str:
    """A line with its links by what they show."""
    if "[" not in line and "://" not in line and "`" not in line and "<<" not in line:
        return line
    return _LINK.sub(lambda match: next((f" {g} " for g in match.groups() if g), " "), line)
