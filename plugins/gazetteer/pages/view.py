"""The view: what every page may ask of the survey, with the look-ups that many pages share."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from html import escape

import msgspec

from gazetteer.evidence.activity import Activities
from gazetteer.evidence.deadlines import Ending, endings
from gazetteer.evidence.glossary import Glossary
from gazetteer.evidence.packages import Packages
from gazetteer.evidence.running import Runs
from gazetteer.evidence.standing import Standings
from gazetteer.model.catalog import Catalog
from gazetteer.model.decision import Decision
from gazetteer.model.entity import Entity, Link
from gazetteer.model.finding import Finding
from gazetteer.model.ref import DEFAULT_NAMESPACE, MalformedRef, Ref, parse_ref
from gazetteer.model.survey import Site, Survey
from gazetteer.pages import address
from gazetteer.pages._hover import Hover
from gazetteer.pages._shelf import Shelved, reading_order, shelved_documents

PAGED = frozenset([
    "component", "api", "resource", "system", "domain", "group", "user", "decision", "template", "airesource",
])  # fmt: skip
"""Kinds whose entities have a page of their own."""


class Shown(msgspec.Struct, frozen=True):
    """How a ref is shown, ready for HTML: its label; `uri` is None without a page.

    `title` is an attribute with the full spelling, where the label does not say it.
    """

    uri: str | None
    label: str
    ref: str
    title: str


@dataclass(frozen=True)
class View:
    """A survey, seen by pages."""

    survey: Survey

    @property
    def catalog(self) -> Catalog:
        """What was surveyed."""
        return self.survey.catalog

    @property
    def site(self) -> Site:
        """The site that the pages stand in."""
        return self.survey.site

    def uri(self, ref: Ref) -> str | None:
        """The page of an entity, or None when it has none."""
        return self.shown(ref).uri

    def _uri(self, ref: Ref) -> str | None:
        if ref.kind == "document":
            document = self.catalog.entity(ref)
            shelved = self.documents.get(document.place.path) if document else None
            return shelved.uri or None if shelved else None
        if ref.kind not in PAGED or ref not in self.catalog.entities:
            return None
        return address.uri(self.site, ref)

    def label(self, ref: Ref) -> str:
        """What to call an entity in front of people."""
        entity = self.catalog.entity(ref)
        if entity is None:
            return ref.name if ref.namespace == "default" else f"{ref.namespace}/{ref.name}"
        return entity.title or entity.profile.get("displayName") or entity.name

    @cached_property
    def shown(self) -> Callable[[Ref], Shown]:
        """How to show a ref; remembered, because a name stands on many pages."""

        @lru_cache(maxsize=65_536)
        def show(ref: Ref) -> Shown:
            label, whole = self.label(ref), escape(str(ref))
            plain = label.lower() == ref.name and ref.namespace == DEFAULT_NAMESPACE
            title = "" if plain else f' title="{whole}"'
            return Shown(self._uri(ref), escape(label), whole, title)

        return show

    @cached_property
    def way(self) -> Callable[[str, str], str]:
        """The relative URL, ready for HTML, from any page right below a folder to what does not lie below that page."""

        @lru_cache(maxsize=1024)
        def below(folder: str) -> address.Here:
            return address.Here(self.site.index, f"{folder}?/")

        @lru_cache(maxsize=65_536)
        def way(folder: str, target: str) -> str:
            return escape(below(folder).to(target))

        return way

    def entities(self, refs: tuple[Ref, ...]) -> tuple[Entity, ...]:
        """Those of the refs that the catalog holds."""
        return tuple(e for e in map(self.catalog.entity, refs) if e is not None)

    def others(self, ref: Ref, *types: str) -> tuple[Ref, ...]:
        """The other ends of ties, by name."""
        found = self.catalog.graph.others(ref, *types)
        if len(found) < 2:
            return found
        return tuple(sorted(found, key=lambda r: (r.name, r.namespace)))

    def resolve(self, text: str, kind: str = "component") -> Ref | None:
        """The ref that a text means, when it is one."""
        ref = parse_ref(text, default_kind=kind)
        return None if isinstance(ref, MalformedRef) else ref

    @cached_property
    def findings(self) -> Mapping[Ref, tuple[Finding, ...]]:
        """Counted findings by the entity they are about."""
        by: dict[Ref, list[Finding]] = defaultdict(list)
        for finding in self.survey.counted:
            if finding.entity:
                by[finding.entity].append(finding)
        return {ref: tuple(findings) for ref, findings in by.items()}

    @cached_property
    def findings_at(self) -> Mapping[str, tuple[Finding, ...]]:
        """Counted findings by the file they stand in."""
        by: dict[str, list[Finding]] = defaultdict(list)
        for finding in self.survey.counted:
            by[finding.place.path].append(finding)
        return {path: tuple(findings) for path, findings in by.items()}

    @cached_property
    def decisions(self) -> Mapping[str, tuple[Entity, Decision]]:
        """Path -> a decision record and its entity."""
        found: dict[str, tuple[Entity, Decision]] = {}
        for entity in self.catalog.of_kind("decision"):
            decision = self.catalog.fact(entity.place.path, Decision)
            if decision:
                found[entity.place.path] = (entity, decision)
        return found

    @cached_property
    def is_log(self) -> bool:
        """Whether decisions are all that has pages: then nothing is shown of services and teams."""
        return bool(self.decisions) and all(
            ref.kind == "decision" for ref in self.catalog.entities if ref.kind in PAGED
        )

    @cached_property
    def decisions_of(self) -> Mapping[Ref, tuple[tuple[Entity, Decision], ...]]:
        """Entity -> the decisions that touch it: those in force first, then the newest first."""
        by: dict[Ref, dict[Ref, tuple[Entity, Decision]]] = defaultdict(dict)
        for entity, decision in self.decisions.values():
            for ref in self.catalog.graph.others(entity.ref, "decides"):
                by[ref][entity.ref] = (entity, decision)
        return {ref: in_order(tuple(found.values())) for ref, found in by.items()}

    @cached_property
    def documents(self) -> Mapping[str, Shelved]:
        """Path -> every document of the tree that is no decision."""
        return shelved_documents(
            self.catalog, self.site, paged=PAGED, apart=self.decisions, read=self.survey.read
        )

    @cached_property
    def documents_of(self) -> Mapping[Ref, tuple[Shelved, ...]]:
        """Entity -> its documents, in the order of their paths, an index or README first."""
        by: dict[Ref, list[Shelved]] = defaultdict(list)
        for shelved in self.documents.values():
            if shelved.owner:
                by[shelved.owner].append(shelved)
        return {ref: tuple(sorted(found, key=reading_order)) for ref, found in by.items()}

    @cached_property
    def standings(self) -> Standings:
        """How documents stand."""
        return Standings(self.catalog, self.survey.options)

    @cached_property
    def packages(self) -> Packages:
        """What manifests and READMEs say."""
        return Packages(self.catalog)

    @cached_property
    def activities(self) -> Activities:
        """What the history says."""
        return Activities(self.catalog)

    @cached_property
    def endings(self) -> Mapping[Ref, tuple[Ending, ...]]:
        """What is on its way out, by entity."""
        by: dict[Ref, list[Ending]] = defaultdict(list)
        for ending in endings(self.catalog):
            by[ending.entity.ref].append(ending)
        return {ref: tuple(found) for ref, found in by.items()}

    @cached_property
    def glossary(self) -> Glossary:
        """What terms mean."""
        return self.catalog.once(Glossary)

    @cached_property
    def explained(self) -> Callable[[str], str]:
        """Puts the meaning of terms behind them in prose."""
        return Hover(self.glossary.terms).over

    @cached_property
    def runs(self) -> Runs:
        """How entities are run."""
        return Runs(self.catalog)

    @cached_property
    def folders(self) -> frozenset[str]:
        """Every folder of the tree that holds a file, and theirs."""
        found: set[str] = {"."}
        for path in self.catalog.paths:
            folder = path.rpartition("/")[0]
            while folder and folder not in found:
                found.add(folder)
                folder = folder.rpartition("/")[0]
        return frozenset(found)

    def contact_links(self, entity: Entity) -> tuple[Link, ...]:
        """The links of an entity, then those of its owner that it lacks (on-call, chat), each type once."""
        own = list(entity.links)
        owner = self.catalog.owner(entity.ref)
        team = self.catalog.entity(owner) if owner else None
        if team is not None and entity.kind not in {"group", "user"}:
            kinds = {link.type for link in own}
            own += [k for k in team.links if k.type in {"on-call", "chat"} and k.type not in kinds]
        rank = ("on-call", "chat", "runbook", "dashboard", "slo")
        return tuple(sorted(own, key=lambda k: rank.index(k.type) if k.type in rank else len(rank)))


def in_order(found: tuple[tuple[Entity, Decision], ...]) -> tuple[tuple[Entity, Decision], ...]:
    """Decisions in force first, then the newest, then by path."""
    by_date = sorted(found, key=lambda pair: (pair[1].date, pair[0].place.path), reverse=True)
    return tuple(sorted(by_date, key=lambda pair: not pair[1].in_force))
