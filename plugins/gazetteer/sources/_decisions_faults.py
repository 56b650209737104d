"""What can be wrong with a decision record, as faults."""

from collections.abc import Iterator

from gazetteer.formats.markdown import shorten
from gazetteer.model.decision import Decision
from gazetteer.model.fault import Fault
from gazetteer.model.place import Place
from gazetteer.sources._dates import is_ambiguous
from gazetteer.sources._decisions_fields import Field


def date_fault(path: str, field: Field) -> Fault:
    """The fault of a date that is none, or that could mean two."""
    written = field.text.split("\n")[0]
    problem = "could mean two days" if is_ambiguous(written) else "is no date"
    return Fault(
        kind="decision",
        code="date",
        message=f"the date {written!r} {problem}",
        place=field.place(path),
        mend="write the date as YYYY-MM-DD",
    )


def status_faults(path: str, decision: Decision) -> Iterator[Fault]:
    """The fault of a record without a status, or with one that is not understood."""
    if decision.status != "unknown":
        return
    place = decision.status_place or Place(path, 1)
    if not decision.status_text:
        yield Fault(
            kind="decision",
            code="no-status",
            message=f"the decision {decision.title!r} states no status",
            place=place,
            mend="add `status: accepted` (or draft, proposed, rejected, deprecated, superseded) to its front matter",
        )
        return
    yield Fault(
        kind="decision",
        code="unknown-status",
        message=f"the status {shorten(decision.status_text.split(chr(10))[0], 60)!r} is none that we know",
        place=place,
        mend="begin it with draft, proposed, accepted, rejected, deprecated or superseded",
    )


def link_faults(decision: Decision) -> Iterator[Fault]:
    """One fault for each tie that leads to no record."""
    for link in decision.links:
        if not link.target:
            yield Fault(
                kind="decision",
                code="unresolved-link",
                message=f"{link.text!r} names no record of {decision.folder or 'this folder'}",
                place=link.place,
                mend="link to the file of the other record",
            )
