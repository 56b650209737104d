"""What several page families show alike: the way up, freshness, search records."""

from collections.abc import Iterable

import msgspec
from markupsafe import Markup

from gazetteer.model.entity import Entity
from gazetteer.model.page import SearchEntry
from gazetteer.model.ref import Ref
from gazetteer.pages import address
from gazetteer.pages.view import View

INDEXES = {
    "component": ("components", "Components"),
    "api": ("apis", "APIs"),
    "system": ("systems", "Systems"),
    "domain": ("domains", "Domains"),
    "group": ("teams", "Teams"),
    "user": ("teams", "Teams"),
    "resource": ("resources", "Data and resources"),
    "decision": ("decisions", "Decisions"),
    "document": ("documents", "Documents"),
}
"""Kind -> (path segment, title) of the index page that lists it."""


class Fresh(msgspec.Struct, frozen=True):
    """How alive a component is, in words; empty where git does not tell."""

    changed: str = ""
    subject: str = ""
    authors: str = ""
    tag: str = ""


def index_uri(view: View, kind: str) -> str:
    """The address of the index page that lists a kind."""
    segment = INDEXES.get(kind, INDEXES["component"])[0]
    return f"{address.home(view.site)}{segment}/"


def crumbs(view: View, entity: Entity) -> tuple[tuple[str, str], ...]:
    """The way up: the catalog, then domain and system where there are any, else the index of the kind."""
    steps = [("Catalog", address.home(view.site))]
    above: list[Ref] = []
    ref = entity.ref
    while len(above) < 4:
        parents = view.catalog.graph.others(ref, "childOf" if entity.kind == "group" else "partOf")
        parents = tuple(p for p in parents if view.uri(p) and p != entity.ref and p not in above)
        if not parents:
            break
        ref = parents[0]
        above.insert(0, ref)
    if above:
        steps += [(view.label(p), view.uri(p) or "") for p in above]
    elif entity.kind in INDEXES:
        steps.append((INDEXES[entity.kind][1], index_uri(view, entity.kind)))
    return tuple(steps)


def missing_owner(entity: Entity) -> Markup:
    """What stands where an owner should."""
    if entity.owner_text:
        return Markup('<span class="gz-ref gz-ref--missing">%s</span>') % entity.owner_text
    return Markup('<span class="gz-ref gz-ref--missing">nobody</span>')


def fresh(view: View, entity: Entity) -> Fresh:
    """How alive an entity is: its last change, the people behind the changes of 90 days, its latest tag."""
    activity = view.activities.of(entity)
    names = [author.name for author in activity.authors]
    shown = ", ".join(names[:4]) + (f" and {len(names) - 4} more" if len(names) > 4 else "")
    # Nobody in a history that is cut off means nothing.
    nobody = "nobody" if activity.complete and activity.last else ""
    return Fresh(
        changed=activity.last.date if activity.last else "",
        subject=activity.last.subject if activity.last else "",
        authors=shown or nobody,
        tag=activity.tag,
    )


def entry(view: View, entity: Entity, *more: str) -> SearchEntry:
    """The search record of an entity: names, kind and owner; no prose."""
    owner = view.catalog.owner(entity.ref)
    words: Iterable[str] = (
        entity.kind,
        entity.name if entity.title else "",
        f"owner {view.label(owner)}" if owner else "",
        *more,
    )
    return SearchEntry(
        title=view.label(entity.ref),
        text=" · ".join(filter(None, words)),
        tags=(entity.kind,),
    )


def freshness_uri(view: View) -> str:
    """The address of the page that tells how documents stand and stood; there is one where there are documents."""
    return f"{address.home(view.site)}freshness/"
