"""Records of the decision log: what a record says, with what its neighbours, its owners and the history add."""

import msgspec

from gazetteer.model.decision import Decision
from gazetteer.model.entity import Entity
from gazetteer.model.history import Commit, History
from gazetteer.model.place import Place
from gazetteer.model.ref import Ref
from gazetteer.pages import address
from gazetteer.pages.view import View

BUILDS = {
    "implemented": "implemented",
    "partial": "partly implemented",
    "not": "not implemented",
    "removed": "removed again",
}
"""State of the work -> what its badge says."""


class Tied(msgspec.Struct, frozen=True):
    """A tie of a record to another one.

    Attributes:
        ref: of the other record; None when the text leads to none.
        text: what to call it, or what is written where it leads nowhere.
        said: this record says so itself; False when only the other one does.
        partial: only a part is meant.
        candidates: the records among which the text does not choose, where it fits several.
    """

    ref: Ref | None
    text: str
    place: Place
    said: bool
    partial: bool
    candidates: tuple[Ref, ...] = ()


class Logged(msgspec.Struct, frozen=True, kw_only=True):
    """A record in the log.

    Attributes:
        when: ISO date, or `YYYY-MM`: the record's own, else that of the commit that added it, else empty.
        about: what it touches, by name; teams: the owners of the record and of what it touches.
        inferred: those of `about` that only a name in the text suggests.
        area: what the log is filtered by: the record's own word, else the systems of what it touches, else its package.
        added, changed: first and last commit that the history knows, bulk edits left out; None when that is unknown.
        after: what supersedes it as a whole; before: what it supersedes.
    """

    entity: Entity
    decision: Decision
    uri: str
    when: str
    about: tuple[Ref, ...]
    inferred: frozenset[Ref]
    teams: tuple[Ref, ...]
    area: tuple[str, ...]
    added: Commit | None
    changed: Commit | None
    after: tuple[Ref, ...]
    before: tuple[Ref, ...]

    @property
    def ref(self) -> Ref:
        """Of the record."""
        return self.entity.ref

    @property
    def year(self) -> str:
        """The year of `when`; empty when that is unknown."""
        return self.when[:4]

    @property
    def tags(self) -> tuple[str, ...]:
        """As written in the record, else those of its entity; without empty ones."""
        written = (" ".join(tag.split()) for tag in self.decision.tags or self.entity.tags)
        return tuple(filter(None, written))

    @property
    def name(self) -> str:
        """Number and title."""
        return f"{self.decision.number} {self.decision.title}".strip()


class Facet(msgspec.Struct, frozen=True):
    """One value by which the log is cut: what to call it, the page that shows it (empty: none), its records."""

    key: str
    label: str
    uri: str
    records: tuple[Logged, ...]


def logged(view: View, entity: Entity, decision: Decision) -> Logged:
    """Puts a record into the log."""
    catalog, graph = view.catalog, view.catalog.graph
    about = view.others(entity.ref, "decides")
    owners = (owner for ref in (entity.ref, *about) for owner in graph.others(ref, "ownedBy"))
    systems = (view.label(system) for ref in about for system in graph.others(ref, "partOf"))
    commits = _commits(catalog.history, entity.place.path)
    added = commits[-1] if commits and catalog.history.state == "full" else None
    return Logged(
        entity=entity,
        decision=decision,
        uri=address.uri(view.site, entity.ref),
        when=decision.date or decision.month or (added.date if added else ""),
        about=about,
        inferred=frozenset(
            relation.target
            for relation in catalog.declared_by(entity.ref)
            if relation.inferred and relation.type == "decides"
        ),
        teams=tuple(dict.fromkeys(owners)),
        area=_area(decision, tuple(dict.fromkeys(systems))),
        added=added,
        changed=commits[0] if commits else None,
        after=graph.others(entity.ref, "supersededBy"),
        before=graph.others(entity.ref, "supersedes"),
    )


def _area(decision: Decision, systems: tuple[str, ...]) -> tuple[str, ...]:
    """The record's own word; else the systems that it touches, which say more than the folder it lies in."""
    own = decision.area if decision.area != decision.package else ""
    if own or (decision.area and not systems):
        return (decision.area,)
    return systems


def _commits(history: History, path: str) -> list[Commit]:
    """The commits that changed a file, the newest first, without bulk edits and without what a shallow clone hides."""
    known = (
        history.commits[change.commit]
        for change in history.changes.get(path, ())
        if change.commit not in history.boundary
    )
    return [commit for commit in known if commit.id not in history.bulk]
