"""Who uses what: the ties of a catalog as arrows from the user to the used, with the APIs and topics between them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from operator import attrgetter

import msgspec

from gazetteer.model.catalog import Catalog
from gazetteer.model.entity import Entity
from gazetteer.model.place import Place
from gazetteer.model.ref import Ref

DATA = {"holds": "owns", "writes": "writes", "reads": "reads"}
"""What a component does with data -> the word for people."""

TOPICS = ("topic", "queue", "stream", "channel", "exchange", "subject", "event")
"""Words in the type of a resource by which what one writes reaches another."""


class Arrow(msgspec.Struct, frozen=True):
    """One thing that points at another, and why.

    Attributes:
        source: who uses.
        target: what is used.
        how: `calls`, `needs`, `owns`, `writes`, `reads`, `hears`: as a verb of the source.
        via: the API or the topic between the two.
        place: where it is written.
    """

    source: Ref
    target: Ref
    how: str
    via: Ref | None = None
    place: Place | None = None


class Uses:
    """All arrows of a catalog, from both ends; made once, every answer is a look-up."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def needs(self, ref: Ref) -> tuple[Arrow, ...]:
        """What an entity uses itself."""
        return self._needs.get(ref, ())

    def needed_by(self, ref: Ref) -> tuple[Arrow, ...]:
        """Who uses an entity himself."""
        return self._needed_by.get(ref, ())

    def by_way(self, ref: Ref) -> tuple[Arrow, ...]:
        """Arrows that an API or a topic stands between."""
        return self._by_way.get(ref, ())

    @cached_property
    def ends(self) -> tuple[Ref, ...]:
        """All that an arrow begins or ends at, each once: its number is its place here."""
        ends = ((arrow.source, arrow.target) for arrow in self.arrows)
        return tuple(dict.fromkeys(chain.from_iterable(ends)))

    @cached_property
    def number(self) -> Mapping[Ref, int]:
        """The number of each of the ends."""
        return {ref: at for at, ref in enumerate(self.ends)}

    @cached_property
    def used(self) -> Sequence[tuple[int, ...]]:
        """By number: what an end uses itself, each once; numbers, for they are walked along thousands of times."""
        return self._by_number(self.needs, attrgetter("target"))

    @cached_property
    def users(self) -> Sequence[tuple[int, ...]]:
        """By number: who uses an end himself, each once."""
        return self._by_number(self.needed_by, attrgetter("source"))

    def _by_number(
        self, arrows: Callable[[Ref], tuple[Arrow, ...]], end: Callable[[Arrow], Ref]
    ) -> Sequence[tuple[int, ...]]:
        number = self.number
        return [
            tuple(dict.fromkeys([number[end(arrow)] for arrow in arrows(ref)])) for ref in self.ends
        ]

    @cached_property
    def arrows(self) -> tuple[Arrow, ...]:
        """Every arrow, by source."""
        return tuple(arrow for arrows in self._needs.values() for arrow in arrows)

    @cached_property
    def _needs(self) -> Mapping[Ref, tuple[Arrow, ...]]:
        users = (e for e in self._catalog.entities.values() if e.kind not in {"group", "user"})
        found = ((e.ref, tuple(_needs(self._catalog, e))) for e in users)
        return {ref: arrows for ref, arrows in found if arrows}

    @cached_property
    def _needed_by(self) -> Mapping[Ref, tuple[Arrow, ...]]:
        return _grouped((arrow.target, arrow) for arrow in self.arrows)

    @cached_property
    def _by_way(self) -> Mapping[Ref, tuple[Arrow, ...]]:
        return _grouped((arrow.via, arrow) for arrow in self.arrows if arrow.via)


def _grouped(pairs: Iterable[tuple[Ref, Arrow]]) -> Mapping[Ref, tuple[Arrow, ...]]:
    groups: dict[Ref, list[Arrow]] = {}
    for ref, arrow in pairs:
        groups.setdefault(ref, []).append(arrow)
    return {ref: tuple(arrows) for ref, arrows in groups.items()}


def is_topic(entity: Entity | None) -> bool:
    """Whether a resource hands on what is written to it."""
    type_ = entity.type.lower() if entity and entity.kind == "resource" else ""
    return any(word in type_ for word in TOPICS)


def _needs(catalog: Catalog, entity: Entity) -> Iterator[Arrow]:
    """The arrows of one entity; none to itself, each kind of tie once."""
    graph, ref = catalog.graph, entity.ref
    ties = graph.ties(ref, "consumesApi", "holds", "writes", "reads", "dependsOn")
    told: set[Ref] = set()
    for tie in ties:
        if tie.type == "consumesApi":
            for provider in graph.others(tie.other, "apiProvidedBy") or (tie.other,):
                if provider != ref:
                    via = tie.other if provider != tie.other else None
                    yield Arrow(ref, provider, "calls", via, tie.place)
        elif tie.type in DATA:
            told.add(tie.other)
            yield Arrow(ref, tie.other, DATA[tie.type], None, tie.place)
            if tie.type == "reads" and is_topic(catalog.entity(tie.other)):
                for writer in graph.others(tie.other, "writtenBy"):
                    if writer != ref:
                        yield Arrow(ref, writer, "hears", tie.other, tie.place)
        elif tie.other not in told and tie.other != ref:
            # Who says how he uses data need not be told again that he needs it.
            yield Arrow(ref, tie.other, "needs", None, tie.place)
