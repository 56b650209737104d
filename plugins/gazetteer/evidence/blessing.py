"""What a review leaves behind: the lines of `docs.lock` that say what a document was checked against."""

from collections.abc import Iterator

from gazetteer.evidence.lock import Entry
from gazetteer.evidence.reviews import Reviews
from gazetteer.model.catalog import Catalog
from gazetteer.model.document import Document


def entries_of(
    catalog: Catalog, reviews: Reviews, path: str, *, by: str, batch: int = 0
) -> Iterator[Entry]:
    """Yields an entry for each part that the document at a path covers, as it is now; one without part for none.

    Args:
        catalog: of the tree on disk.
        reviews: of that catalog.
        path: of the document.
        by: who reviewed it; empty when that is not known.
        batch: how many documents were reviewed together, where it was more than one.
    """
    document = catalog.fact(path, Document)
    on = catalog.today.isoformat()
    ties = reviews.claims.of(path, document).ties if document else ()
    for tie in ties:
        found = reviews.versions.now(tie.path, tie.symbol)
        if found is not None:
            yield Entry(
                document=path,
                part=tie.part,
                on=on,
                by=by,
                batch=batch,
                kind=found.kind,
                digest=found.value,
                blob=catalog.paths[tie.path],
                pieces=dict(found.pieces),
            )
    if not ties:
        yield Entry(document=path, part="", on=on, by=by, batch=batch)
