"""How each document stands: its verdict, when it is due, who answers for it. The owner's queue and the banners."""

from collections.abc import Iterator, Mapping
from datetime import date

import msgspec

from gazetteer.evidence.belonging import Homes
from gazetteer.evidence.due import last_review, review_due
from gazetteer.evidence.reviews import Reviews
from gazetteer.evidence.verdicts import Thresholds, Verdict
from gazetteer.model.catalog import Catalog
from gazetteer.model.document import Document
from gazetteer.model.ref import Ref
from gazetteer.model.survey import OptionsAt


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
    """Answers for the documents of one catalog, by what the rules `doc-stale` and `review-overdue` go by there.

    Args:
        catalog: of the survey.
        options: of the survey: where a rule is off, nothing is said of what it judges.
    """

    def __init__(self, catalog: Catalog, options: OptionsAt) -> None:
        self.reviews = Reviews(catalog)
        self._by_limits = {Thresholds(): self.reviews}
        self._options = options
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
        windows = _options(self._options("review-overdue", path))
        due = None if windows is None else review_due(document, last, _by_class(windows))
        never = windows is not None and bool(document.review.every_days) and not last
        return Standing(
            path=path,
            document=document,
            verdict=self._verdict(path),
            reviewed=last if last <= self._catalog.today.isoformat() else "",
            due=due,
            owner=self._owner(path),
            overdue=never or (due is not None and due < self._catalog.today),
        )

    def limits(self, path: str) -> Thresholds | None:
        """What makes the document at a path stale; None where the rule is off."""
        limits = _options(self._options("doc-stale", path))
        return None if limits is None else Thresholds(**limits)

    def _verdict(self, path: str) -> Verdict:
        limits = self.limits(path)
        if limits is None:
            return Verdict(state="fresh", reason="the settings leave it unjudged")
        if limits not in self._by_limits:
            self._by_limits[limits] = Reviews(self._catalog, limits)
        return self._by_limits[limits].verdict(path)

    def _owner(self, path: str) -> Ref | None:
        ref = self._refs.get(path)
        own = self._catalog.owner(ref) if ref else None
        home = None if own else self._homes.of_document(path)
        return own or (self._catalog.owner(home.ref) if home else None)


def _options(chosen: object | None) -> Mapping[str, int] | None:
    """The options of a rule by name; None where it is off."""
    return msgspec.structs.asdict(chosen) if isinstance(chosen, msgspec.Struct) else None


def _by_class(windows: Mapping[str, int]) -> Mapping[str, int]:
    return {name.replace("_", "-"): days for name, days in windows.items()}
