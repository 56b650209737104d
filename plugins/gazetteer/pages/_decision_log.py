"""The decision log as its pages see it: every record, the ties between them, and the cuts that pages show."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from gazetteer.model.decision import STATUSES, Decision
from gazetteer.model.ref import Ref
from gazetteer.model.relation import ALL_TYPES
from gazetteer.pages import address
from gazetteer.pages._common import index_uri
from gazetteer.pages._decision_cited import citations
from gazetteer.pages._decision_records import BUILDS, Facet, Logged, Tied, logged
from gazetteer.pages._decision_teams import team_key, team_uri
from gazetteer.pages.view import View

Key = TypeVar("Key")


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
        found = [logged(self.view, e, d) for e, d in self.view.decisions.values()]
        return tuple(sorted(found, key=lambda r: (r.when, r.entity.place.path), reverse=True))

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
        """Path of a record -> how many documents and other records cite it."""
        return citations(self.view, self.records)

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
            self._facet("team", team_key(ref), self.view.label(ref), by[ref])
            for ref in self.team_refs
        )

    @cached_property
    def tags(self) -> tuple[Facet, ...]:
        """By tag, by name."""
        by = self._spelled(lambda record: record.tags)
        return tuple(self._facet("tag", key, label, found) for key, label, found in by)

    @cached_property
    def areas(self) -> tuple[Facet, ...]:
        """By area, by name; they have no pages."""
        by = self._spelled(lambda record: record.area)
        return tuple(Facet(address.slug(key), label, "", found) for key, label, found in by)

    @cached_property
    def years(self) -> tuple[Facet, ...]:
        """By year, the newest first; they have no pages."""
        by = _grouped(self.records, lambda record: (record.year,) if record.year else ())
        return tuple(Facet(year, year, "", tuple(by[year])) for year in sorted(by, reverse=True))

    @cached_property
    def has_chains(self) -> bool:
        """Whether any record supersedes another one of the log."""
        return any(ref in self.by_ref for record in self.records for ref in record.before)

    @cached_property
    def has_builds(self) -> bool:
        """Whether any record says how far the work has come."""
        return any(record.decision.build for record in self.records)

    @cached_property
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
            other = self._at(link.target)
            tie = Tied(
                ref=other.ref if other else None,
                text=other.name if other else link.text,
                place=link.place,
                said=True,
                partial=link.partial,
                candidates=tuple(r.ref for r in map(self._at, link.candidates) if r),
            )
            found.setdefault(tie.ref or link.text, tie)
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

    def _at(self, path: str) -> Logged | None:
        pair = self.view.decisions.get(path)
        return self.by_ref.get(pair[0].ref) if pair else None

    def team_uri(self, ref: Ref) -> str:
        """The page of a team's decisions."""
        return team_uri(self.view, ref)

    def tag_uri(self, tag: str) -> str:
        """The page of a tag."""
        return f"{self.uri}tag/{address.slug(tag.lower())}/"

    def _spelled(
        self, words: Callable[[Logged], Iterable[str]]
    ) -> list[tuple[str, str, tuple[Logged, ...]]]:
        """By words whose case does not count: the key, the word as the oldest record spells it, the records."""
        spelled = {w.lower(): w for record in self.records for w in words(record) if w.strip()}
        by = _grouped(self.records, lambda record: dict.fromkeys(map(str.lower, words(record))))
        return [(key, spelled[key], tuple(by[key])) for key in sorted(spelled)]

    def _facet(self, kind: str, key: str, label: str, records: Iterable[Logged]) -> Facet:
        slug = address.slug(key)
        return Facet(slug, label, f"{self.uri}{kind}/{slug}/", tuple(records))


def _grouped(
    records: Iterable[Logged], keys: Callable[[Logged], Iterable[Key]]
) -> dict[Key, list[Logged]]:
    by: dict[Key, list[Logged]] = defaultdict(list)
    for record in records:
        for key in keys(record):
            by[key].append(record)
    return by
