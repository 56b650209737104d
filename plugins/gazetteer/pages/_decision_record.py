"""The page of a decision record: whether it holds, what it is tied to, its own words, and who changed them when."""

from collections.abc import Iterator, Sequence

import msgspec
from markupsafe import Markup

from gazetteer.formats.markdown import plain
from gazetteer.model.decision import DecisionPast, Rewording
from gazetteer.model.history import Change, Commit
from gazetteer.model.page import Asset, Page, SearchEntry
from gazetteer.pages._decision_chains import chain_of
from gazetteer.pages._decision_links import committed, tied
from gazetteer.pages._decision_log import Log
from gazetteer.pages._decision_records import Logged, Tied
from gazetteer.pages._prose import Raw
from gazetteer.pages._sheet import Sheet

TIES = (
    ("supersedes", "Supersedes"),
    ("supersededBy", "Superseded by"),
    ("amends", "Amends"),
    ("amendedBy", "Amended by"),
    ("relatesTo", "See also"),
)
COMMITS = 30
"""Shown on a page; the repository has the rest."""
REWORDINGS = 5
"""Shown of one commit."""
IN_FORCE, OUT_OF_FORCE = 2.0, 0.5
"""Weights in the search: of two records that fit a query equally, the one that holds comes first."""


class Version(msgspec.Struct, frozen=True):
    """A commit that touched the record.

    Attributes:
        what: what it did to the file, in words; empty for a plain change.
        accepted: the decision was accepted by it.
        rewordings: how it changed the reasoning of a decision that was accepted already, the longest first.
    """

    commit: Commit
    what: str
    accepted: bool
    rewordings: tuple[Rewording, ...]


def page(log: Log, record: Logged) -> Iterator[Page | Asset]:
    """The page of one record: its own words below what is known about it."""
    view, decision = log.view, record.decision
    sheet = Sheet(view, record.uri)
    title = decision.title_place
    written = sheet.whole(record.entity.place.path, title.line if title else 0)
    sheet.note(written.headings)
    at = log.position[record.ref]
    ties = {type_: log.ties(record, type_) for type_, _ in TIES}
    yield sheet.page(
        "decision",
        decision.title,
        description=decision.summary,
        entity=record.entity,
        search=(_entry(record),),
        crumbs=log.crumbs,
        log=log,
        record=record,
        decision=decision,
        build=log.build(decision),
        tied=tied,
        committed=committed,
        status_text=plain(decision.status_text),
        banner=_banner(log, sheet, record, ties["supersededBy"]),
        overdue=bool(decision.review_by) and decision.review_by < view.catalog.today.isoformat(),
        people=[(label, _people(sheet, names)) for label, names in _people_of(record) if names],
        ties=[(label, ties[type_]) for type_, label in TIES if ties[type_]],
        chain=chain_of(log, record),
        body=Raw(written.html),
        versions=(versions := _versions(log, record))[:COMMITS],
        more=max(0, len(versions) - COMMITS),
        newer=log.records[at - 1] if at else None,
        older=log.records[at + 1] if at + 1 < len(log.records) else None,
        found=view.findings.get(record.ref, ()),
    )
    yield from sheet.assets.values()


def _banner(log: Log, sheet: Sheet, record: Logged, after: Sequence[Tied]) -> Markup | None:
    """What a reader must know before reading on; None for a record that simply holds."""
    status = record.decision.status
    whole = [tie for tie in after if not tie.partial]
    parts = [tie for tie in after if tie.partial]
    sentences = []
    if whole and (status == "superseded" or any(tie.said for tie in whole)):
        sentences.append(_SUPERSEDED % _successors(log, sheet, whole))
    elif whole:
        sentences.append(_CLAIMED % (_successors(log, sheet, whole), status))
    elif status == "superseded":
        sentences.append(_LOST)
    elif status in _STATES:
        sentences.append(_STATES[status])
    if parts:
        sentences.append(_IN_PART % _successors(log, sheet, parts))
    return Markup(" ").join(sentences) if sentences else None


_SUPERSEDED = Markup("No longer in force: superseded by %s.")
_CLAIMED = Markup("Superseded, says %s; the record itself still says “%s”.")
_LOST = Markup("No longer in force. The record does not say what replaced it.")
_IN_PART = Markup("Superseded in part by %s.")
_STATES = {
    "deprecated": Markup("No longer to be followed: it is deprecated."),
    "rejected": Markup("Not to be followed: it was rejected."),
    "proposed": Markup("Not decided yet."),
    "draft": Markup("Not decided yet: a draft."),
    "unknown": Markup("The record does not say in words we know whether it holds."),
}


def _successors(log: Log, sheet: Sheet, ties: Sequence[Tied]) -> Markup:
    """Links to successors, each with the day on which it was decided."""
    shown = []
    for tie in ties:
        other = log.by_ref.get(tie.ref) if tie.ref else None
        link = tied(sheet, tie)
        if other and other.when:
            link = Markup('%s on <time datetime="%s">%s</time>') % (link, other.when, other.when)
        shown.append(link)
    return Markup(" and ").join(shown)


def _people_of(record: Logged) -> Sequence[tuple[str, tuple[str, ...]]]:
    decision = record.decision
    return (
        ("Decided by", decision.deciders),
        ("Consulted", decision.consulted),
        ("Informed", decision.informed),
    )


def _people(sheet: Sheet, names: Sequence[str]) -> Markup:
    """Names; those of groups and users of the catalog lead to their pages."""
    shown = []
    for name in names:
        known = [
            ref
            for ref in sheet.view.catalog.named(name.lstrip("@").lower())
            if ref.kind in {"group", "user"}
        ]
        shown.append(sheet.ref(known[0], name) if len(known) == 1 else Markup("%s") % name)
    return Markup(", ").join(shown)


def _versions(log: Log, record: Logged) -> list[Version]:
    """The commits that touched the file, the newest first."""
    catalog, path = log.view.catalog, record.entity.place.path
    history = catalog.history
    past = catalog.fact(path, DecisionPast) or DecisionPast()
    edits = {edit.commit: edit.rewordings for edit in past.edits}
    return [
        Version(
            commit := history.commits[change.commit],
            _what(change),
            commit.id == past.accepted,
            edits.get(commit.id, ())[:REWORDINGS],
        )
        for change in history.changes.get(path, ())
        if change.commit not in history.boundary
    ]


def _what(change: Change) -> str:
    if change.status == "A":
        return "added"
    return f"moved from {change.old}" if change.status == "R" else ""


def _entry(record: Logged) -> SearchEntry:
    """The status is a tag of the result, and stands in the title of what does not hold: nobody shall follow that."""
    decision = record.decision
    words = ("decision", f"ADR {decision.number}" if decision.number else "", decision.status)
    return SearchEntry(
        title=decision.title if decision.in_force else f"{decision.title} ({decision.status})",
        text=" · ".join(filter(None, words)),
        tags=("decision", decision.status, *record.tags[:10]),
        boost=IN_FORCE if decision.in_force else OUT_OF_FORCE,
    )
