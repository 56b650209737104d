"""Group and user pages: what a team answers for, whom it works with, and where a newcomer starts to read."""

from collections.abc import Iterator

from markupsafe import Markup

from gazetteer.model.decision import Decision
from gazetteer.model.entity import Entity
from gazetteer.model.page import Asset, Page
from gazetteer.model.ref import Ref
from gazetteer.model.survey import Survey
from gazetteer.pages import address
from gazetteer.pages._atlas import Atlas
from gazetteer.pages._common import crumbs, entry
from gazetteer.pages._decision_teams import team_uri
from gazetteer.pages._neighbours import neighbours
from gazetteer.pages._sheet import Sheet
from gazetteer.pages.view import View, in_order

_OWNED = (
    ("component", "Components", "components", ("type", "lifecycle", "system")),
    ("api", "APIs", "apis", ("type", "lifecycle", "system")),
    ("resource", "Data and resources", "resources", ("type", "system")),
    ("system", "Systems", "systems", ("domain", "about")),
    ("domain", "Domains", "domains", ("about",)),
)


def render(survey: Survey) -> Iterator[Page | Asset]:
    """Yields a page for each group and user."""
    atlas = Atlas(View(survey))
    for entity in atlas.view.catalog.of_kind("group", "user"):
        yield from group_page(atlas, entity)


def group_page(atlas: Atlas, entity: Entity) -> Iterator[Page | Asset]:
    """The page of one group or user."""
    view = atlas.view
    sheet = Sheet(view, address.uri(view.site, entity.ref))
    mine = view.others(entity.ref, "ownerOf")
    owned = [
        (heading, id_, found, columns)
        for kind, heading, id_, columns in _OWNED
        if (found := view.entities(tuple(ref for ref in mine if ref.kind == kind)))
    ]
    decisions = _decisions(view, mine)
    wrong = [f for ref in (entity.ref, *mine) for f in view.findings.get(ref, ())]
    yield sheet.page(
        "group",
        view.label(entity.ref),
        description=entity.description,
        entity=entity,
        search=(entry(view, entity, "team" if entity.kind == "group" else "person"),),
        crumbs=crumbs(view, entity),
        parents=view.others(entity.ref, "childOf"),
        children=view.others(entity.ref, "parentOf"),
        member_of=view.others(entity.ref, "memberOf"),
        members=view.others(entity.ref, "hasMember"),
        owned=owned,
        calls=_around(atlas, entity.ref, mine),
        map=atlas.uri(entity.ref) if atlas.members(entity.ref) else "",
        decisions=decisions,
        log=team_uri(view, entity.ref),
        documents=view.documents_of.get(entity.ref, ()),
        new_here=_new_here(view, sheet, entity, mine, decisions),
        found=wrong,
    )
    yield from sheet.assets.values()


def _decisions(view: View, mine: tuple[Ref, ...]) -> tuple[tuple[Entity, Decision], ...]:
    """Decisions in force that the group owns or that touch what it owns."""
    found = {
        entity.ref: (entity, decision)
        for ref in mine
        for entity, decision in view.decisions_of.get(ref, ())
        if decision.in_force
    }
    for entity in view.entities(tuple(ref for ref in mine if ref.kind == "decision")):
        pair = view.decisions.get(entity.place.path)
        if pair and pair[1].in_force:
            found[entity.ref] = pair
    return in_order(tuple(found.values()))


def _around(
    atlas: Atlas, ref: Ref, mine: tuple[Ref, ...]
) -> list[tuple[Ref, tuple[Ref, ...], tuple[Ref, ...]]]:
    """Other teams: what we use of theirs, what they use of ours."""
    view = atlas.view
    ours: dict[Ref, dict[Ref, None]] = {}
    theirs: dict[Ref, dict[Ref, None]] = {}
    for component in view.entities(tuple(r for r in mine if r.kind == "component")):
        around = neighbours(atlas.uses, component)
        for neighbour in around.used:
            owner = view.catalog.owner(neighbour.ref)
            if owner and owner != ref:
                ours.setdefault(owner, {})[neighbour.ref] = None
        for neighbour in around.users:
            owner = view.catalog.owner(neighbour.ref)
            if owner and owner != ref:
                theirs.setdefault(owner, {})[component.ref] = None
    teams = sorted({*ours, *theirs}, key=view.label)
    return [(team, tuple(ours.get(team, ())), tuple(theirs.get(team, ()))) for team in teams]


def _new_here(
    view: View,
    sheet: Sheet,
    entity: Entity,
    mine: tuple[Ref, ...],
    decisions: tuple[tuple[Entity, Decision], ...],
) -> list[Markup]:
    """What to read first: onboarding pages, then the services, then runbooks, then the decisions in force."""
    if entity.kind != "group":
        return []
    steps: list[Markup] = []
    shelved = [d for ref in (entity.ref, *mine) for d in view.documents_of.get(ref, ()) if d.uri]
    for class_, words in (
        ("onboarding", "Start with"),
        ("runbook", "Before your first duty, read the runbooks:"),
    ):
        links = [
            Markup('<a href="%s">%s</a>') % (sheet.href(d.uri), d.document.title)
            for d in shelved
            if d.document.class_ == class_
        ]
        if links:
            steps.append(Markup("%s %s.") % (words, Markup(", ").join(links[:12])))
    components = tuple(ref for ref in mine if ref.kind == "component")
    if components:
        at = 1 if steps and "Start" in steps[0] else 0
        steps.insert(at, Markup("Get to know the services: %s.") % sheet.refs(components[:12]))
    if decisions:
        refs = Markup(", ").join(sheet.ref(e.ref, d.title) for e, d in decisions[:6])
        steps.append(Markup("Know what has been decided: %s.") % refs)
    return steps if components else []
