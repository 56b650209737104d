"""The atlas: what all maps ask of a catalog: who uses whom, what stands in which system, and which map shows it."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache

from gazetteer.evidence.impact import circles, tier
from gazetteer.evidence.uses import Uses
from gazetteer.model.ref import Ref
from gazetteer.model.survey import Survey
from gazetteer.pages import address
from gazetteer.pages._faces import Face, face
from gazetteer.pages.view import View

OUTSIDE = Ref("outside", "", "outside of any system")
NOBODY = Ref("outside", "", "nobody")
REST = Ref("outside", "", "everything else")
DEEP = 16
"""Steps upwards after which a hierarchy is taken for a circle."""


class Atlas:
    """Look-ups that all maps of one catalog share."""

    def __init__(self, view: View) -> None:
        self.view = view

    @cached_property
    def uses(self) -> Uses:
        """Who uses what."""
        return Uses(self.view.catalog)

    @cached_property
    def circles(self) -> tuple[tuple[Ref, ...], ...]:
        """What needs itself by way of others."""
        return circles(self.uses)

    @cached_property
    def circle_of(self) -> Mapping[Ref, tuple[Ref, ...]]:
        """Entity -> the members of the circle it stands in."""
        return {ref: members for members in self.circles for ref in members}

    @cached_property
    def system_of(self) -> Callable[[Ref], Ref | None]:
        """The system that an entity is part of, directly or by way of what it is part of."""
        return lru_cache(maxsize=None)(lambda ref: self._above(ref, "system"))

    @cached_property
    def domain_of(self) -> Callable[[Ref], Ref | None]:
        """The nearest domain above an entity."""
        return lru_cache(maxsize=None)(lambda ref: self._above(ref, "domain"))

    def _above(self, ref: Ref, kind: str) -> Ref | None:
        for _ in range(DEEP):
            parents = self.view.catalog.graph.others(ref, "partOf")
            if not parents:
                return None
            ref = next((parent for parent in parents if parent.kind == kind), parents[0])
            if ref.kind == kind:
                return ref
        return None

    @cached_property
    def answer(self) -> Callable[[Ref], tuple[Ref | None, str]]:
        """Who answers for an entity, and the tier that its tags tell."""
        catalog = self.view.catalog
        return lru_cache(maxsize=None)(lambda ref: (catalog.owner(ref), tier(catalog.entity(ref))))

    @cached_property
    def answers(self) -> tuple[Sequence[Ref | None], Sequence[str]]:
        """By number, for all ends of arrows: who answers for it, and its tier."""
        found = [self.answer(ref) for ref in self.uses.ends]
        return [owner for owner, _ in found], [tier for _, tier in found]

    # What an entity is drawn as

    def itself(self, ref: Ref) -> Ref:
        """As itself."""
        return ref

    def by_system(self, ref: Ref) -> Ref:
        """As its system; without one as itself."""
        return ref if ref.kind in {"system", "domain"} else self.system_of(ref) or ref

    def by_system_only(self, ref: Ref) -> Ref:
        """As its system; all without one as one."""
        return ref if ref.kind in {"system", "domain"} else self.system_of(ref) or OUTSIDE

    def by_domain(self, ref: Ref) -> Ref:
        """As its domain; without one as its system."""
        return ref if ref.kind == "domain" else self.domain_of(ref) or self.by_system_only(ref)

    def by_domain_only(self, ref: Ref) -> Ref:
        """As its domain; all without one as one."""
        return ref if ref.kind == "domain" else self.domain_of(ref) or OUTSIDE

    def by_owner(self, ref: Ref) -> Ref:
        """As the team that answers for it."""
        return ref if ref.kind in {"group", "user"} else self.answer(ref)[0] or NOBODY

    def users_by_system(self, ref: Ref) -> Ref:
        """Components as their system, everything else as itself."""
        return self.by_system(ref) if ref.kind == "component" else ref

    def parent_team(self, ref: Ref) -> Ref | None:
        """The group above a group."""
        return next(iter(self.view.catalog.graph.others(ref, "childOf")), None)

    @cached_property
    def name(self) -> Callable[[Ref], str]:
        """What to call anything on a map: refs without a namespace stand for themselves."""
        label = self.view.label
        return lru_cache(maxsize=None)(lambda ref: label(ref) if ref.namespace else ref.name)

    @cached_property
    def face(self) -> Callable[[Ref, int], Face]:
        """What stands in the box of an entity, with the number of those that are rolled up in it."""
        return lru_cache(maxsize=None)(self._face)

    def _face(self, ref: Ref, count: int) -> Face:
        inside = (len(self.members(ref)) or count) if count else 0
        return face(self.view, ref, self.name(ref), inside)

    # Where maps stand

    @property
    def home(self) -> str:
        """The address of the map of everything."""
        return f"{address.home(self.view.site)}maps/"

    @cached_property
    def uri(self) -> Callable[[Ref], str]:
        """The map of a system, domain or team, else the page of an entity; empty for what has neither."""
        return lru_cache(maxsize=None)(self._uri)

    def _uri(self, ref: Ref) -> str:
        page = self.view.uri(ref)
        if page and self.members(ref):
            return f"{page}map/"
        return page or ""

    @cached_property
    def members(self) -> Callable[[Ref], frozenset[Ref]]:
        """What the map of a system, domain or team has inside: empty for what has no map."""
        return lru_cache(maxsize=None)(self._members)

    def _members(self, ref: Ref) -> frozenset[Ref]:
        graph = self.view.catalog.graph
        if ref.kind in {"group", "user"}:
            return frozenset(r for r in graph.others(ref, "ownerOf") if r.kind in DRAWN)
        if ref.kind not in {"system", "domain"}:
            return frozenset()
        found: dict[Ref, None] = {}
        edge = [ref]
        while edge:
            inner = [p for above in edge for p in graph.others(above, "hasPart") if p not in found]
            found.update(dict.fromkeys(inner))
            edge = [part for part in inner if part.kind != "api"]
        return frozenset(part for part in found if part.kind in DRAWN and part != ref)


DRAWN = frozenset({"component", "resource"})
"""Kinds that have boxes of their own on maps of a system; an API is what an arrow goes by."""


def atlas_of(survey: Survey) -> Atlas:
    """The atlas of a survey, for `Survey.once`."""
    return Atlas(survey.once(View))
