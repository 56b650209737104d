"""Document pages: a component's own pages under the component, and the index of all documents."""

from collections.abc import Iterator
from itertools import groupby

from gazetteer.evidence.standing import Standing
from gazetteer.model.page import Asset, Page
from gazetteer.model.place import Place
from gazetteer.model.ref import Ref
from gazetteer.model.survey import Survey
from gazetteer.pages import address
from gazetteer.pages._badge import badges
from gazetteer.pages._banner import banner
from gazetteer.pages._common import crumbs, index_uri
from gazetteer.pages._paging import chunks, pager
from gazetteer.pages._parts import searched, signpost, untold
from gazetteer.pages._prose import Raw, body
from gazetteer.pages._sheet import Sheet
from gazetteer.pages._shelf import Shelved
from gazetteer.pages.view import View

_PACE = 220
"""Words that people read in a minute."""


def render(survey: Survey) -> Iterator[Page | Asset]:
    """Yields the index, a page for each document that belongs to an entity, and the badges."""
    view = survey.once(View)
    if view.documents or not view.is_log:
        yield from _index(view)
    written = set(view.site.written)
    standings = {path: view.standings.of(path) for path in view.documents}
    for owner, shelf in view.documents_of.items():
        shown = [shelved for shelved in shelf if shelved.uri and shelved.path not in written]
        for shelved in shown:
            if shelved.part:
                yield signpost(view, shelved)
            else:
                yield from document_page(view, owner, shelved, shown, standings.get(shelved.path))
    yield from badges(
        view,
        (
            (view.documents[path].owner, standing)
            for path, standing in standings.items()
            if standing
        ),
    )


def document_page(
    view: View, owner: Ref, shelved: Shelved, shelf: list[Shelved], standing: Standing | None
) -> Iterator[Page | Asset]:
    """The page of one document that belongs to an entity; `shelf` holds all of that entity's."""
    sheet = Sheet(view, shelved.uri)
    document, path = shelved.document, shelved.path
    entity = view.catalog.entities[owner]
    written = sheet.written(body(view.survey.read(path) or ""), path)
    sheet.note(written.headings)
    at = shelf.index(shelved)
    label = view.label(entity.ref)
    owners = view.others(entity.ref, "ownedBy")
    yield sheet.page(
        "document",
        document.title,
        description=document.summary,
        place=Place(path),
        search=(searched(view, shelved),),
        crumbs=(*crumbs(view, entity), (label, view.uri(entity.ref) or "")),
        document=document,
        source=Place(path),
        owners=owners,
        changed=_changed(view, path),
        minutes=round(document.words / _PACE) if document.words >= 2 * _PACE else 0,
        fresh=banner(standing),
        found=untold(view.findings_at.get(path, ()), standing),
        here=shelved.uri,
        shelf=tuple(shelf),
        about=label,
        body=Raw(written.html),
        before=shelf[at - 1] if at else None,
        after=shelf[at + 1] if at + 1 < len(shelf) else None,
    )
    yield from sheet.assets.values()


def _index(view: View) -> Iterator[Page]:
    rows = sorted(
        view.documents.values(),
        key=lambda d: (d.owner is None, view.label(d.owner) if d.owner else "", d.path),
    )
    stale = {f.place.path for f in view.survey.counted if f.place.path in view.documents}
    parts = chunks(rows)
    root = index_uri(view, "document")
    for number, part in enumerate(parts, 1):
        sheet = Sheet(view, root if number == 1 else f"{root}{number}/")
        groups: list[tuple[Ref | None, list[Shelved]]] = [
            (owner, list(found)) for owner, found in groupby(part, lambda d: d.owner)
        ]
        yield sheet.page(
            "documents",
            "Documents",
            nav=("Catalog", "Documents") if number == 1 else (),
            crumbs=(("Catalog", address.home(view.site)),),
            total=len(rows),
            stale=len(stale),
            groups=groups,
            changed=lambda path: _changed(view, path),
            pager=pager(sheet, root, len(parts), number),
        )


def _changed(view: View, path: str) -> str:
    commit = view.catalog.history.last(path)
    return commit.date if commit else ""
