"""Linking: records become a catalog, with what files say about each other between the lines."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from gazetteer.apis.discovery import discovered_apis
from gazetteer.apis.inline import inline_surface
from gazetteer.apis.pointed import pointed_surfaces
from gazetteer.evidence.belonging import belongings
from gazetteer.evidence.classes import classified
from gazetteer.evidence.contracts import api_differences
from gazetteer.evidence.decisions import decision_pasts
from gazetteer.evidence.discovery import discovered
from gazetteer.evidence.ownership import inferred_owners
from gazetteer.evidence.wiring import wired
from gazetteer.model.catalog import Catalog, Reader, Record, unreadable
from gazetteer.model.history import History
from gazetteer.settings import Settings
from gazetteer.surveyor.recognise import recogniser
from gazetteer.surveyor.since import Base

Inference = Callable[[Catalog, Settings], Iterable[Record]]


def link(
    records: Iterable[Record],
    paths: Mapping[str, str],
    settings: Settings,
    history: History,
    today: date,
    *,
    read: Reader = unreadable,
    past: Reader = unreadable,
    base: Base | None = None,
) -> Catalog:
    """Joins records with what can be inferred from them; each inference sees what those before it added."""
    known = list(classified(records, settings.classes))

    def joined() -> Catalog:
        return Catalog.of(
            known,
            paths=paths,
            history=history,
            known_refs=settings.known_refs,
            today=today,
            read=read,
            past=past,
            before=base.catalog if base else None,
            upstream=base.upstream if base else None,
        )

    catalog = joined()
    for infer in INFERENCES:
        if added := list(infer(catalog, settings)):
            known += added
            catalog = joined()
    return catalog


def _inline_surfaces(catalog: Catalog, _settings: Settings) -> Iterator[Record]:
    for api in catalog.of_kind("api"):
        if api.definition:
            yield from inline_surface(api, catalog.read)


def _pointed_surfaces(catalog: Catalog, _settings: Settings) -> Iterator[Record]:
    return pointed_surfaces(catalog)


def _belongings(catalog: Catalog, _settings: Settings) -> Iterable[Record]:
    return belongings(catalog)


def _decision_pasts(catalog: Catalog, settings: Settings) -> Iterator[Record]:
    return decision_pasts(catalog, recogniser(catalog, settings))


def _api_differences(catalog: Catalog, _settings: Settings) -> Iterator[Record]:
    return api_differences(catalog)


INFERENCES: tuple[Inference, ...] = (
    _inline_surfaces,
    _pointed_surfaces,
    discovered,
    wired,
    discovered_apis,
    _belongings,
    inferred_owners,
    _decision_pasts,
    _api_differences,
)
