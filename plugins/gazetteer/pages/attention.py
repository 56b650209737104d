"""The page "Needs attention": findings by owner, the worst first, each with what to do."""

from collections.abc import Iterator
from itertools import groupby

from gazetteer.model.finding import Finding
from gazetteer.model.page import Asset, Page
from gazetteer.model.ref import Ref
from gazetteer.model.rule import Severity
from gazetteer.model.survey import Survey
from gazetteer.pages import address
from gazetteer.pages._common import freshness_uri
from gazetteer.pages._paging import chunks, pager
from gazetteer.pages._sheet import Sheet
from gazetteer.pages.view import View


def render(survey: Survey) -> Iterator[Page | Asset]:
    """Yields the page, in pieces where there is much to do."""
    view = survey.once(View)
    rows = sorted(
        ((_owner(view, finding), finding) for finding in survey.counted),
        key=lambda row: (
            row[0] is None,
            view.label(row[0]) if row[0] else "",
            -(row[1].severity.weight if row[1].severity else 0),
            row[1].place,
        ),
    )
    root = f"{address.home(view.site)}attention/"
    parts = chunks(rows)
    for number, part in enumerate(parts, 1):
        sheet = Sheet(view, root if number == 1 else f"{root}{number}/")
        yield sheet.page(
            "attention",
            "Needs attention",
            description=f"{len(rows)} findings.",
            nav=("Catalog", "Needs attention") if number == 1 else (),
            crumbs=(("Catalog", address.home(view.site)),),
            total=len(rows),
            silenced=len(survey.findings) - len(rows),
            freshness=freshness_uri(view) if view.documents else "",
            counts=[(s.value, survey.count(s)) for s in Severity if survey.count(s)],
            groups=[
                (owner, [finding for _, finding in found])
                for owner, found in groupby(part, lambda row: row[0])
            ],
            pager=pager(sheet, root, len(parts), number),
        )


def _owner(view: View, finding: Finding) -> Ref | None:
    """Who answers for a finding: the owner of its entity, or of the entity that its document belongs to."""
    if finding.entity:
        if finding.entity.kind in {"group", "user"}:
            return finding.entity
        if owner := view.catalog.owner(finding.entity):
            return owner
    shelved = view.documents.get(finding.place.path)
    return view.catalog.owner(shelved.owner) if shelved and shelved.owner else None
