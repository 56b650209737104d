"""Decision records as the checks want them: with their path, their entity, and a name for people."""

from collections.abc import Mapping

import msgspec

from gazetteer.model.catalog import Catalog
from gazetteer.model.decision import Decision
from gazetteer.model.place import Place
from gazetteer.model.ref import Ref


class DecisionRecord(msgspec.Struct, frozen=True):
    """A decision and where it stands; `entity` is None when the catalog holds none for it."""

    path: str
    decision: Decision
    entity: Ref | None

    @property
    def name(self) -> str:
        """What to call it: `decision 12 (Use PostgreSQL)`."""
        title = self.decision.title or self.decision.slug
        return (
            f"decision {self.decision.number} ({title})"
            if self.decision.number
            else f"decision '{title}'"
        )

    @property
    def label(self) -> str:
        """What to call it among others, and in a command: its number, or its slug."""
        return self.decision.number or self.decision.slug

    @property
    def status_place(self) -> Place:
        """Where its status is written, or else its first line."""
        return self.decision.status_place or Place(self.path, 1)


def decision_records(catalog: Catalog) -> Mapping[str, DecisionRecord]:
    """Path -> record, in path order."""
    refs = {entity.place.path: entity.ref for entity in catalog.of_kind("decision")}
    return {
        path: DecisionRecord(path, value, refs.get(path))
        for path, values in catalog.facts.items()
        for value in values
        if isinstance(value, Decision)
    }
