"""Documents as the checks want them: with their path and their entity."""

from collections.abc import Iterator

import msgspec

from gazetteer.model.catalog import Catalog
from gazetteer.model.document import Document
from gazetteer.model.ref import Ref


class PageRecord(msgspec.Struct, frozen=True):
    """A document and where it stands; `entity` is None when the catalog holds none for it."""

    path: str
    document: Document
    entity: Ref | None


def page_records(catalog: Catalog) -> Iterator[PageRecord]:
    """Every page of the catalog, decision records included, in path order."""
    refs = {entity.place.path: entity.ref for entity in catalog.of_kind("document", "decision")}
    for path, values in catalog.facts.items():
        for value in values:
            if isinstance(value, Document):
                yield PageRecord(path, value, refs.get(path))
