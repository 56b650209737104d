"""Maps of one system, domain or team: what is inside, what crosses the border, and who stands on the other side."""

from collections.abc import Iterator

from gazetteer.evidence.uses import Arrow
from gazetteer.model.entity import Entity
from gazetteer.model.page import Page
from gazetteer.model.ref import Ref
from gazetteer.model.survey import Survey
from gazetteer.pages._atlas import Atlas, atlas_of
from gazetteer.pages._common import crumbs
from gazetteer.pages._drawing import Drawing, Fold, drawing
from gazetteer.pages._map_page import Plan, map_pages


def render(survey: Survey) -> Iterator[Page]:
    """Yields a map for each system, domain and team that has anything inside."""
    atlas = survey.once(atlas_of)
    entities = atlas.view.catalog.of_kind("system", "domain", "group", "user")
    yield from map_pages(atlas, (_plan(atlas, e) for e in entities if atlas.members(e.ref)))


def _plan(atlas: Atlas, entity: Entity) -> Plan:
    view = atlas.view
    inside = atlas.members(entity.ref)
    made = {"system": _system, "domain": _domain}.get(entity.kind, _team)(
        atlas, entity.ref, _touching(atlas, inside)
    )
    uri = view.uri(entity.ref) or ""
    return Plan(
        uri=f"{uri}map/",
        title=f"Map of {view.label(entity.ref)}",
        kind=entity.kind,
        lead=_LEADS.get(
            entity.kind, "What the team answers for, in its frame, and the teams around it."
        ),
        drawing=made,
        empty="Nothing is known to use it, and it uses nothing.",
        about=entity,
        crumbs=(*crumbs(view, entity), (view.label(entity.ref), uri)),
    )


_LEADS = {
    "system": "What is inside, in its frame, and the systems around it. An arrow leads from who uses to what is used.",
    "domain": "The systems of the domain, in its frame, and the domains around it.",
}


def _touching(atlas: Atlas, inside: frozenset[Ref]) -> tuple[Arrow, ...]:
    """Every arrow with an end inside, once."""
    found = [arrow for ref in sorted(inside) for arrow in atlas.uses.needs(ref)]
    found += [
        arrow
        for ref in sorted(inside)
        for arrow in atlas.uses.needed_by(ref)
        if arrow.source not in inside
    ]
    return tuple(found)


def _inside_out(atlas: Atlas, ref: Ref, inner: Fold, outer: Fold) -> Fold:
    inside = atlas.members(ref)
    return lambda other: inner(other) if other in inside else outer(other)


def _system(atlas: Atlas, system: Ref, arrows: tuple[Arrow, ...]) -> Drawing:
    inside = atlas.members(system)
    folds = (
        _inside_out(atlas, system, atlas.itself, atlas.by_system),
        _inside_out(atlas, system, atlas.itself, atlas.by_domain),
        _inside_out(atlas, system, atlas.by_owner, atlas.by_system),
        _inside_out(atlas, system, atlas.by_owner, atlas.by_domain),
    )
    return drawing(
        arrows, sorted(inside), folds, frame=lambda ref: system if ref in inside else None
    )


def _domain(atlas: Atlas, domain: Ref, arrows: tuple[Arrow, ...]) -> Drawing:
    folds = (
        _inside_out(atlas, domain, atlas.by_system, atlas.by_domain),
        _inside_out(atlas, domain, atlas.by_owner, atlas.by_domain),
    )
    inner = {atlas.by_system(ref) for ref in atlas.members(domain)}
    return drawing(
        arrows,
        sorted(atlas.members(domain)),
        folds,
        frame=lambda ref: domain if ref in inner else None,
    )


def _team(atlas: Atlas, team: Ref, arrows: tuple[Arrow, ...]) -> Drawing:
    inside = atlas.members(team)
    folds = (
        _inside_out(atlas, team, atlas.itself, atlas.by_owner),
        _inside_out(atlas, team, atlas.by_system, atlas.by_owner),
    )
    return drawing(arrows, sorted(inside), folds, frame=lambda ref: team if ref in inside else None)
