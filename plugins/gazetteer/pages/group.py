"""Group and user pages: what a team answers for, whom it works with, and where a newcomer starts to read."""

from collections.abc import Iterator
from datetime import timedelta

from gazetteer.evidence.deadlines import Ending
from gazetteer.model.decision import Decision
from gazetteer.model.entity import Entity
from gazetteer.model.history import Commit
from gazetteer.model.page import Asset, Page
from gazetteer.model.ref import Ref
from gazetteer.model.rule import Severity
from gazetteer.model.survey import Survey
from gazetteer.pages import address
from gazetteer.pages._answers import CALLING
from gazetteer.pages._atlas import Atlas, atlas_of
from gazetteer.pages._common import crumbs, entry
from gazetteer.pages._decision_teams import team_uri
from gazetteer.pages._neighbours import neighbours
from gazetteer.pages._people import calling, escalations, rungs
from gazetteer.pages._sheet import Sheet
from gazetteer.pages._start_here_uri import has_page
from gazetteer.pages._start_here_uri import team_uri as start_uri
from gazetteer.pages.view import View, in_order

_OWNED = (
    ("component", "Components", "components", ("type", "lifecycle", "system")),
    ("api", "APIs", "apis", ("type", "lifecycle", "system")),
    ("resource", "Data and resources", "resources", ("type", "system")),
    ("system", "Systems", "systems", ("domain", "about")),
    ("domain", "Domains", "domains", ("about",)),
)

_RECENT = 30
"""Days in which changes are told."""
_CHANGES = 20
"""More of them are in the history of the repository."""


def render(survey: Survey) -> Iterator[Page | Asset]:
    """Yields a page for each group and user."""
    atlas = survey.once(atlas_of)
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
    shelf = tuple(d for ref in (entity.ref, *mine) for d in view.documents_of.get(ref, ()))
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
        start=start_uri(view, entity.ref) if has_page(view, entity.ref) else "",
        calling=calling(entity),
        rungs=rungs(view, entity.ref),
        escalations=escalations(shelf)[:6],
        deadlines=_deadlines(view, mine),
        deadlines_uri=f"{address.home(view.site)}deadlines/",
        severities=[
            (s.value, number) for s in Severity if (number := sum(f.severity == s for f in wrong))
        ],
        links=[k for k in view.contact_links(entity) if k.type not in CALLING],
        changes=_changes(view, mine),
        recent=_RECENT,
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


def _deadlines(view: View, mine: tuple[Ref, ...]) -> tuple[Ending, ...]:
    """What ends of what the team owns, the next first; parts of an API that end with it are not told one by one."""
    found = [e for ref in mine for e in view.endings.get(ref, ()) if e.end]
    whole = {ending.entity.ref: ending.end for ending in found if not ending.part}
    told = [e for e in found if not e.part or whole.get(e.entity.ref) != e.end]
    return tuple(sorted(told, key=lambda e: (e.sunset[:10], e.entity.ref, e.part)))


def _changes(view: View, mine: tuple[Ref, ...]) -> list[tuple[Commit, tuple[Ref, ...]]]:
    """Commits of the last days that touched folders of the team's components, the newest first."""
    since = (view.catalog.today - timedelta(days=_RECENT)).isoformat()
    touched: dict[str, tuple[Commit, dict[Ref, None]]] = {}
    for component in view.entities(tuple(r for r in mine if r.kind == "component")):
        for commit in view.activities.commits(component):
            if commit.date >= since:
                touched.setdefault(commit.id, (commit, {}))[1][component.ref] = None
    newest = sorted(touched.values(), key=lambda pair: -pair[0].time)
    return [(commit, tuple(refs)) for commit, refs in newest[:_CHANGES]]
