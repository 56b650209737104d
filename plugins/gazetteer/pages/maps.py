"""Maps of the whole catalog: systems in domains, owners, data, events, and what goes in circles."""

from collections.abc import Iterator
from importlib.resources import files

import msgspec

from gazetteer.evidence.events import CHANNEL, flows
from gazetteer.evidence.impact import way_round
from gazetteer.model.page import Asset, Page
from gazetteer.model.survey import Survey
from gazetteer.pages._atlas import DRAWN, Atlas, atlas_of
from gazetteer.pages._drawing import MOST, drawing
from gazetteer.pages._map_page import SCRIPT, STYLE, Plan, map_pages

CIRCLES = 50
"""Circles that the page tells one by one."""


def render(survey: Survey) -> Iterator[Page | Asset]:
    """Yields the maps of everything, and the script that moves maps."""
    atlas = survey.once(atlas_of)
    plans = [plan for plan in _plans(atlas) if plan.drawing.boxes]
    tabs = tuple((plan.tab, plan.uri) for plan in plans)
    # The first is what the others are found from.
    yield from map_pages(atlas, [_with(plan, tabs, first=plan is plans[0]) for plan in plans])
    for uri in (SCRIPT, STYLE):
        yield Asset(uri=uri, content=(files("gazetteer.pages") / uri).read_bytes())


def _plans(atlas: Atlas) -> Iterator[Plan]:
    yield _landscape(atlas)
    yield _owners(atlas)
    yield _data(atlas)
    yield _events(atlas)
    if atlas.circles:
        yield _circles(atlas)


def _with(plan: Plan, tabs: tuple[tuple[str, str], ...], *, first: bool) -> Plan:
    nav = ("Catalog", "Map") if first else ()
    return msgspec.structs.replace(plan, tabs=tabs if len(tabs) > 1 else (), nav=nav)


def _landscape(atlas: Atlas) -> Plan:
    """All domains on one sheet: systems in the frames of their domains, with the ties between them counted."""
    catalog = atlas.view.catalog
    systems = tuple(e.ref for e in catalog.of_kind("system"))
    domains = tuple(e.ref for e in catalog.of_kind("domain") if not atlas.members(e.ref))
    arrows = [a for a in atlas.uses.arrows if {a.source.kind, a.target.kind} <= DRAWN]
    folds = (
        (atlas.by_system, atlas.by_system_only, atlas.by_domain, atlas.by_domain_only)
        if systems
        else (atlas.itself, atlas.by_owner)
    )
    parts = () if systems else tuple(e.ref for e in catalog.of_kind("component"))
    made = drawing(arrows, (*systems, *domains, *parts), folds, frame=atlas.domain_of)
    return Plan(
        uri=atlas.home,
        title="Everything on one map",
        tab="Systems" if systems else "Everything",
        lead="Every system in the frame of its domain. An arrow leads from who uses to what is used; open a box to see "
        "inside."
        if systems
        else "Who uses whom. An arrow leads from who uses to what is used.",
        drawing=made,
    )


def _owners(atlas: Atlas) -> Plan:
    """Every team in a frame with what it answers for; with many entities, the teams and the ties between them."""
    catalog = atlas.view.catalog
    members = tuple(e.ref for e in catalog.of_kind("component", "resource"))
    arrows = [a for a in atlas.uses.arrows if {a.source.kind, a.target.kind} <= DRAWN]
    fine = len(members) <= MOST
    made = drawing(
        arrows if catalog.of_kind("group") else (),
        members if catalog.of_kind("group") else (),
        (atlas.itself, atlas.by_owner) if fine else (atlas.by_owner,),
        frame=atlas.by_owner if fine else atlas.parent_team,
    )
    return Plan(
        uri=f"{atlas.home}owners/",
        title="Who owns what",
        tab="Owners",
        kind="group",
        lead="Every component and every store in the frame of the team that answers for it."
        if fine
        else "The teams, how much each answers for, and how much one depends on another.",
        drawing=made,
    )


def _data(atlas: Atlas) -> Plan:
    """Which component owns, reads and writes each store."""
    arrows = [a for a in atlas.uses.arrows if a.target.kind == "resource"]
    stores = tuple(e.ref for e in atlas.view.catalog.of_kind("resource"))
    made = drawing(
        arrows,
        stores,
        (
            atlas.itself,
            atlas.users_by_system,
            atlas.by_system,
            atlas.by_system_only,
            atlas.by_owner,
        ),
        frame=atlas.system_of,
    )
    return Plan(
        uri=f"{atlas.home}data/",
        title="Whose data it is",
        tab="Data",
        kind="resource",
        lead="Each store has one owner. Who else reads or writes it depends on how it is made.",
        drawing=made,
    )


def _events(atlas: Atlas) -> Plan:
    """Events on their way through topics and channels."""
    arrows = flows(atlas.view.catalog)
    system = {a.target: atlas.by_system(a.source) for a in arrows if a.target.kind == CHANNEL}
    made = drawing(
        arrows,
        (),
        (
            atlas.itself,
            atlas.users_by_system,
            lambda ref: system.get(ref, atlas.by_system(ref)),
            lambda ref: atlas.by_domain(system.get(ref, ref)),
        ),
    )
    return Plan(
        uri=f"{atlas.home}events/",
        title="Where events go",
        tab="Events",
        kind="channel",
        lead="An arrow follows the event: from who sends it, through its topic or channel, to who receives it.",
        drawing=made,
    )


def _circles(atlas: Atlas) -> Plan:
    """Everything that needs itself by way of others."""
    shown = atlas.circles[:CIRCLES]
    number = {ref: at for at, members in enumerate(atlas.circles) for ref in members}
    arrows = [a for a in atlas.uses.arrows if number.get(a.source, -1) == number.get(a.target, -2)]
    total = len(atlas.circles)
    return Plan(
        uri=f"{atlas.home}circles/",
        title="Circles",
        tab="Circles",
        lead=f"{total} {'groups' if total > 1 else 'group'} in which each needs the others: if one stops, all do, and "
        "none can be started first.",
        drawing=drawing(arrows, (), (atlas.itself, atlas.by_system, atlas.by_owner)),
        circles=tuple((way_round(atlas.uses, members), members) for members in shown),
    )
