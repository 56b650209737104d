"""The decision log as its pages see it: every record with what its neighbours, its owners and the history add."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import msgspec

from gazetteer.evidence.links import Resolved, resolve
from gazetteer.model.decision import STATUSES, Decision
from gazetteer.model.document import Document
from gazetteer.model.entity import Entity
from gazetteer.model.history import Commit
from gazetteer.model.place import Place
from gazetteer.model.ref import Ref
from gazetteer.model.relation import ALL_TYPES
from gazetteer.pages import address
from gazetteer.pages._common import index_uri
from gazetteer.pages.view import View

Key = TypeVar("Key")

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
    """

    ref: Ref | None
    text: str
    place: Place
    said: bool
    partial: bool


class Logged(msgspec.Struct, frozen=True, kw_only=True):
    """A record in the log.

    Attributes:
        when: ISO date: the record's own, else that of the commit that added it, else empty.
        about: what it touches, by name; teams: the owners of the record or, where it has none, of what it touches.
        inferred: those of `about` that only a name in the text suggests.
        area: what the log is filtered by: the record's own area, else the systems of what it touches.
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
        """As written in the record, else those of its entity."""
        return self.decision.tags or self.entity.tags

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


@dataclass(frozen=True)
class Log:
    """All records of a survey."""

    view: View

    @cached_property
    def uri(self) -> str:
        """The address of the log."""
        return index_uri(self.view, "decision")

    @property
    def crumbs(self) -> tuple[tuple[str, str], ...]:
        """The way up from a page below the log."""
        return (("Catalog", address.home(self.view.site)), ("Decisions", self.uri))

    @cached_property
    def records(self) -> tuple[Logged, ...]:
        """The newest first; those without any date last."""
        found = [self._logged(e, d) for e, d in self.view.decisions.values()]
        return tuple(sorted(found, key=_by_age, reverse=True))

    @cached_property
    def by_ref(self) -> Mapping[Ref, Logged]:
        """Ref -> its record."""
        return {record.ref: record for record in self.records}

    @cached_property
    def position(self) -> Mapping[Ref, int]:
        """Ref -> where its record stands in `records`."""
        return {record.ref: at for at, record in enumerate(self.records)}

    @cached_property
    def in_force(self) -> tuple[Logged, ...]:
        """What people must act by today, the newest first."""
        return tuple(record for record in self.records if record.decision.in_force)

    @cached_property
    def cited(self) -> Mapping[str, int]:
        """Path of a record -> how many other documents and records link to it."""
        names = {path.rpartition("/")[2].partition(".")[0].lower() for path in self.view.decisions}
        names |= {
            path.rpartition("/")[0].rpartition("/")[2].lower() for path in self.view.decisions
        }
        by: dict[str, set[str]] = defaultdict(set)
        for path in self.view.catalog.facts:
            for document in self.view.catalog.facts_of(path, Document):
                for link in document.links:
                    last = link.target.partition("#")[0].rstrip("/").rpartition("/")[2]
                    if last.partition(".")[0].lower() not in names:
                        continue
                    found = resolve(self.view.catalog, path, link)
                    if isinstance(found, Resolved) and found.path in self.view.decisions:
                        by[found.path].add(path)
        for record in self.records:
            for tie in record.decision.links:
                by[tie.target].add(record.entity.place.path)
        return {path: len(others - {path}) for path, others in by.items()}

    @cached_property
    def statuses(self) -> tuple[Facet, ...]:
        """By status, in the order of a record's life."""
        by = _grouped(self.records, lambda record: (record.decision.status,))
        return tuple(self._facet("status", s, s, by[s]) for s in STATUSES if s in by)

    @cached_property
    def team_refs(self) -> tuple[Ref, ...]:
        """The teams that have decisions, by name."""
        refs = {team for record in self.records for team in record.teams}
        return tuple(sorted(refs, key=lambda ref: (self.view.label(ref).lower(), ref)))

    @cached_property
    def teams(self) -> tuple[Facet, ...]:
        """By team, in the order of `team_refs`."""
        by = _grouped(self.records, lambda record: record.teams)
        return tuple(
            self._facet("team", _key(ref), self.view.label(ref), by[ref]) for ref in self.team_refs
        )

    @cached_property
    def tags(self) -> tuple[Facet, ...]:
        """By tag, spelled as where it is first met."""
        spelled: dict[str, str] = {}
        for record in reversed(self.records):
            for tag in record.tags:
                spelled.setdefault(tag.lower(), tag)
        by = _grouped(self.records, lambda record: dict.fromkeys(map(str.lower, record.tags)))
        return tuple(self._facet("tag", tag, spelled[tag], by[tag]) for tag in sorted(by) if tag)

    @cached_property
    def areas(self) -> tuple[Facet, ...]:
        """By area, by name; they have no pages."""
        by = _grouped(self.records, lambda record: record.area)
        return tuple(Facet(address.slug(a), a, "", tuple(by[a])) for a in sorted(by, key=str.lower))

    @cached_property
    def years(self) -> tuple[Facet, ...]:
        """By year, the newest first; they have no pages."""
        by = _grouped(self.records, lambda record: (record.year,) if record.year else ())
        return tuple(Facet(year, year, "", tuple(by[year])) for year in sorted(by, reverse=True))

    @property
    def has_chains(self) -> bool:
        """Whether any record supersedes another one of the log."""
        return any(ref in self.by_ref for record in self.records for ref in record.before)

    @property
    def has_feed(self) -> bool:
        """Whether any record has a place in time."""
        return any(record.when or record.changed for record in self.records)

    def keys(self, record: Logged, facet: str) -> str:
        """The values of a facet that a record has, as the filter of the log compares them."""
        return " ".join(self._keys[facet].get(record.ref, ()))

    @cached_property
    def _keys(self) -> Mapping[str, Mapping[Ref, list[str]]]:
        every = {"area": self.areas, "team": self.teams, "tag": self.tags}
        found: dict[str, dict[Ref, list[str]]] = {name: defaultdict(list) for name in every}
        for name, facets in every.items():
            for facet in facets:
                for record in facet.records:
                    found[name][record.ref].append(facet.key)
        return found

    def build(self, decision: Decision) -> str:
        """What the badge for the state of the work says; empty for none."""
        return BUILDS.get(decision.build, "")

    def short(self, ref: Ref) -> str:
        """A record in the least room: its number, else its title."""
        decision = self.by_ref[ref].decision if ref in self.by_ref else None
        return (decision.number or decision.title) if decision else ref.name

    def ties(self, record: Logged, type_: str) -> tuple[Tied, ...]:
        """Ties of one type: as the record says, then what only other records say."""
        path = record.entity.place.path
        found: dict[Ref | str, Tied] = {}
        for link in record.decision.links:
            if link.type != type_ or link.target == path:
                continue
            pair = self.view.decisions.get(link.target)
            other = self.by_ref.get(pair[0].ref) if pair else None
            key: Ref | str = other.ref if other else link.text
            text = other.name if other else link.text
            tie = Tied(
                other.ref if other else None, text, link.place, said=True, partial=link.partial
            )
            found.setdefault(key, tie)
        for tie_ in self.view.catalog.graph.ties(record.ref, type_):
            other = self.by_ref.get(tie_.other)
            if other is None or other.ref in found or other.ref == record.ref:
                continue
            partial = any(
                link.partial and link.target == path and link.type == ALL_TYPES[type_]
                for link in other.decision.links
            )
            said = tie_.place.path == path
            found[other.ref] = Tied(other.ref, other.name, tie_.place, said=said, partial=partial)
        return tuple(found.values())

    def team_uri(self, ref: Ref) -> str:
        """The page of a team's decisions."""
        return f"{self.uri}team/{_key(ref)}/"

    def tag_uri(self, tag: str) -> str:
        """The page of a tag."""
        return f"{self.uri}tag/{address.slug(tag.lower())}/"

    def _facet(self, kind: str, key: str, label: str, records: Iterable[Logged]) -> Facet:
        slug = address.slug(key)
        return Facet(slug, label, f"{self.uri}{kind}/{slug}/", tuple(records))

    def _logged(self, entity: Entity, decision: Decision) -> Logged:
        graph = self.view.catalog.graph
        about = self.view.others(entity.ref, "decides")
        owners = graph.others(entity.ref, "ownedBy")
        history = self.view.catalog.history
        commits = [c for c in history.of(entity.place.path) if c.id not in history.bulk]
        added = commits[-1] if commits and history.state == "full" else None
        areas = [decision.area] if decision.area else [
            self.view.label(system) for ref in about for system in graph.others(ref, "partOf")
        ]  # fmt: skip
        return Logged(
            entity=entity,
            decision=decision,
            uri=address.uri(self.view.site, entity.ref),
            when=decision.date or (added.date if added else ""),
            about=about,
            inferred=frozenset(
                relation.target
                for relation in self.view.catalog.declared_by(entity.ref)
                if relation.inferred and relation.type == "decides"
            ),
            teams=owners
            or tuple(dict.fromkeys(o for ref in about for o in graph.others(ref, "ownedBy"))),
            area=tuple(dict.fromkeys(areas)),
            added=added,
            changed=history.last(entity.place.path) and next(iter(commits), None),
            after=graph.others(entity.ref, "supersededBy"),
            before=graph.others(entity.ref, "supersedes"),
        )


def _by_age(record: Logged) -> tuple[str, str]:
    return (record.when, record.entity.place.path)


def _key(team: Ref) -> str:
    plain = team.kind == "group" and team.namespace == "default"
    return address.slug(team.name if plain else f"{team.namespace}/{team.kind}/{team.name}")


def _grouped(
    records: Iterable[Logged], keys: Callable[[Logged], Iterable[Key]]
) -> dict[Key, list[Logged]]:
    by: dict[Key, list[Logged]] = defaultdict(list)
    for record in records:
        for key in keys(record):
            by[key].append(record)
    return by
