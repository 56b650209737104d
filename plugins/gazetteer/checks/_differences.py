"""What the rules about changed APIs share: the differences since the base, and how one of them is told."""

from collections.abc import Iterator

from gazetteer.checks._words import listed, sentence
from gazetteer.model.catalog import Catalog
from gazetteer.model.change import ApiChange, ApiDifference, Hit
from gazetteer.model.finding import Finding

EARLY = "-removed-before-sunset"
"""End of the ids of removals before the day that was announced; they have a rule of their own."""

MOVED = ("sunset-deleted", "sunset-moved-earlier")
"""Ends of the ids of changes of that day; the same."""


def differences(catalog: Catalog) -> Iterator[ApiDifference]:
    """The API descriptions that differ from the base; none without one."""
    for values in catalog.facts.values():
        yield from (value for value in values if isinstance(value, ApiDifference))


def told(rule: str, difference: ApiDifference, change: ApiChange, mend: str) -> Finding:
    """The finding that tells a change: what, in which operations, and whom it hits."""
    others = [name for name in change.operations if name != change.operation]
    about = "" if change.operation in change.message else f"{change.operation}: "
    also = f" It also reaches {listed(others)}." if others and change.operation else ""
    hits = (
        f" Known consumers: {listed(map(_hit, change.consumers), 5)}." if change.consumers else ""
    )
    places = [change.place_old] if change.place_old and change.place_new else []
    return Finding(
        rule=rule,
        message=sentence(about + change.message) + also + hits,
        mend=mend,
        place=change.place,
        subject=change.fingerprint or change.rule,
        entity=difference.api,
        related=(*places, *(hit.place for hit in change.consumers)),
    )


def _hit(hit: Hit) -> str:
    words = {
        "declared": "declares the API",
        "operations": "lists the operation",
        "pact": "by a pact",
    }
    name = hit.consumer.name if hit.consumer else hit.name
    unknown = "; what it reads is not known" if hit.reads_unknown else ""
    return f"{name} ({words[hit.evidence]}{unknown})"
