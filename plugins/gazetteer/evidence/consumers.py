"""Known consumers of an API and of each of its operations, with the evidence; that none is known proves nothing."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import msgspec

from gazetteer.apis.compare import Comparison
from gazetteer.apis.compare.reach import EVENT
from gazetteer.evidence.providers import event_told, named_component, operation_called, pacts_by_api
from gazetteer.model.catalog import Catalog
from gazetteer.model.change import ApiChange, Hit
from gazetteer.model.entity import Entity
from gazetteer.model.pact import Interaction, Pact
from gazetteer.model.ref import Ref
from gazetteer.model.surface import Operation, Surface

ABOUT_FIELDS = (
    "response-property-",
    "response-body-",
    "response-required-property-",
    "response-optional-property-",
    "sent-property-",
    "sent-message-",
    "sent-required-property-",
    "sent-optional-property-",
)
"""Rules whose changes reach only those who read the field."""


@dataclass(frozen=True)
class Use:
    """One way in which a consumer is known to use an API.

    Attributes:
        operation: `GET /orders/{id}`; empty when only the API is known.
        interaction: of a pact, which shows what is read.
    """

    hit: Hit
    operation: str = ""
    interaction: Interaction | None = None


@dataclass(frozen=True, eq=False)
class Consumers:
    """Whom a catalog knows to consume its APIs; what every answer needs is gathered once."""

    catalog: Catalog

    def of(self, api: Entity, surface: Surface | None = None) -> tuple[Use, ...]:
        """Every known use of an API, sorted by consumer.

        Args:
            api: an API of the catalog.
            surface: whose operations are meant, where they are not the present ones: who calls an operation that is
                gone is known by its old description.
        """
        surface = surface or self.catalog.surface(api)
        uses = [*_declared(self.catalog, api)]
        for component in self._listing.get(str(api.ref), ()):
            uses += _listed(component, api, surface)
        for pact in self._pacts.get(api.ref, ()):
            consumer = named_component(self.catalog, pact.consumer)
            for interaction in pact.interactions:
                operation = _called(surface, interaction)
                if operation or (
                    not interaction.method and surface and surface.format == "asyncapi"
                ):
                    hit = Hit(pact.consumer, "pact", interaction.place, consumer)
                    uses.append(Use(hit, operation, interaction))
        return tuple(sorted(uses, key=lambda u: (who(u.hit), u.hit.evidence, u.hit.place)))

    @cached_property
    def _pacts(self) -> Mapping[Ref, tuple[Pact, ...]]:
        return pacts_by_api(self.catalog)

    @cached_property
    def _listing(self) -> Mapping[str, list[Entity]]:
        listed: dict[str, list[Entity]] = {}
        for component in self.catalog.entities.values():
            for api in component.operations:
                listed.setdefault(api, []).append(component)
        return listed


def with_consumers(comparison: Comparison, uses: tuple[Use, ...]) -> tuple[ApiChange, ...]:
    """The changes with the known consumers that each hits.

    Who listed operations, or has pacts, is hit by what happens to those operations; who has only declared the API, by
    everything. Of changes to a field of a response, pacts tell who reads it; of others that is marked as not known.
    """
    if not uses:
        return comparison.changes
    precise = {who(use.hit) for use in uses if use.operation}
    read = {
        id(use): comparison.reach.read(
            use.operation, use.interaction.status or EVENT, _body(use.interaction)
        )
        for use in uses
        if use.interaction
        and use.operation
        and (use.interaction.status or not use.interaction.method)
    }
    changes: list[ApiChange] = []
    for change in comparison.changes:
        hits: dict[str, Hit] = {}
        for use in uses:
            if not use.operation and who(use.hit) in precise:
                continue
            if _is_hit(change, use, read.get(id(use))):
                hits.setdefault(who(use.hit), _marked(change, use, known=id(use) in read))
        changes.append(msgspec.structs.replace(change, consumers=tuple(hits.values())))
    return tuple(changes)


def _is_hit(change: ApiChange, use: Use, read: frozenset[str] | None) -> bool:
    if use.operation and change.operations and use.operation not in change.operations:
        return False
    if read is None or not change.rule.startswith(ABOUT_FIELDS):
        return True
    return change.fingerprint in read


def _marked(change: ApiChange, use: Use, *, known: bool) -> Hit:
    """The hit, which says so where nobody knows whether the field is read."""
    is_unknown = not known and change.rule.startswith(ABOUT_FIELDS)
    return msgspec.structs.replace(use.hit, reads_unknown=True) if is_unknown else use.hit


def who(hit: Hit) -> str:
    """What tells consumers apart."""
    return str(hit.consumer or hit.name)


def _declared(catalog: Catalog, api: Entity) -> Iterator[Use]:
    for tie in catalog.graph.ties(api.ref, "apiConsumedBy"):
        consumer = catalog.entity(tie.other)
        name = consumer.name if consumer else tie.other.name
        yield Use(Hit(name, "declared", tie.place, tie.other))


def _listed(component: Entity, api: Entity, surface: Surface | None) -> Iterator[Use]:
    place = component.where("spec.consumesOperations")
    for text in component.operations[str(api.ref)]:
        for operation in surface.operations if surface else ():
            if text in {operation.id, operation_name(operation)}:
                hit = Hit(component.name, "operations", place, component.ref)
                yield Use(hit, operation_name(operation))


def _called(surface: Surface | None, interaction: Interaction) -> str:
    if surface is None:
        return ""
    if interaction.method:
        operation = operation_called(surface, interaction.method, interaction.path)
    else:
        operation = event_told(surface, interaction)
    return operation_name(operation) if operation else ""


def operation_name(operation: Operation) -> str:
    """How changes call an operation."""
    return f"{operation.method} {operation.path}"


def _body(interaction: Interaction) -> object:
    return json.loads(interaction.body) if interaction.body else None
