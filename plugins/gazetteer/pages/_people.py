"""People: who is asked about something, in which order: its owner, who worked on it lately, then escalation."""

import re

import msgspec

from gazetteer.model.entity import Entity, Link
from gazetteer.model.ref import Ref
from gazetteer.pages._answers import CALLING
from gazetteer.pages._shelf import Shelved
from gazetteer.pages.view import View

_ESCALATION = re.compile(r"\bescalat\w+", re.IGNORECASE)


class Rung(msgspec.Struct, frozen=True):
    """One rung of an escalation: a group further up, with the links that reach it."""

    group: Ref
    links: tuple[Link, ...]


class Told(msgspec.Struct, frozen=True):
    """A section that says how to escalate, with the title of its page."""

    uri: str
    title: str


def calling(entity: Entity) -> tuple[Link, ...]:
    """The links that reach a group, on-call first."""
    found = [link for link in entity.links if link.type in CALLING]
    return tuple(sorted(found, key=lambda link: CALLING.index(link.type)))


def rungs(view: View, group: Ref) -> tuple[Rung, ...]:
    """The groups above a group, the nearest first; a ring of groups ends where it closes."""
    found: list[Rung] = []
    seen = {group}
    while above := [r for r in view.others(group, "childOf") if r not in seen]:
        group = above[0]
        seen.add(group)
        entity = view.catalog.entity(group)
        if entity is None:
            break
        found.append(Rung(group, calling(entity)))
    return tuple(found)


def escalations(shelf: tuple[Shelved, ...]) -> tuple[Told, ...]:
    """Sections of documents that say how to escalate."""
    return tuple(
        Told(shelved.at(heading.id), shelved.document.title)
        for shelved in shelf
        if shelved.uri
        for heading in shelved.document.headings
        if heading.level > 1 and heading.id and _ESCALATION.search(heading.title)
    )
