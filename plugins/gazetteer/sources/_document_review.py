"""When a document was last reviewed and when it is due again, in front matter or in a freshness comment."""

import re

from gazetteer.formats.frontmatter import as_text
from gazetteer.model.document import Review
from gazetteer.model.place import Place
from gazetteer.sources._dates import dates_in, days_of, is_ambiguous
from gazetteer.sources._document_fields import Fields

_REVIEWED = ("last_reviewed", "last_reviewed_on", "last-reviewed", "reviewed", "ms.date")
"""Ours, GOV.UK's tech-docs template, spelling variants, Microsoft Learn."""
_EVERY = ("review_every", "review_in", "review-every", "review_interval")
_BY = ("reviewed_by", "reviewed-by", "reviewer")
_PAIR = re.compile(r"(owner|reviewed|review_interval)\s*:\s*['\"]([^'\"\n]*)['\"]")
_HEAD = 20_000
"""Characters in which a freshness comment is looked for: it stands at the top of the page."""


def read_review(fields: Fields) -> Review:
    """Reads the review; a date that is none and a span that is none leave a fault."""
    key = next((key for key in _REVIEWED if fields.value(key) not in (None, False, True)), "")
    every = next((key for key in _EVERY if fields.value(key) is not None), "")
    by = next((key for key in _BY if fields.value(key) is not None), "")
    comment, place = _comment(fields)
    on_text = as_text(fields.value(key)) if key else comment.get("reviewed", "")
    on_place = fields.place(key) if key else place
    every_text = as_text(fields.value(every)) if every else comment.get("review_interval", "")
    return Review(
        on=_date(fields, key, on_text, on_place),
        on_text=on_text,
        on_place=on_place if on_text else None,
        every_days=_days(fields, every, every_text),
        every_text=every_text,
        by=as_text(fields.value(by)) if by else comment.get("owner", ""),
    )


def _date(fields: Fields, key: str, text: str, place: Place | None) -> str:
    # Microsoft Learn's own field is month first by its documentation.
    found = dates_in(text, day_first=False if key == "ms.date" else None)
    if found:
        return found[0]
    if text and place:
        fields.fault_at(
            place,
            "date",
            f"{key or 'reviewed'}: {text!r} could be two dates"
            if is_ambiguous(text)
            else f"{key or 'reviewed'}: {text!r} is no date",
            "write the date as YYYY-MM-DD",
        )
    return ""


def _days(fields: Fields, key: str, text: str) -> int:
    days = days_of(text) if text else 0
    if text and not days:
        fields.fault(
            key,
            "interval",
            f"{key}: {text!r} is no span of time",
            "write it as `180d` or `6 months`",
        )
    return days


def _comment(fields: Fields) -> tuple[dict[str, str], Place | None]:
    head = fields.front.body[:_HEAD]
    start = head.find("<!--*")
    end = head.find("*-->", start)
    if start == -1 or end == -1 or "freshness" not in head[start:end]:
        return {}, None
    line = fields.front.body_line + head.count("\n", 0, start)
    return dict(_PAIR.findall(head[start:end])), fields.at(line)
