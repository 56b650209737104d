"""Linking: records become a catalog, with what files say about each other between the lines."""

from collections.abc import Iterable, Mapping
from datetime import date

from gazetteer.apis.discovery import discovered_apis
from gazetteer.apis.inline import inline_surface
from gazetteer.evidence.belonging import belongings
from gazetteer.evidence.discovery import discovered
from gazetteer.evidence.ownership import inferred_owners
from gazetteer.model.catalog import Catalog, Record
from gazetteer.model.history import History
from gazetteer.settings import Settings


def link(
    records: Iterable[Record],
    paths: Mapping[str, str],
    settings: Settings,
    history: History,
    today: date,
) -> Catalog:
    """Joins records with what can be inferred from them; each inference sees what the one before it added."""
    known = list(records)

    def catalog() -> Catalog:
        return Catalog.of(
            known, paths=paths, history=history, known_refs=settings.known_refs, today=today
        )

    for entity in catalog().of_kind("api"):
        if entity.definition:
            known.extend(inline_surface(entity))
    known.extend(discovered(catalog(), settings))
    known.extend(discovered_apis(catalog(), settings))
    known.extend(belongings(catalog()))
    known.extend(inferred_owners(catalog(), settings))
    return catalog()
