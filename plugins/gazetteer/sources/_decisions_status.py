"""The status of a decision: people's words to one of seven; what is not understood stays unknown."""

import re
from collections.abc import Mapping

import msgspec

from gazetteer.evidence import record_words

_PLAIN = {
    "draft": r"drafts?|draft(?:ed|ing)|work in progress|wip",
    "proposed": r"propos(?:ed|al)",
    "accepted": r"accept(?:ed)?|approved?|adopted|decided|agreed|ratified",
    "rejected": r"reject(?:ed)?|declined?|refused|denied|not accepted|not approved",
    "deprecated": r"deprecated?|obsolete|no longer (?:relevant|valid|in force|used)",
    "superseded": r"sup[ep]r?[sc]ee?ded|superseeded|replaced|obsoleted",
}
_LIKELY = {
    "draft": r"incomplete|in[- ]progress|tbd|to ?do|placeholder|idea",
    "proposed": r"pending|provisional(?:ly)?|tentative|open|candidate|deferred|postponed"
    r"|(?:in|under|for|needs) (?:review|discussion|consideration|revision)|review(?:ing)?|rfc|ongoing discussion",
    "accepted": r"active|final(?:i[sz]ed)?|enacted|confirmed"
    r"|(?:(?:partly|partially|fully) )?implement(?:ed|able)|in effect|in force|valid|done|resolved",
    "rejected": r"withdrawn|abandoned|cancell?ed",
    "deprecated": r"retired|reverted|removed|expired",
    "superseded": r"(?:partly |partially |in part )(?:superseded|replaced|obsoleted)|overridden|invalidated",
}
_KEYWORD = re.compile(
    "|".join(
        rf"(?P<{certainty}_{status}>\b(?:{words})\b)"
        for certainty, table in (("clear", _PLAIN), ("likely", _LIKELY))
        for status, words in table.items()
    )
    + "".join(
        rf"|(?P<told_{status}>\b(?:{words})\b)" for status, words in record_words.STATUSES.items()
    ),
    re.IGNORECASE,
)
_NEGATED = re.compile(
    rf"\b(?:{record_words.NEGATIONS})[-\s]+$|"
    r"\b(?:not|never|non|un|almost|nearly|kind of|sort of|maybe|perhaps|probably|(?:to|will|should|could) be)"
    r"[-\s]+(?:yet[-\s]+|soon[-\s]+)?$",
    re.IGNORECASE,
)
SUCCESSOR = re.compile(
    r"\b(?:sup[ep]r?[sc]ee?ded|superseeded|replaced|obsoleted|overridden|invalidated)"
    r"(?:\s*\([^)\n]{0,200}\))?\s*(?:by\b|with\b|:|(?=\[))"
    rf"|{record_words.SUCCESSOR}",
    re.IGNORECASE,
)
"""Says that another record took this one's place, whatever stands before it."""
PARTIAL = re.compile(r"\b(?:part(?:s|ly|ially)?|in part|some|sections?|portions?)\b", re.IGNORECASE)
_BUILD = re.compile(
    r"(?P<not>\b(?:not|never|un|non)[-\s]*(?:yet[-\s]+)?(?:been[-\s]+)?implemented\b)"
    r"|(?P<partial>\b(?:part(?:ly|ially)?|in part)[-\s]+implemented\b"
    r"|\bimplemented[\s,]+(?:part(?:ly|ially)|in part)\b)"
    r"|(?P<removed>(?:&|\band|[,;/])\s*removed\b)"
    r"|(?P<implemented>\bimplemented\b)",
    re.IGNORECASE,
)
_NOISE = re.compile(r"<!--.*?(?:-->|$)|~~[^~\n]*~~|`", re.DOTALL)
_LINKED = re.compile(r"\[[^\[\]\n]*\](?:\([^()\n]*\))?")
_OPTIONS = re.compile(r"\w[\w ]*(?:\s*[|/]\s*[\w… .]+){2,}")
_TICKED = re.compile(r"^\W{0,8}\[[xX]\]\s")
_PROSE = 80
"""A keyword inside a longer first line is prose, no status."""


class Reading(msgspec.Struct, frozen=True):
    """What a status says: one of `decision.STATUSES`, and how sure that is (`Decision.certainty`)."""

    status: str = "unknown"
    certainty: str = ""


UNREAD = Reading()


def read_status(text: str, words: Mapping[str, str] = {}) -> Reading:
    """Reads the text of a status field or section (several lines possible).

    The first keyword counts, unless a successor is named anywhere in the field: adr-tools leaves "Accepted" standing
    above "Superceded by". "Parts of this were superseded by ..." changes nothing.

    Args:
        text: as written.
        words: a company's own words in lower case -> status; they win over ours.
    """
    written = _NOISE.sub(" ", text).split("\n")
    # In a list of boxes, the ticked ones count.
    written = [line for line in written if _TICKED.search(line)] or written
    lines = [cleaned for line in written if (cleaned := _clean(line))]
    if not lines or _is_template(lines[0]):
        return UNREAD
    for number, line in enumerate(lines):
        successor = SUCCESSOR.search(line)
        if successor:
            before = line[: successor.start()].rpartition(". ")[2]
            if not PARTIAL.search(before) and not _NEGATED.search(before):
                sure = number == 0 and successor.start() == 0
                return Reading("superseded", "clear" if sure else "likely")
    return _own(lines[0], words) or _first_keyword(lines[0])


def status_of(text: str, words: Mapping[str, str] = {}) -> str:
    """The status alone."""
    return read_status(text, words).status


def build_of(text: str) -> tuple[str, str]:
    """The state of the work that a status tells beside the decision: one of `decision.BUILDS`, and the words."""
    found = _BUILD.search(_LINKED.sub(" ", _NOISE.sub(" ", text)))
    return (found.lastgroup or "", found[0].strip("&,;/ ")) if found else ("", "")


def _own(line: str, words: Mapping[str, str]) -> Reading | None:
    lowered = line.lower()
    for word in sorted(words, key=len, reverse=True):
        if re.match(rf"{re.escape(word)}(?!\w)", lowered):
            return Reading(words[word], "clear")
    return None


def _first_keyword(line: str) -> Reading:
    for match in _KEYWORD.finditer(line):
        if match.start() > 0 and len(line) > _PROSE:
            return UNREAD
        if not _NEGATED.search(line[: match.start()]):
            certainty, _, status = (match.lastgroup or "").partition("_")
            sure = "clear" if certainty == "told" else certainty
            return Reading(status, "guess" if match.start() > 0 else sure)
    return UNREAD


def _clean(line: str) -> str:
    """A line without what surrounds its words: emoji, bullets, bold, braces, a closing full stop."""
    line = re.sub(r"\*\*|__|(?<!\w)[*_]|[*_](?!\w)|:[a-z][a-z0-9_+-]{1,40}:", "", line)
    line = re.sub(r"\s+", " ", _TICKED.sub("", line))
    return re.sub(r"^[\W_]+", "", line.strip()).rstrip(" \t.}]\u00a0")


def is_choice(text: str) -> bool:
    """Whether a status still lists the values to choose from."""
    return _is_template(_clean(_NOISE.sub(" ", text).split("\n")[0]))


def _is_template(line: str) -> bool:
    return (
        _OPTIONS.match(line) is not None
        and len({_meant(match) for match in _KEYWORD.finditer(line)}) > 2
    )


def _meant(match: re.Match[str]) -> str:
    return (match.lastgroup or "").partition("_")[2]
