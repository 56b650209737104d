"""The graph: relations indexed from both ends."""

from collections.abc import Iterable, Mapping

import msgspec

from gazetteer.model.place import Place
from gazetteer.model.ref import Ref
from gazetteer.model.relation import Relation


class Tie(msgspec.Struct, frozen=True, order=True, gc=False):
    """A relation seen from one of its ends: what lies at the other end, and where it is written."""

    type: str
    other: Ref
    place: Place


class Graph:
    """All ties of a catalog. Built once; every answer is a look-up."""

    def __init__(self, relations: Iterable[Relation]) -> None:
        ties: dict[Ref, dict[str, dict[Ref, Tie]]] = {}
        for relation in relations:
            forward = Tie(relation.type, relation.target, relation.place)
            backward = Tie(relation.inverse, relation.source, relation.place)
            # The first declaration of a tie wins: both sides may declare it, people want to see it once.
            ties.setdefault(relation.source, {}).setdefault(forward.type, {}).setdefault(
                forward.other, forward
            )
            ties.setdefault(relation.target, {}).setdefault(backward.type, {}).setdefault(
                backward.other, backward
            )
        self._ties: Mapping[Ref, Mapping[str, tuple[Tie, ...]]] = {
            ref: {type_: _ordered(tied) for type_, tied in by_type.items()}
            for ref, by_type in ties.items()
        }

    def ties(self, ref: Ref, *types: str) -> tuple[Tie, ...]:
        """Ties of an entity, of all types or of those named, sorted by type and other end."""
        by_type = self._ties.get(ref)
        if by_type is None:
            return ()
        if len(types) == 1:
            return by_type.get(types[0], ())
        return tuple([tie for type_ in types or sorted(by_type) for tie in by_type.get(type_, ())])

    def others(self, ref: Ref, *types: str) -> tuple[Ref, ...]:
        """The other ends of `ties`, each once, in order."""
        found = [tie.other for tie in self.ties(ref, *types)]
        return tuple(found if len(types) == 1 else dict.fromkeys(found))

    def refs(self) -> frozenset[Ref]:
        """Every ref that has a tie, known to the catalog or not."""
        return frozenset(self._ties)


def _ordered(tied: Mapping[Ref, Tie]) -> tuple[Tie, ...]:
    """By the other end."""
    return tuple([tied[other] for other in sorted(tied)] if len(tied) > 1 else tied.values())
