"""The date of a document's last review as it stands in the text: where it is, and another one in its place."""

import re
from datetime import date

REVIEW_KEYS = (
    "last_reviewed",
    "last_reviewed_on",
    "last-reviewed",
    "lastReviewed",
    "reviewed",
    "ms.date",
)
"""Keys of front matter: ours, GOV.UK's tech-docs template, spelling variants, Microsoft Learn."""

_HEAD = 20_000
"""Characters in which a freshness comment is looked for: it stands at the top of the page."""
_COMMENT = re.compile(
    r"\A(?:(?![ \t]*(?:```|~~~|<!--\*)).*\n)*[ \t]*(?P<comment><!--\*\s*freshness(?s:.*?)\*-->)"
)
_IN_COMMENT = re.compile(
    r"(?P<head>\breviewed\s*:\s*)(?P<quote>['\"])(?P<value>[^'\"\n]*)(?P=quote)"
)
_BLOCK = re.compile(
    r"\A\ufeff?---[ \t]*\r?\n(?P<block>(?:(?!(?:---|\.\.\.)[ \t]*\r?$).*\n)*?)(?:---|\.\.\.)[ \t]*\r?$",
    re.MULTILINE,
)
_KEYS = "|".join(re.escape(key) for key in REVIEW_KEYS)
_LINE = re.compile(
    rf"^(?P<head>(?:{_KEYS})[ \t]*:[ \t]*)(?P<quote>['\"]?)(?P<value>[^'\"#\r\n]*?)(?P=quote)"
    r"(?P<tail>[ \t]*(?:#[^\r\n]*)?\r?)$",
    re.MULTILINE,
)
_MONTHS = ["%B", "%b"]


def find_comment(body: str) -> re.Match[str] | None:
    """Google's freshness comment, in the group `comment`: it begins a line, above any code."""
    if body.find("<!--*", 0, _HEAD) < 0:
        return None
    return _COMMENT.search(body, 0, _HEAD)


def redated(text: str, day: date) -> str | None:
    """The text with another date of review, in its own form; None when it has none. Nothing else changes, no line end.

    Args:
        text: as it is on disk, line ends and byte-order mark included.
        day: of the review.
    """
    block = _BLOCK.match(text)
    if block is not None:
        written, count = _LINE.subn(lambda line: _put(line, day), block["block"])
        if count:
            return text[: block.start("block")] + written + text[block.end("block") :]
    start = block.end() if block else 0
    comment = find_comment(text[start:])
    if comment is None or not _IN_COMMENT.search(comment["comment"]):
        return None
    at, end = start + comment.start("comment"), start + comment.end("comment")
    return (
        text[:at]
        + _IN_COMMENT.sub(lambda found: _quoted(found, day), text[at:end], count=1)
        + text[end:]
    )


def _put(line: re.Match[str], day: date) -> str:
    key = line["head"].split(":")[0].strip()
    value = like(line["value"], day, month_first=key == "ms.date")
    return f"{line['head']}{line['quote']}{value}{line['quote']}{line['tail']}"


def _quoted(found: re.Match[str], day: date) -> str:
    return f"{found['head']}{found['quote']}{like(found['value'], day)}{found['quote']}"


def like(value: str, day: date, *, month_first: bool = False) -> str:
    """A date written as another one is: `2026-01-31`, `31/01/2026`, `1/31/2026`, `31 January 2026`, `Jan 31, 2026`.

    Args:
        value: the other one.
        day: to write.
        month_first: whether `05/02/2018` is meant so that the month stands first.
    """
    value = value.strip()
    if match := re.fullmatch(r"\d{4}([-/.])\d{1,2}\1\d{1,2}(?P<time>[T ].*)?", value):
        return day.strftime(f"%Y{match[1]}%m{match[1]}%d")
    if re.fullmatch(r"\d{8}", value):
        return day.strftime("%Y%m%d")
    if match := re.fullmatch(r"(\d{1,2})([-/.])(\d{1,2})\2\d{4}", value):
        first = month_first or int(match[3]) > 12
        parts = (day.month, day.day) if first else (day.day, day.month)
        width = 2 if len(match[1]) == 2 and len(match[3]) == 2 else 1
        return match[2].join((*(f"{part:0{width}}" for part in parts), str(day.year)))
    for name in _MONTHS:
        month = day.strftime(name)
        length = "{4,}" if name == "%B" else "{3}"
        if re.fullmatch(rf"\d{{1,2}} [A-Za-z]{length},? \d{{4}}", value):
            return f"{day.day} {month} {day.year}"
        if re.fullmatch(rf"[A-Za-z]{length} \d{{1,2}},? \d{{4}}", value):
            return f"{month} {day.day}{',' if ',' in value else ''} {day.year}"
    return day.isoformat()
