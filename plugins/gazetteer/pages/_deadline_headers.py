"""The response headers that announce an end: `Deprecation` (RFC 9745) and `Sunset` (RFC 8594), ready to paste."""

from datetime import UTC, date, datetime
from email.utils import format_datetime
from urllib.parse import urlsplit

from gazetteer.evidence.deadlines import Ending, as_date


def headers(ending: Ending) -> str:
    """The lines for what ends; empty when neither day is known.

    The two headers write dates in different ways: one counts seconds, the other is an HTTP date. A sunset must not be
    earlier than the deprecation (RFC 9745, section 4), so a day of announcement that is later is left out.
    """
    since, end = as_date(ending.since), ending.end
    lines: list[str] = []
    if since is not None and (end is None or since <= end):
        lines.append(f"Deprecation: @{int(_midnight(since).timestamp())}")
    if end is not None:
        lines.append(f"Sunset: {format_datetime(_midnight(end), usegmt=True)}")
    stated = ending.entity.deprecation
    guide = stated.migration if stated else ""
    if (
        lines
        and urlsplit(guide).scheme in {"http", "https"}
        and guide.isprintable()
        and ">" not in guide
    ):
        lines.append(f'Link: <{guide}>; rel="deprecation"; type="text/html"')
    return "\n".join(lines)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
