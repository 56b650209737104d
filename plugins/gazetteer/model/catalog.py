"""The catalog: all records of a tree, linked."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatchcase
from functools import cached_property
from typing import TypeVar, cast

from gazetteer.model.entity import Entity
from gazetteer.model.fact import Fact, Skipped
from gazetteer.model.fault import Fault
from gazetteer.model.graph import Graph
from gazetteer.model.history import History
from gazetteer.model.ref import Ref
from gazetteer.model.relation import Relation
from gazetteer.model.surface import Surface

Record = Entity | Relation | Fault | Fact
"""What a source yields."""

Value = TypeVar("Value")

Reader = Callable[[str], str | None]
"""Gives the decoded text of what a path or an object name stands for; None when there is none, or it is no text."""


def unreadable(_name: str) -> str | None:
    """The text of anything in a catalog that was made without a tree."""
    return None


@dataclass(frozen=True)
class Catalog:
    """Everything the tree says, linked; immutable, with indexes built on first use.

    Attributes:
        entities: the first declaration of each ref, in path order.
        duplicates: later declarations of a ref that is taken.
        relations: as declared, including those whose target does not exist.
        facts: path -> what the file holds.
        paths: path -> content id of every file of the tree.
        known_refs: patterns (`group:*`, `component:payments/*`) of refs that other repositories hold.
        today: the date that dates are judged by.
        read: path -> decoded text of a file of the tree.
        past: blob name (`model.history.Change.blob`) or `COMMIT:./PATH` -> decoded text of a file's earlier version.
        before: the catalog of the base that is compared with (`--since`), taken where the two histories part.
        upstream: path -> content id of the base as it is now, which may have gone on since.
        asked: the paths whose findings anybody will look at, so that a check may leave out the rest; None for all.
    """

    entities: Mapping[Ref, Entity]
    duplicates: tuple[Entity, ...] = ()
    relations: tuple[Relation, ...] = ()
    faults: tuple[Fault, ...] = ()
    facts: Mapping[str, tuple[object, ...]] = field(default_factory=dict)
    paths: Mapping[str, str] = field(default_factory=dict)
    history: History = field(default_factory=History)
    known_refs: tuple[str, ...] = ()
    today: date = date(1970, 1, 1)
    read: Reader = field(default=unreadable, compare=False, repr=False)
    past: Reader = field(default=unreadable, compare=False, repr=False)
    before: "Catalog | None" = field(default=None, compare=False, repr=False)
    upstream: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    asked: Collection[str] | None = field(default=None, compare=False, repr=False)
    _made: dict[object, object] = field(default_factory=dict, init=False, compare=False, repr=False)

    @classmethod
    def of(
        cls,
        records: Iterable[Record],
        *,
        paths: Mapping[str, str] | None = None,
        history: History | None = None,
        known_refs: tuple[str, ...] = (),
        today: date = date(1970, 1, 1),
        read: Reader = unreadable,
        past: Reader = unreadable,
        before: "Catalog | None" = None,
        upstream: Mapping[str, str] | None = None,
    ) -> "Catalog":
        """Links records: the first declaration of a ref (in path and line order) wins, the others become duplicates."""
        entities: list[Entity] = []
        relations: list[Relation] = []
        faults: list[Fault] = []
        facts: dict[str, list[object]] = {}
        for record in records:
            if isinstance(record, Entity):
                entities.append(record)
            elif isinstance(record, Relation):
                relations.append(record)
            elif isinstance(record, Fault):
                faults.append(record)
            else:
                facts.setdefault(record.path, []).append(record.value)
        # A declared entity outranks an inferred one, whatever their paths.
        entities.sort(key=lambda entity: (bool(entity.evidence), entity.place))
        first: dict[Ref, Entity] = {}
        later = [
            entity
            for entity in entities
            if first.setdefault(entity.ref, entity) is not entity and not entity.evidence
        ]
        return cls(
            entities=dict(sorted(first.items())),
            duplicates=tuple(later),
            relations=tuple(
                sorted(
                    relations,
                    key=lambda r: (r.place, r.type, r.target),
                )
            ),
            faults=tuple(
                sorted(faults, key=lambda fault: (fault.place, fault.code, fault.message))
            ),
            facts={path: tuple(values) for path, values in sorted(facts.items())},
            paths=paths or {},
            history=history or History(),
            known_refs=known_refs,
            today=today,
            read=read,
            past=past,
            before=before,
            upstream=upstream or {},
        )

    def once(self, make: Callable[["Catalog"], Value]) -> Value:
        """What a function makes of this catalog; called once, for checks and pages share it."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast("Value", self._made[make])

    @cached_property
    def graph(self) -> Graph:
        """Relations from both ends."""
        return Graph(self.relations)

    def entity(self, ref: Ref) -> Entity | None:
        """The entity of a ref, or None."""
        return self.entities.get(ref)

    def of_kind(self, *kinds: str) -> tuple[Entity, ...]:
        """Entities of the kinds, sorted by ref."""
        return tuple(entity for kind in kinds for entity in self._by_kind.get(kind, ()))

    def knows(self, ref: Ref) -> bool:
        """Whether the ref exists here or is declared to exist elsewhere."""
        return ref in self.entities or self.is_known_elsewhere(ref)

    def is_known_elsewhere(self, ref: Ref) -> bool:
        """Whether `known_refs` names it."""
        return any(
            fnmatchcase(str(ref), pattern) or fnmatchcase(ref.short, pattern)
            for pattern in self._known_patterns
        )

    def owner(self, ref: Ref) -> Ref | None:
        """The first owner of an entity, existing or not."""
        owners = self.graph.others(ref, "ownedBy")
        return owners[0] if owners else None

    def declared_by(self, ref: Ref) -> tuple[Relation, ...]:
        """The relations that the entity's own declaration names, in the order of the file."""
        return self._declared.get(ref, ())

    def facts_of(self, path: str, type_: type[Value]) -> tuple[Value, ...]:
        """What the file at a path holds, of one type."""
        return tuple(value for value in self.facts.get(path, ()) if isinstance(value, type_))

    def fact(self, path: str, type_: type[Value]) -> Value | None:
        """The first of `facts_of`."""
        return next(iter(self.facts_of(path, type_)), None)

    def surface(self, api: Entity) -> Surface | None:
        """What an API offers, when its definition could be read."""
        path = api.definition_path or f"{api.place.path}#{api.ref}"
        return self.fact(path, Surface)

    @cached_property
    def skipped(self) -> Mapping[str, Skipped]:
        """Files left out on purpose, with the reason."""
        return {
            path: value
            for path, values in self.facts.items()
            for value in values
            if isinstance(value, Skipped)
        }

    @cached_property
    def dangling(self) -> tuple[Relation, ...]:
        """Relations whose target is neither here nor declared to be elsewhere."""
        return tuple(r for r in self.relations if not self.knows(r.target))

    @cached_property
    def _declared(self) -> Mapping[Ref, tuple[Relation, ...]]:
        declared: dict[Ref, list[Relation]] = {}
        for relation in self.relations:
            declared.setdefault(relation.source, []).append(relation)
        return {ref: tuple(relations) for ref, relations in declared.items()}

    @cached_property
    def folders(self) -> Mapping[str, tuple[str, ...]]:
        """Folder ("" is the root) -> names of the files and folders in it."""
        folders: dict[str, dict[str, None]] = {}
        for path in self.paths:
            parent, _, name = path.rpartition("/")
            known = folders.get(parent)
            folders.setdefault(parent, {})[name] = None
            while parent and known is None:
                parent, _, name = parent.rpartition("/")
                known = folders.get(parent)
                folders.setdefault(parent, {})[name] = None
        return {folder: tuple(names) for folder, names in folders.items()}

    def named(self, name: str) -> tuple[Ref, ...]:
        """The refs of any kind and namespace that have a name (compared without case)."""
        return self._by_name.get(name.lower(), ())

    @cached_property
    def _by_name(self) -> Mapping[str, tuple[Ref, ...]]:
        names: dict[str, list[Ref]] = {}
        for ref in self.entities:
            names.setdefault(ref.name, []).append(ref)
        return {name: tuple(refs) for name, refs in names.items()}

    @cached_property
    def _by_kind(self) -> Mapping[str, tuple[Entity, ...]]:
        kinds: dict[str, list[Entity]] = {}
        for entity in self.entities.values():
            kinds.setdefault(entity.kind, []).append(entity)
        return {kind: tuple(entities) for kind, entities in kinds.items()}

    @cached_property
    def _known_patterns(self) -> tuple[str, ...]:
        return tuple(pattern.lower() for pattern in self.known_refs)
