"""How each document stands: its verdict, when it is due, who answers for it. The owner's queue and the banners."""

from collections.abc import Iterator, Mapping
from datetime import date

import msgspec

from gazetteer.evidence.belonging import Homes
from gazetteer.evidence.due import WINDOWS, last_review, review_due
from gazetteer.evidence.reviews import Reviews
from gazetteer.evidence.verdicts import Thresholds, Verdict
from gazetteer.model.catalog import Catalog
from gazetteer.model.document import Document
from gazetteer.model.ref import Ref


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """How one document stands.

    Attributes:
        reviewed: ISO date of the last review; empty when there was none. due: last day on which it holds.
        owner: of the document, or of what it describes.
        overdue: by the catalog's day.
    """

    path: str
    document: Document
    verdict: Verdict
    reviewed: str = ""
    due: date | None = None
    owner: Ref | None = None
    overdue: bool = False

    @property
    def state(self) -> str:
        """`stale`, `unknown`, `due` or `fresh`: the worst that can be said."""
        if self.verdict.state != "fresh":
            return self.verdict.state
        return "due" if self.overdue else "fresh"

    @property
    def is_claim(self) -> bool:
        """Whether the document claims anything that could be held against it."""
        return self.verdict.is_claim or bool(self.reviewed or self.document.review.every_days)


class Standings:
    """Answers for the documents of one catalog, by the options of the rules `doc-stale` and `review-overdue`."""

    def __init__(self, catalog: Catalog, options: Mapping[str, object]) -> None:
        chosen, times = options.get("doc-stale"), options.get("review-overdue")
        limits = msgspec.structs.asdict(chosen) if isinstance(chosen, msgspec.Struct) else {}
        windows = msgspec.structs.asdict(times) if isinstance(times, msgspec.Struct) else WINDOWS
        self.reviews = Reviews(catalog, Thresholds(**limits))
        self._windows = {key.replace("_", "-"): days for key, days in windows.items()}
        self._catalog = catalog
        self._homes = Homes(catalog)
        self._refs = {entity.place.path: entity.ref for entity in catalog.of_kind("document")}

    def all(self) -> Iterator[Standing]:
        """Every document, in path order."""
        for path in self._catalog.facts:
            if (found := self.of(path)) is not None:
                yield found

    def of(self, path: str) -> Standing | None:
        """How the document at a path stands; None when there is none."""
        document = self._catalog.fact(path, Document)
        if document is None:
            return None
        last = last_review(document, self.reviews.entries(path).values())
        due = review_due(document, last, self._windows)
        never = bool(document.review.every_days) and not last
        return Standing(
            path=path,
            document=document,
            verdict=self.reviews.verdict(path),
            reviewed=last if last <= self._catalog.today.isoformat() else "",
            due=due,
            owner=self._owner(path),
            overdue=never or (due is not None and due < self._catalog.today),
        )

    def _owner(self, path: str) -> Ref | None:
        ref = self._refs.get(path)
        own = self._catalog.owner(ref) if ref else None
        home = None if own else self._homes.of_document(path)
        return own or (self._catalog.owner(home.ref) if home else None)
