"""System and domain pages: what belongs together, what crosses the border, what has been decided about it."""

from collections.abc import Iterator

from gazetteer.model.entity import Entity
from gazetteer.model.page import Asset, Page
from gazetteer.model.ref import Ref
from gazetteer.model.survey import Survey
from gazetteer.pages import address
from gazetteer.pages._atlas import Atlas, atlas_of
from gazetteer.pages._common import crumbs, entry, missing_owner
from gazetteer.pages._neighbours import neighbours
from gazetteer.pages._sheet import Sheet
from gazetteer.pages.view import in_order

ROWS = 100
"""More rows of traffic than these are cut; the components' own pages hold them all."""
_PARTS = (
    ("domain", "Domains", "domains", ("owner", "about")),
    ("system", "Systems", "systems", ("owner", "about")),
    ("component", "Components", "components", ("owner", "type", "lifecycle")),
    ("api", "APIs", "apis", ("owner", "type", "lifecycle")),
    ("resource", "Data and resources", "resources", ("owner", "type")),
)


def render(survey: Survey) -> Iterator[Page | Asset]:
    """Yields a page for each system and domain."""
    atlas = survey.once(atlas_of)
    for entity in atlas.view.catalog.of_kind("system", "domain"):
        yield from system_page(atlas, entity)


def system_page(atlas: Atlas, entity: Entity) -> Iterator[Page | Asset]:
    """The page of one system or domain."""
    view = atlas.view
    sheet = Sheet(view, address.uri(view.site, entity.ref))
    members = view.others(entity.ref, "hasPart")
    parts = [
        (heading, id_, found, columns)
        for kind, heading, id_, columns in _PARTS
        if (found := view.entities(tuple(ref for ref in members if ref.kind == kind)))
    ]
    decided = {
        e.ref: (e, d) for ref in (entity.ref, *members) for e, d in view.decisions_of.get(ref, ())
    }
    traffic = _traffic(atlas, members)
    yield sheet.page(
        "system",
        view.label(entity.ref),
        description=entity.description,
        entity=entity,
        search=(entry(view, entity),),
        crumbs=crumbs(view, entity),
        owners=view.catalog.graph.others(entity.ref, "ownedBy"),
        missing_owner=missing_owner(entity),
        above=view.catalog.graph.others(entity.ref, "partOf"),
        counts=[(heading, len(found), id_) for heading, id_, found, _ in parts],
        parts=parts,
        map=atlas.uri(entity.ref) if atlas.members(entity.ref) else "",
        traffic=_by_pair(traffic[:ROWS]),
        crossing=len(traffic),
        told=min(len(traffic), ROWS),
        decisions=in_order(tuple(decided.values())),
        documents=view.documents_of.get(entity.ref, ()),
        found=view.findings.get(entity.ref, ()),
    )
    yield from sheet.assets.values()


def _traffic(atlas: Atlas, members: tuple[Ref, ...]) -> list[tuple[Ref, Ref, Ref | None]]:
    """Ties between a member and what is no member: (who uses, what is used, by way of)."""
    inside = frozenset(members)
    found: dict[tuple[Ref, Ref, Ref | None], None] = {}
    for component in atlas.view.entities(tuple(r for r in members if r.kind == "component")):
        around = neighbours(atlas.uses, component)
        for n in around.users:
            if n.ref not in inside:
                found[n.ref, component.ref, n.via] = None
        for n in around.used:
            if n.ref not in inside:
                found[component.ref, n.ref, n.via] = None
    return sorted(found, key=lambda row: (row[0], row[1]))


def _by_pair(
    traffic: list[tuple[Ref, Ref, Ref | None]],
) -> list[tuple[Ref, Ref, tuple[Ref, ...], bool]]:
    """Each pair once: (who uses, what is used, all that it goes by, whether it uses it without that, too)."""
    pairs: dict[tuple[Ref, Ref], list[Ref | None]] = {}
    for source, target, via in traffic:
        pairs.setdefault((source, target), []).append(via)
    return [
        (source, target, tuple(filter(None, ways)), None in ways)
        for (source, target), ways in pairs.items()
    ]
