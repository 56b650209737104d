"""When a document was last reviewed or drilled and when that is due again, in front matter or a freshness comment."""

import re

from gazetteer.formats.frontmatter import as_text
from gazetteer.formats.review_date import REVIEW_KEYS, find_comment
from gazetteer.model.document import Review
from gazetteer.model.place import Place
from gazetteer.sources._dates import dates_in, days_of, is_ambiguous
from gazetteer.sources._document_fields import Fields

_EVERY = ("review_every", "review_in", "review-every", "review_interval", "reviewEvery")
_BY = ("reviewed_by", "reviewed-by", "reviewer", "reviewedBy")
_DRILLED = ("last_drilled", "last-drilled", "drilled", "last_tested", "last_exercised")
_DRILL_EVERY = ("drill_every", "drill-every", "drill_in", "test_every")
_UNTIL = ("expires", "expires_on", "valid_until", "review_by", "review_due")
_CREATED = ("created", "created_on", "created_at")
_PAIR = re.compile(r"(owner|reviewed|review_interval)\s*:\s*['\"]([^'\"\n]*)['\"]")


def read_review(fields: Fields) -> Review:
    """Reads review and drill; a date that is none, a span that is none, and dates that contradict leave a fault."""
    key, every, by = _given(fields, REVIEW_KEYS), _given(fields, _EVERY), _given(fields, _BY)
    comment, place = _comment(fields)
    on_text = as_text(fields.value(key)) if key else comment.get("reviewed", "")
    on_place = fields.place(key) if key else place
    every_text = as_text(fields.value(every)) if every else comment.get("review_interval", "")
    every_place = fields.place(every) if every else place
    drilled, drill_every = _given(fields, _DRILLED), _given(fields, _DRILL_EVERY)
    drilled_text, drill_text = as_text(fields.value(drilled)), as_text(fields.value(drill_every))
    drilled_place = fields.place(drilled) if drilled else None
    on = _date(fields, key or "reviewed", on_text, on_place)
    _contradictions(fields, key, on, on_place, comment.get("reviewed", ""))
    return Review(
        on=on,
        on_text=on_text,
        on_place=on_place if on_text else None,
        every_days=_days(fields, every or "review_interval", every_text, every_place),
        every_text=every_text,
        every_place=every_place if every_text else None,
        by=as_text(fields.value(by)) if by else comment.get("owner", ""),
        drilled=_date(fields, drilled, drilled_text, drilled_place),
        drilled_text=drilled_text,
        drilled_place=drilled_place,
        drill_days=_days(fields, drill_every, drill_text, fields.place(drill_every or "x")),
        drill_text=drill_text,
    )


def _given(fields: Fields, keys: tuple[str, ...]) -> str:
    """The first of the keys that has a value."""
    return next((key for key in keys if fields.value(key) not in (None, False, True)), "")


def _contradictions(
    fields: Fields, key: str, on: str, place: Place | None, in_comment: str
) -> None:
    """Two dates of review, a review after the page's end, a review before the page was written."""
    if not on or place is None:
        return
    for other in (
        k for k in REVIEW_KEYS if k != key and fields.value(k) not in (None, False, True)
    ):
        _differs(fields, place, (key, on), other, as_text(fields.value(other)))
    if key and in_comment:
        _differs(fields, place, (key, on), "reviewed", in_comment)
    for other in (*_UNTIL, *_CREATED):
        dates = dates_in(as_text(fields.value(other)))
        is_end = other in _UNTIL
        if dates and (dates[0] < on if is_end else dates[0] > on):
            word = "before" if is_end else "after"
            said = f"{other}: {dates[0]} lies {word} the review of {on}"
            fields.fault_at(fields.place(other), "contradiction", said, "correct one of the dates")


def _differs(fields: Fields, place: Place, one: tuple[str, str], other: str, text: str) -> None:
    dates = dates_in(text, day_first=False if other == "ms.date" else None)
    if dates and dates[0] != one[1]:
        said = f"{one[0]} says {one[1]}, but {other} says {dates[0]}"
        fields.fault_at(place, "contradiction", said, "leave the date of the last review only")


def _date(fields: Fields, key: str, text: str, place: Place | None) -> str:
    # Microsoft Learn's own field is month first by its documentation.
    found = dates_in(text, day_first=False if key == "ms.date" else None)
    if found:
        return found[0]
    if text and place:
        why = "could be two dates" if is_ambiguous(text) else "is no date"
        fields.fault_at(place, "date", f"{key}: {text!r} {why}", "write the date as YYYY-MM-DD")
    return ""


def _days(fields: Fields, key: str, text: str, place: Place | None) -> int:
    days = days_of(text) if text else 0
    if text and not days and place:
        said = f"{key}: {text!r} is no span of time"
        fields.fault_at(place, "interval", said, "write it as `180d` or `6 months`")
    return days


def _comment(fields: Fields) -> tuple[dict[str, str], Place | None]:
    found = find_comment(fields.front.body)
    if found is None:
        return {}, None
    line = fields.front.body_line + fields.front.body.count("\n", 0, found.start("comment"))
    return dict(_PAIR.findall(found["comment"])), fields.at(line)
