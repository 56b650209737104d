"""Events: who sends to which channel and who receives from it, by AsyncAPI descriptions and topics of the catalog."""

from collections.abc import Iterator

from gazetteer.evidence.uses import Arrow, is_topic
from gazetteer.model.catalog import Catalog
from gazetteer.model.entity import Entity
from gazetteer.model.ref import Ref
from gazetteer.model.surface import Operation

CHANNEL = "channel"
"""The kind of the refs that stand for addresses of channels; they are no entities."""


def channel(address: str) -> Ref:
    """What stands for a channel: one address is one channel, whoever describes it."""
    return Ref(CHANNEL, "", address)


def flows(catalog: Catalog) -> tuple[Arrow, ...]:
    """Arrows in the direction of the event: from a sender to a channel, from a channel to a receiver."""
    found: dict[tuple[Ref, Ref], Arrow] = {}
    for arrow in (*_described(catalog), *_written(catalog)):
        if arrow.source != arrow.target:
            found.setdefault((arrow.source, arrow.target), arrow)
    return tuple(found.values())


def _written(catalog: Catalog) -> Iterator[Arrow]:
    """Topics that the catalog holds as resources."""
    for resource in catalog.of_kind("resource"):
        if not is_topic(resource):
            continue
        for tie in catalog.graph.ties(resource.ref, "writtenBy"):
            yield Arrow(tie.other, resource.ref, "sends", None, tie.place)
        for tie in catalog.graph.ties(resource.ref, "readBy"):
            yield Arrow(resource.ref, tie.other, "is received by", None, tie.place)


def _described(catalog: Catalog) -> Iterator[Arrow]:
    """Channels of AsyncAPI descriptions, told from the side of the application that provides the description."""
    for api in catalog.of_kind("api"):
        surface = catalog.surface(api)
        if surface is None or surface.format != "asyncapi":
            continue
        providers = catalog.graph.others(api.ref, "apiProvidedBy") or (api.ref,)
        for operation in surface.operations:
            sends = operation.method == "SEND"
            for provider in providers:
                yield _arrow(provider, operation, api, sends=sends)
            for tie in catalog.graph.ties(api.ref, "apiConsumedBy"):
                named = _named(catalog, tie.other, api)
                if not named or {operation.id, f"{operation.method} {operation.path}"} & named:
                    yield _arrow(tie.other, operation, api, sends=not sends)


def _arrow(who: Ref, operation: Operation, api: Entity, *, sends: bool) -> Arrow:
    at = channel(operation.path)
    if sends:
        return Arrow(who, at, "sends", api.ref, operation.place)
    return Arrow(at, who, "is received by", api.ref, operation.place)


def _named(catalog: Catalog, consumer: Ref, api: Entity) -> frozenset[str]:
    """The operations that a consumer says it uses; none where it says nothing."""
    entity = catalog.entity(consumer)
    return frozenset(entity.operations.get(str(api.ref), ())) if entity else frozenset()
