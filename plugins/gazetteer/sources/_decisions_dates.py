"""The date of a decision and every statement of one: from fields, the change log, the status or the file's name."""

import re
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from gazetteer.model.decision import Statement
from gazetteer.model.fault import Fault
from gazetteer.model.place import Place
from gazetteer.sources._dates import dates_in, is_ambiguous, month_of
from gazetteer.sources._decisions_faults import date_fault
from gazetteer.sources._decisions_fields import Field
from gazetteer.sources._decisions_log import Log

PLACEHOLDER = re.compile(r"[{}<>]|^list everyone|^everyone (?:who|involved)", re.IGNORECASE)
"""What a form asks for, instead of a value."""
_NAMED = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?=[-_ ])")
_LINKED = re.compile(
    r"\[[^\[\]\n]{0,300}\]\([^()\n]{0,300}\)|`[^`\n]{0,300}`_?|link:[^\s\[]{1,300}\[[^\]\n]{0,300}\]"
    r"|(?<!\d)\d{4}-?\d{2}-?\d{2}[-_][A-Za-z]\S{0,200}"
)
"""Names of other records in a status: the dates in them are not this one's."""
_LABELS = ("date", "created", "modified", "changelog")


class Dating(msgspec.Struct, frozen=True):
    """The date of a record: `Decision.date`, `month`, `date_text`, `dated`, and what is wrong with it."""

    date: str = ""
    month: str = ""
    text: str = ""
    place: Place | None = None
    fault: Fault | None = None


def dating_of(path: str, fields: Mapping[str, Field], slug: str, log: Log) -> Dating:
    """The date: the first field that holds one, else the status, else the file's name."""
    for label in _LABELS:
        field = fields.get(label)
        if not field or not field.text or _is_form(field.text):
            continue
        place = field.place(path)
        found = _dates(field, log)
        if found:
            # Several dates of changes: the first change is the decision's date.
            first = min(found) if label in {"modified", "changelog"} else found[0]
            return Dating(first, "", field.text, place)
        if label != "changelog":
            month = month_of(field.text)
            fault = None if month else date_fault(path, field)
            return Dating("", month, field.text, place, fault)
    status = fields.get("status")
    line = status.text.split("\n")[0] if status else ""
    if status and (found := dates_in(_LINKED.sub(" ", line))):
        return Dating(found[0], "", line, status.place(path))
    named = _NAMED.match(slug)
    if named and (found := dates_in("-".join(named.groups()))):
        return Dating(found[0], "", named[0], Place(path))
    return Dating()


def dates_said(path: str, every: Iterable[Field], slug: str, log: Log) -> Iterator[Statement]:
    """Every statement of the date of the decision itself; when it was changed or proposed is another matter."""
    for field in every:
        if field.label == "date" and field.text and not _is_form(field.text):
            found = _dates(field, log)
            place = field.place(path)
            yield Statement("date", found[0] if found else "", field.text, place, field.origin)
    named = _NAMED.match(slug)
    if named and (found := dates_in("-".join(named.groups()))):
        yield Statement("date", found[0], named[0], Place(path), "name")


def review_of(path: str, fields: Mapping[str, Field], log: Log) -> Dating:
    """When the decision is to be looked at again."""
    field = fields.get("review_by")
    if not field or not field.text or _is_form(field.text):
        return Dating()
    found = _dates(field, log)
    return Dating(found[0] if found else "", "", field.text, field.place(path))


def _dates(field: Field, log: Log) -> tuple[str, ...]:
    entries = field.text.split("\n") if field.label == "changelog" else [field.text]
    day_first = log.day_first() if any(map(is_ambiguous, entries)) else None
    return tuple(date for entry in entries for date in dates_in(entry, day_first=day_first))


def _is_form(text: str) -> bool:
    return PLACEHOLDER.search(text) is not None and not re.search(r"\d", text)
