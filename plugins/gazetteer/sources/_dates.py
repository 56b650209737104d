"""Dates and spans of time as people write them, to ISO dates and days; shared by documents and decisions."""

import calendar
import html
import re
from datetime import date

_ISO = re.compile(r"(?<!\d)(\d{4})([-/.])(\d{1,2})\2 ?(\d{1,2})(?!\d|-\d|[A-SU-Za-z])")
_COMPACT = re.compile(r"(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)")
_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d|[-/]\d)")
_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_abbr) if n}
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY_MONTH = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?[-\s]+(?:of\s+)?{_MONTH},?[-\s]+(\d{{4}})(?!\d)",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    rf"\b{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)", re.IGNORECASE
)
_MONTH_ALONE = re.compile(
    rf"(?:(\d{{4}})[-/.](\d{{1,2}})|(\d{{1,2}})[-/.](\d{{4}})|{_MONTH}[,\s-]\s*(\d{{4}}))",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"(?:every\s+)?p?(\d{1,5})?\s*(d|w|m|y|days?|weeks?|months?|quarters?|years?|mo|yrs?)",
    re.IGNORECASE,
)
_WORDS = {"daily": 1, "weekly": 7, "monthly": 30, "quarterly": 91, "yearly": 365, "annually": 365}
_LONGEST = 300
"""Characters of a field in which dates are looked for."""


def dates_in(text: str, *, day_first: bool | None = None) -> tuple[str, ...]:
    """The ISO dates that a text holds, in order; impossible ones are left out.

    Args:
        text: a field's value.
        day_first: how `05/02/2018` is meant; with None such a date is left out unless one of its numbers is over 12.
            Dots and hyphens are day first: no country writes the month first with them.
    """
    if not text:
        return ()
    text = html.unescape(text[:_LONGEST])
    found: dict[int, str] = {}
    for match in _ISO.finditer(text):
        found[match.start()] = _iso(match[1], match[3], match[4])
    for match in _COMPACT.finditer(text):
        found[match.start()] = _iso(*match.groups())
    for match in _NUMERIC.finditer(text):
        found[match.start()] = _numeric(match, day_first=day_first)
    for match in _DAY_MONTH.finditer(text):
        found[match.start()] = _iso(match[3], str(_MONTHS[match[2][:3].lower()]), match[1])
    for match in _MONTH_DAY.finditer(text):
        found[match.start()] = _iso(match[3], str(_MONTHS[match[1][:3].lower()]), match[2])
    return tuple(found[position] for position in sorted(found) if found[position])


def month_of(text: str) -> str:
    """The month as `YYYY-MM`, of a text that tells a month and no day (`2022-09`, `May, 2026`); else empty."""
    match = _MONTH_ALONE.fullmatch(html.unescape(text[:_LONGEST]).strip(" .*_"))
    if not match:
        return ""
    year = match[1] or match[4] or match[6]
    number = int(match[2] or match[3] or _MONTHS[match[5][:3].lower()])
    return f"{year}-{number:02d}" if 1 <= number <= 12 and int(year) else ""


def is_ambiguous(text: str) -> bool:
    """Whether a text holds a date such as `05/02/2018`, whose order of day and month it does not tell itself."""
    return not dates_in(text) and bool(dates_in(text, day_first=True))


def day_first_evidence(text: str) -> bool | None:
    """What a text tells about its author's order of day and month: a first number over 12 is a day."""
    for match in _NUMERIC.finditer(text[:_LONGEST]):
        if match[2] == "/" and (int(match[1]) > 12) != (int(match[3]) > 12):
            return int(match[1]) > 12
    return None


def days_of(value: object) -> int:
    """A span of time in days: `180`, `180d`, `6 months`, `1 year`, `P6M`, `quarterly`; 0 when it is none."""
    text = str(value).strip().lower()
    if text.isdecimal():
        return int(text[:6])
    if text in _WORDS:
        return _WORDS[text]
    match = _SPAN.fullmatch(text)
    if not match or (not match[1] and not text.startswith("every")):
        return 0
    count, unit = int(match[1] or 1), match[2][0]
    return round(count * {"d": 1, "w": 7, "m": 365 / 12, "q": 365 / 4, "y": 365}[unit])


def _numeric(match: re.Match[str], *, day_first: bool | None) -> str:
    first, second = int(match[1]), int(match[3])
    year = match[4] if len(match[4]) == 4 else f"20{match[4]}"
    if match[2] != "/" or first > 12:
        day_first = True
    elif second > 12:
        day_first = False
    elif first == second:
        day_first = True
    if day_first is None:
        return ""
    day, month = (first, second) if day_first else (second, first)
    return _iso(year, str(month), str(day))


def _iso(year: str, month: str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
