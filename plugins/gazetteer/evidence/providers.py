"""Which API a pact speaks of, and which of its operations a concrete call is."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from gazetteer.formats.slug import slug
from gazetteer.model.catalog import Catalog
from gazetteer.model.entity import Entity
from gazetteer.model.pact import Interaction, Pact
from gazetteer.model.ref import Ref
from gazetteer.model.surface import Operation, Surface

_PARAMETER = re.compile(r"\{[^}]*\}")


def pacts_by_api(catalog: Catalog) -> dict[Ref, tuple[Pact, ...]]:
    """API -> the pacts whose provider is the API itself or a component that provides it.

    Names are compared as slugs, because pacts call services as people do (`Order Service`).
    """
    by_name: dict[str, list[Pact]] = {}
    for values in catalog.facts.values():
        for value in values:
            if isinstance(value, Pact):
                by_name.setdefault(slug(value.provider), []).append(value)
    found: dict[Ref, tuple[Pact, ...]] = {}
    for api in catalog.of_kind("api") if by_name else ():
        names = {name for entity in _providers(catalog, api) for name in _names(entity)}
        pacts = [pact for name in sorted(names) for pact in by_name.get(name, ())]
        if pacts:
            found[api.ref] = tuple(sorted(pacts, key=lambda pact: pact.place))
    return found


def named_component(catalog: Catalog, name: str) -> Ref | None:
    """The component that a pact calls by a name; None when there is none, or more than one."""
    wanted = slug(name)
    found = [c.ref for c in catalog.of_kind("component") if wanted in _names(c)]
    return found[0] if len(found) == 1 else None


def _providers(catalog: Catalog, api: Entity) -> Iterator[Entity]:
    yield api
    for ref in catalog.graph.others(api.ref, "apiProvidedBy"):
        if (component := catalog.entity(ref)) is not None:
            yield component


def _names(entity: Entity) -> set[str]:
    return {slug(entity.name), slug(entity.title)} - {""}


def operation_called(surface: Surface, method: str, path: str) -> Operation | None:
    """The operation whose template fits a concrete path; written segments outrank parameters, the first ones most.

    The base paths of the servers are tried with and without, since tests call either.
    """
    bases = {urlsplit(server).path.rstrip("/") for server in surface.servers}
    tails = {path} | {path[len(b) :] or "/" for b in bases if b and path.startswith(f"{b}/")}
    best: tuple[tuple[int, ...], Operation] | None = None
    for operation in surface.operations:
        if operation.method != method:
            continue
        for tail in tails:
            fit = _fit(operation.path, tail)
            if fit is not None and (best is None or fit < best[0]):
                best = fit, operation
    return best[1] if best else None


def event_told(surface: Surface, event: Interaction) -> Operation | None:
    """The operation that sends what a pact reads: by its topic, else by the name of its message, else the only one."""
    sending = [operation for operation in surface.operations if operation.method == "SEND"]
    if event.topic:
        for operation in sending:
            stated = {line.partition(": ")[2] for line in operation.bindings}
            if event.topic in stated or _fit(operation.path, event.topic) is not None:
                return operation
    said = f"-{slug(event.description)}-"
    for operation in sending:
        names = (slug(message.name) for message in operation.messages)
        if any(name and f"-{name}-" in said for name in names):
            return operation
    return sending[0] if len(sending) == 1 and not event.topic else None


def _fit(template: str, path: str) -> tuple[int, ...] | None:
    """How well a path fits: 0 for each written segment, 1 for each that holds a parameter; None when it does not."""
    wanted, given = template.strip("/").split("/"), path.strip("/").split("/")
    if len(wanted) != len(given):
        return None
    fit: list[int] = []
    for part, segment in zip(wanted, given, strict=True):
        if "{" in part and segment:
            written = [re.escape(text) for text in _PARAMETER.split(part)]
            if not re.fullmatch("[^/]+".join(written), segment):
                return None
            fit.append(1)
        elif part == segment:
            fit.append(0)
        else:
            return None
    return tuple(fit)
