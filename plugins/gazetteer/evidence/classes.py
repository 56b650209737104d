"""Classes of documents by the settings: what their path does not tell, and what they do not say themselves."""

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from gazetteer.formats.globs import Matches, compile_glob
from gazetteer.model.catalog import Record
from gazetteer.model.document import Document
from gazetteer.model.entity import Entity
from gazetteer.model.fact import Fact


def classified(records: Iterable[Record], classes: Mapping[str, str]) -> Iterator[Record]:
    """The records, documents with the class of the last glob that fits; a class in their front matter holds.

    Args:
        records: of all sources.
        classes: glob -> class.
    """
    if not classes:
        yield from records
        return
    chosen = [(compile_glob(glob), class_) for glob, class_ in classes.items()]
    stated: set[str] = set()
    for record in records:
        if isinstance(record, Entity) and record.kind == "document":
            if "class" in record.places:
                stated.add(record.place.path)
            elif class_ := _class(record.place.path, chosen):
                yield msgspec.structs.replace(record, type=class_)
                continue
        # A source yields the entity before the fact.
        elif isinstance(record, Fact) and isinstance(record.value, Document):
            class_ = "" if record.path in stated else _class(record.path, chosen)
            if class_:
                yield Fact(record.path, msgspec.structs.replace(record.value, class_=class_))
                continue
        yield record


def _class(path: str, chosen: list[tuple[Matches, str]]) -> str:
    return next((class_ for fits, class_ in reversed(chosen) if fits(path)), "")
