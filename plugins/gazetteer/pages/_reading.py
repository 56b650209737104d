"""The reading list of a newcomer: in which order to read what, and how long it takes."""

from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from gazetteer.evidence.links import Broken, Resolved
from gazetteer.evidence.start_here import followed
from gazetteer.model.document import DocumentLink
from gazetteer.model.ref import Ref
from gazetteer.model.start_here import StartHere
from gazetteer.pages import address
from gazetteer.pages._shelf import Shelved
from gazetteer.pages.view import View

PACE = 220
"""Words that people read in a minute."""

MOST = 8
"""Entries of one kind; the rest is found on the team's page."""


class Entry(msgspec.Struct, frozen=True):
    """One thing to read.

    Attributes:
        uri: on the site; empty for what stands elsewhere (`url`) or cannot be reached.
        minutes: 0 when that is not known.
        why: what it is, in a word or two.
    """

    title: str
    uri: str
    why: str
    minutes: int = 0
    url: str = ""


def reading(view: View, mine: tuple[Ref, ...], file: StartHere | None) -> tuple[Entry, ...]:
    """What to read, in order: the team's own choice, onboarding, systems, services, decisions, runbooks, APIs."""
    shelf = [d for ref in mine for d in view.documents_of.get(ref, ()) if d.uri]
    found = (
        *(_chosen(view, file) if file else ()),
        *_documents(shelf, "onboarding", "onboarding"),
        *_systems(view, mine),
        *_documents(shelf, "readme", "service"),
        *_decisions(view, mine),
        *_documents(shelf, "runbook", "runbook"),
        *_apis(view, mine),
    )
    # What the team chose first stays first.
    seen: dict[str, Entry] = {}
    for entry in found:
        seen.setdefault(entry.uri or entry.url or entry.title, entry)
    return tuple(seen.values())


def target(view: View, file: StartHere, link: DocumentLink) -> tuple[str, str, str]:
    """Where a link of the team's file leads: (address on the site, address elsewhere, title)."""
    found = followed(view.catalog, file, link)
    if isinstance(found, Broken):
        return "", "", link.target
    if found.ref is not None:
        return view.uri(found.ref) or "", "", view.label(found.ref)
    if found.unchecked:
        return "", link.target, link.target
    return _page(view, found)


def minutes(words: int) -> int:
    """How long a text takes; at least one minute when there is any."""
    return max(1, round(words / PACE)) if words else 0


def _page(view: View, found: Resolved) -> tuple[str, str, str]:
    anchor = f"#{found.anchor}" if found.anchor else ""
    if found.path in view.decisions:
        entity, decision = view.decisions[found.path]
        return f"{address.uri(view.site, entity.ref)}{anchor}", "", decision.title
    shelved = view.documents.get(found.path)
    title = shelved.document.title if shelved else found.path
    if shelved and shelved.uri:
        return shelved.at(found.anchor), "", title
    url = f"{view.site.blob_url}{found.path}{anchor}" if view.site.blob_url else ""
    return "", url, title


def _chosen(view: View, file: StartHere) -> Iterator[Entry]:
    words = {d.uri: d.document.words for d in view.documents.values()}
    for step in file.read:
        uri, url, title = target(view, file, step.link)
        read = words.get(uri) or words.get(uri.partition("#")[0], 0)
        took = step.minutes or minutes(read if uri else 0)
        yield Entry(step.title or title, uri, "your team's choice", took, url)


def _documents(shelf: Iterable[Shelved], class_: str, why: str) -> list[Entry]:
    return [
        Entry(d.document.title, d.uri, why, minutes(d.document.words))
        for d in shelf
        if d.document.class_ == class_
    ][:MOST]


def _systems(view: View, mine: tuple[Ref, ...]) -> list[Entry]:
    """The systems and domains that the team's services are part of."""
    found: dict[Ref, None] = {}
    for ref in mine:
        for system in view.others(ref, "partOf") if ref.kind == "component" else ():
            found.setdefault(system)
    return [
        Entry(view.label(ref), uri, f"{ref.kind} overview", 2)
        for ref in found
        if (uri := view.uri(ref))
    ][:MOST]


def _decisions(view: View, mine: tuple[Ref, ...]) -> list[Entry]:
    """Decisions in force: those that touch most of the team's things first, then the newest."""
    touched: Counter[Ref] = Counter()
    pairs = {}
    for ref in mine:
        for entity, decision in view.decisions_of.get(ref, ()):
            if decision.in_force:
                touched[entity.ref] += 1
                pairs[entity.ref] = decision
    by_date = sorted(touched, key=lambda ref: (pairs[ref].date, ref), reverse=True)
    by_date.sort(key=lambda ref: -touched[ref])
    return [
        Entry(
            pairs[ref].title,
            address.uri(view.site, ref),
            "decision in force",
            minutes(sum(section.words for section in pairs[ref].sections)),
        )
        for ref in by_date[:MOST]
    ]


def _apis(view: View, mine: tuple[Ref, ...]) -> list[Entry]:
    found = []
    for ref in mine:
        api = view.catalog.entity(ref) if ref.kind == "api" else None
        surface = view.catalog.surface(api) if api else None
        if surface is not None and api is not None and api.lifecycle != "deprecated":
            count = len(surface.operations)
            found.append(
                Entry(view.label(ref), address.uri(view.site, ref), "API", max(1, count // 4))
            )
    return found[:MOST]
