"""The front page: what is here, what needs attention, what was decided, what has changed."""

from collections.abc import Iterator

from gazetteer.model.entity import Entity
from gazetteer.model.history import Commit
from gazetteer.model.page import Asset, Page
from gazetteer.model.ref import Ref
from gazetteer.model.rule import Severity
from gazetteer.model.survey import Survey
from gazetteer.pages import address
from gazetteer.pages._common import INDEXES, index_uri
from gazetteer.pages._sheet import Sheet
from gazetteer.pages._start_here_uri import has_page, root
from gazetteer.pages.view import View

_AREAS = 24
_SHORT = 8
_PARTS = 12
"""More components of a system are only counted: the page does not grow with the catalog."""


def render(survey: Survey) -> Iterator[Page | Asset]:
    """Yields the catalog's front page."""
    yield from front(survey, address.home(survey.site))


def front(survey: Survey, uri: str) -> Iterator[Page | Asset]:
    """The front page at any address: a site whose authors wrote no index shows it at its root, too."""
    view = survey.once(View)
    sheet = Sheet(view, uri)
    catalog = view.catalog
    counts = [
        (kind, len(catalog.of_kind(kind)), INDEXES[kind][1], index_uri(view, kind))
        for kind in ("domain", "system", "component", "api", "resource", "group", "decision")
        if catalog.of_kind(kind)
    ]
    if view.documents:
        counts.append(("document", len(view.documents), "Documents", index_uri(view, "document")))
    worst = sorted(survey.counted, key=lambda f: -(f.severity.weight if f.severity else 0))
    in_force = [pair for pair in view.decisions.values() if pair[1].in_force]
    in_force.sort(key=lambda pair: (pair[1].date, pair[0].place.path), reverse=True)
    name = view.site.name or "Catalog"
    subject = "decisions" if view.is_log else "services, APIs, data, teams and decisions"
    yield sheet.page(
        "home",
        "Catalog" if uri else name,
        description=f"The {subject} of {name}.",
        nav=("Catalog", "Overview"),
        lead=f"The {subject} of {name}, read from the repository itself.",
        counts=counts,
        start=_start(view),
        ask="" if view.is_log else f"{address.home(view.site)}who-to-ask/",
        browse="" if view.is_log else f"{address.home(view.site)}browse/",
        map=f"{address.home(view.site)}maps/"
        if catalog.of_kind("component", "system", "domain")
        else "",
        domains=_areas(view),
        worst=worst[:_SHORT],
        severities=[(s.value, survey.count(s)) for s in Severity if survey.count(s)],
        attention=f"{address.home(view.site)}attention/",
        decisions=in_force[:_SHORT],
        log=index_uri(view, "decision"),
        changes=_changes(view),
    )
    yield from sheet.assets.values()


def _start(view: View) -> str:
    """The address of the first day; empty where no team has one."""
    return root(view) if any(has_page(view, g.ref) for g in view.catalog.of_kind("group")) else ""


Area = tuple[Entity | None, list[tuple[Entity, tuple[Ref, ...], int]]]


def _areas(view: View) -> list[Area]:
    """Domains with their systems and those systems' components; what stands outside comes last."""
    systems = {s.ref: s for s in view.catalog.of_kind("system")}
    areas: list[Area] = []
    for domain in view.catalog.of_kind("domain")[:_AREAS]:
        inside = [systems.pop(ref) for ref in view.others(domain.ref, "hasPart") if ref in systems]
        areas.append((domain, [(s, *_components(view, s)) for s in inside[:_AREAS]]))
    if systems:
        rest = list(systems.values())[:_AREAS]
        areas.append((None, [(s, *_components(view, s)) for s in rest]))
    return areas


def _components(view: View, system: Entity) -> tuple[tuple[Ref, ...], int]:
    """The first components of a system, and how many more there are."""
    parts = tuple(ref for ref in view.others(system.ref, "hasPart") if ref.kind == "component")
    return parts[:_PARTS], len(parts[_PARTS:])


def _changes(view: View) -> list[tuple[Ref, Commit]]:
    """Components by the newest commit that touched their folder."""
    found = [
        (entity.ref, activity.last)
        for entity in view.catalog.of_kind("component")
        if (activity := view.activities.of(entity)).last
    ]
    found.sort(key=lambda pair: (-pair[1].time if pair[1] else 0, pair[0]))
    return [(ref, commit) for ref, commit in found[:_SHORT] if commit]
