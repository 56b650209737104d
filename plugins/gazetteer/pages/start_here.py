"""Start here: for every team the first day on one page: its services, what to read, how to run, what to do first."""

from collections.abc import Iterator
from typing import Any

import msgspec

from gazetteer.evidence.start_here import team_of, written
from gazetteer.model.entity import Entity
from gazetteer.model.page import Asset, Page, SearchEntry
from gazetteer.model.ref import Ref
from gazetteer.model.running import Running
from gazetteer.model.start_here import StartHere, Task
from gazetteer.model.survey import Survey
from gazetteer.pages import address
from gazetteer.pages._answers import Step, steps
from gazetteer.pages._atlas import Atlas, atlas_of
from gazetteer.pages._glossary_uri import glossary_uri
from gazetteer.pages._neighbours import neighbours
from gazetteer.pages._people import calling, escalations, rungs
from gazetteer.pages._reading import Entry, reading, target
from gazetteer.pages._sheet import Sheet
from gazetteer.pages._start_here_uri import has_page, root, team_uri
from gazetteer.pages.view import View

SERVICES = 40
"""More services of one team are only counted."""


class Service(msgspec.Struct, frozen=True):
    """A service of the team with who stands around it, and how it is run."""

    entity: Entity
    users: tuple[Ref, ...]
    used: tuple[Ref, ...]
    runs: tuple[Running, ...]
    told: tuple[Step, ...]


class Todo(msgspec.Struct, frozen=True):
    """A first task and where it leads: an address of the site, or one elsewhere."""

    task: Task
    uri: str = ""
    url: str = ""
    title: str = ""


def render(survey: Survey) -> Iterator[Page | Asset]:
    """Yields the index, and a page for each team that answers for a component or wrote a file, and for each role."""
    atlas = survey.once(atlas_of)
    view = atlas.view
    files = tuple(written(view.catalog))
    by_team = {team_of(file): file for file in reversed(files) if file.team}
    teams = [group for group in view.catalog.of_kind("group") if has_page(view, group.ref)]
    roles = [file for file in files if file.role]
    if not teams and not roles:
        return
    yield _index(view, teams, roles)
    for group in teams:
        yield from _team_page(atlas, group, by_team.get(group.ref))
    for file in {address.slug(f.role.lower()): f for f in reversed(roles)}.values():
        yield from _role_page(view, file)


def _index(view: View, teams: list[Entity], roles: list[StartHere]) -> Page:
    sheet = Sheet(view, root(view))
    return sheet.page(
        "start_here_index",
        "Start here",
        description="The first day, for each team.",
        nav=("Catalog", "Start here"),
        crumbs=(("Catalog", address.home(view.site)),),
        teams=[
            (group, team_uri(view, group.ref), view.others(group.ref, "ownerOf"))
            for group in teams[:300]
        ],
        roles=[
            (file.role, f"{root(view)}role/{address.slug(file.role.lower())}/") for file in roles
        ],
        glossary=glossary_uri(view),
    )


def _team_page(atlas: Atlas, group: Entity, file: StartHere | None) -> Iterator[Page | Asset]:
    view = atlas.view
    mine = view.others(group.ref, "ownerOf")
    components = view.entities(tuple(ref for ref in mine if ref.kind == "component"))
    shelf = tuple(d for ref in (group.ref, *mine) for d in view.documents_of.get(ref, ()))
    yield from _page(
        view,
        team_uri(view, group.ref),
        view.label(group.ref),
        file=file,
        entity=group,
        entries=reading(view, (group.ref, *mine), file),
        services=[_service(atlas, component) for component in components[:SERVICES]],
        more=len(components[SERVICES:]),
        stores=tuple(ref for ref in mine if ref.kind == "resource"),
        people=view.others(group.ref, "hasMember"),
        calling=calling(group),
        rungs=rungs(view, group.ref),
        escalations=escalations(shelf)[:6],
    )


def _role_page(view: View, file: StartHere) -> Iterator[Page | Asset]:
    uri = f"{root(view)}role/{address.slug(file.role.lower())}/"
    yield from _page(view, uri, file.role, file=file, entity=None, entries=reading(view, (), file))


def _page(
    view: View,
    uri: str,
    name: str,
    *,
    file: StartHere | None,
    entity: Entity | None,
    entries: tuple[Entry, ...],
    **values: Any,
) -> Iterator[Page | Asset]:
    sheet = Sheet(view, uri)
    empty: dict[str, Any] = {
        "services": [],
        "more": 0,
        "stores": (),
        "people": (),
        "calling": (),
        "rungs": (),
        "escalations": (),
    }
    yield sheet.page(
        "start_here",
        f"Start here: {name}",
        description=f"The first day in {name}: services, reading list, how to run, first tasks.",
        place=file.place if file else None,
        search=(SearchEntry(title=f"Start here: {name}", text="onboarding new first day"),),
        crumbs=(("Catalog", address.home(view.site)), ("Start here", root(view))),
        name=name,
        group=entity,
        file=file,
        entries=entries,
        total=sum(entry.minutes for entry in entries),
        todo=[_todo(view, file, task) for task in file.tasks] if file else [],
        glossary=glossary_uri(view),
        **{**empty, **values},
    )
    yield from sheet.assets.values()


def _service(atlas: Atlas, component: Entity) -> Service:
    view = atlas.view
    around = neighbours(atlas.uses, component)
    return Service(
        component,
        tuple(dict.fromkeys(n.ref for n in around.users))[:8],
        tuple(dict.fromkeys(n.ref for n in around.used))[:8],
        view.runs.of(component)[:4],
        steps(view.documents_of.get(component.ref, ())),
    )


def _todo(view: View, file: StartHere, task: Task) -> Todo:
    return Todo(task, *target(view, file, task.link)) if task.link else Todo(task)
