"""Decision pages and the decision log: what was decided, whether it still holds, and what came before and after it."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from gazetteer.model.decision import STATUSES, Decision
from gazetteer.model.entity import Entity
from gazetteer.model.page import Asset, Page, SearchEntry
from gazetteer.model.ref import Ref
from gazetteer.model.survey import Survey
from gazetteer.pages import address
from gazetteer.pages._common import index_uri
from gazetteer.pages._paging import chunks, pager
from gazetteer.pages._prose import Raw
from gazetteer.pages._sheet import Sheet
from gazetteer.pages.view import View

_CHAIN = 50


def render(survey: Survey) -> Iterator[Page | Asset]:
    """Yields the log, and a page for each record."""
    view = View(survey)
    yield from _log(view)
    for entity, decision in view.decisions.values():
        yield from decision_page(view, entity, decision)


def decision_page(view: View, entity: Entity, decision: Decision) -> Iterator[Page | Asset]:
    """The page of one record: its own words below what is known about it."""
    sheet = Sheet(view, address.uri(view.site, entity.ref))
    graph = view.catalog.graph
    written = sheet.whole(
        entity.place.path, decision.title_place.line if decision.title_place else 0
    )
    sheet.note(written.headings)
    about = view.others(entity.ref, "decides")
    yield sheet.page(
        "decision",
        decision.title,
        description=decision.summary,
        entity=entity,
        search=(_entry(decision),),
        crumbs=(("Catalog", address.home(view.site)), ("Decisions", index_uri(view, "decision"))),
        decision=decision,
        owners=graph.others(entity.ref, "ownedBy"),
        about=about,
        before=view.others(entity.ref, "supersedes"),
        after=view.others(entity.ref, "supersededBy"),
        amends=view.others(entity.ref, "amends"),
        amended=view.others(entity.ref, "amendedBy"),
        related=view.others(entity.ref, "relatesTo"),
        chain=_chain(view, entity.ref),
        body=Raw(written.html),
        found=view.findings.get(entity.ref, ()),
    )
    yield from sheet.assets.values()


def _log(view: View) -> Iterator[Page]:
    found = sorted(
        view.decisions.values(), key=lambda p: (p[1].date, p[0].place.path), reverse=True
    )
    counts = Counter(decision.status for _, decision in found)
    parts = chunks(found)
    root = index_uri(view, "decision")
    for number, part in enumerate(parts, 1):
        sheet = Sheet(view, root if number == 1 else f"{root}{number}/")
        yield sheet.page(
            "decisions",
            "Decisions",
            description=f"{len(found)} decisions, {counts['accepted']} in force.",
            nav=("Catalog", "Decisions") if number == 1 else (),
            crumbs=(("Catalog", address.home(view.site)),),
            total=len(found),
            in_force=counts["accepted"],
            statuses=[(status, counts[status]) for status in STATUSES if counts[status]],
            rows=[
                (year, tuple(rows))
                for year, rows in groupby(part, lambda pair: pair[1].date[:4] or "Undated")
            ],
            about=any(view.others(entity.ref, "decides") for entity, _ in found),
            pages=parts,
            pager=pager(sheet, root, len(parts), number),
        )


def _chain(view: View, ref: Ref) -> list[tuple[Entity, Decision]]:
    """All records that are tied to this one by supersession, oldest first."""
    seen, queue = {ref}, [ref]
    while queue and len(seen) < _CHAIN:
        for other in view.catalog.graph.others(queue.pop(), "supersedes", "supersededBy"):
            if other not in seen:
                seen.add(other)
                queue.append(other)
    entities = view.entities(tuple(seen))
    found = [pair for e in entities if (pair := view.decisions.get(e.place.path))]
    return sorted(found, key=lambda pair: (pair[1].date, pair[0].place.path))


def _entry(decision: Decision) -> SearchEntry:
    words = ("decision", decision.number, decision.status)
    return SearchEntry(
        title=decision.title, text=" · ".join(filter(None, words)), tags=("decision",)
    )
