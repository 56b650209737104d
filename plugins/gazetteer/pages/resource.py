"""Resource pages: data has exactly one owner; who reads and who writes it stands beside."""

from collections.abc import Iterator

from gazetteer.model.entity import Entity
from gazetteer.model.page import Asset, Page
from gazetteer.model.place import Place
from gazetteer.model.ref import Ref
from gazetteer.model.survey import Survey
from gazetteer.pages import address
from gazetteer.pages._atlas import Atlas, atlas_of
from gazetteer.pages._common import crumbs, entry, missing_owner
from gazetteer.pages._impact import impact
from gazetteer.pages._sheet import Sheet
from gazetteer.pages._ties import ties


def render(survey: Survey) -> Iterator[Page | Asset]:
    """Yields a page for each resource."""
    atlas = survey.once(atlas_of)
    for entity in atlas.view.catalog.of_kind("resource"):
        yield from resource_page(atlas, entity)


def resource_page(atlas: Atlas, entity: Entity) -> Iterator[Page | Asset]:
    """The page of one resource."""
    view = atlas.view
    sheet = Sheet(view, address.uri(view.site, entity.ref))
    graph = view.catalog.graph
    users: dict[Ref, dict[str, Place]] = {}
    for tie in graph.ties(entity.ref, "heldBy", "readBy", "writtenBy", "dependencyOf"):
        users.setdefault(tie.other, {})[tie.type] = tie.place
    holders = view.others(entity.ref, "heldBy")
    yield sheet.page(
        "resource",
        view.label(entity.ref),
        description=entity.description,
        entity=entity,
        search=(entry(view, entity, "data"),),
        crumbs=crumbs(view, entity),
        owners=graph.others(entity.ref, "ownedBy"),
        missing_owner=missing_owner(entity),
        systems=graph.others(entity.ref, "partOf"),
        impact=impact(atlas, entity),
        ties=ties,
        holders=holders,
        users=sorted(users.items(), key=lambda user: (user[0] not in holders, user[0])),
        decisions=view.decisions_of.get(entity.ref, ()),
        documents=view.documents_of.get(entity.ref, ()),
        found=view.findings.get(entity.ref, ()),
    )
    yield from sheet.assets.values()
