"""The status of a decision: people's words to one of seven; what is not understood stays unknown."""

import re

_WORDS = {
    "draft": r"drafts?|draft(?:ed|ing)|incomplete|wip|work in progress|in[- ]progress|tbd|to ?do|placeholder|idea",
    "proposed": r"propos(?:ed|al)|pending|provisional(?:ly)?|tentative|open|candidate|deferred|postponed"
    r"|(?:in|under|for|needs) (?:review|discussion|consideration|revision)|review(?:ing)?|rfc|ongoing discussion",
    "accepted": r"accept(?:ed)?|approved?|active|adopted|decided|agreed|ratified|final(?:i[sz]ed)?|enacted|confirmed"
    r"|(?:(?:partly|partially|fully) )?implement(?:ed|able)|in effect|in force|valid|done|resolved",
    "rejected": r"reject(?:ed)?|declined?|withdrawn|refused|abandoned|cancell?ed|denied|not accepted|not approved",
    "deprecated": r"deprecated?|obsolete|retired|reverted|removed|expired|no longer (?:relevant|valid|in force|used)",
    "superseded": r"(?:partly |partially |in part )?(?:sup[ep]r?[sc]ee?ded|superseeded|replaced|obsoleted|overridden"
    r"|invalidated)",
}
_KEYWORD = re.compile(
    "|".join(rf"(?P<{status}>\b(?:{words})\b)" for status, words in _WORDS.items()), re.IGNORECASE
)
_NEGATED = re.compile(
    r"\b(?:not|never|non|un|almost|nearly|kind of|sort of|maybe|perhaps|probably|(?:to|will|should|could) be)"
    r"[-\s]+(?:yet[-\s]+|soon[-\s]+)?$",
    re.IGNORECASE,
)
SUCCESSOR = re.compile(
    r"\b(?:sup[ep]r?[sc]ee?ded|superseeded|replaced|obsoleted|overridden|invalidated)"
    r"(?:\s*\([^)\n]{0,200}\))?\s*(?:by\b|with\b|:|(?=\[))",
    re.IGNORECASE,
)
"""Says that another record took this one's place, whatever stands before it."""
PARTIAL = re.compile(r"\b(?:part(?:s|ly|ially)?|in part|some|sections?|portions?)\b", re.IGNORECASE)
_NOISE = re.compile(r"<!--.*?(?:-->|$)|~~[^~\n]*~~|`", re.DOTALL)
_OPTIONS = re.compile(r"\w[\w ]*(?:\s*[|/]\s*[\w… .]+){2,}")
_PROSE = 80
"""A keyword inside a longer first line is prose, no status."""


def status_of(text: str) -> str:
    """One of `decision.STATUSES` for the text of a status field or section (several lines possible).

    The first keyword counts, unless a successor is named anywhere in the field: adr-tools leaves "Accepted" standing
    above "Superceded by". "Parts of this were superseded by ..." changes nothing.
    """
    text = _NOISE.sub(" ", text)
    lines = [cleaned for line in text.split("\n") if (cleaned := _clean(line))]
    if not lines or _is_template(lines[0]):
        return "unknown"
    for line in lines:
        successor = SUCCESSOR.search(line)
        if successor:
            before = line[: successor.start()].rpartition(". ")[2]
            if not PARTIAL.search(before) and not _NEGATED.search(before):
                return "superseded"
    return _first_keyword(lines[0])


def _first_keyword(line: str) -> str:
    for match in _KEYWORD.finditer(line):
        if match.start() > 0 and len(line) > _PROSE:
            return "unknown"
        if not _NEGATED.search(line[: match.start()]):
            return match.lastgroup or "unknown"
    return "unknown"


def _clean(line: str) -> str:
    """A line without what surrounds its words: emoji, bullets, bold, braces, a closing full stop."""
    line = re.sub(r"\*\*|__|(?<!\w)[*_]|[*_](?!\w)", "", line)
    return re.sub(r"^[\W_]+|[\s.}\]]+$", "", line.strip())


def _is_template(line: str) -> bool:
    """Whether the line still lists the values to choose from."""
    return (
        _OPTIONS.match(line) is not None
        and len({match.lastgroup for match in _KEYWORD.finditer(line)}) > 2
    )
