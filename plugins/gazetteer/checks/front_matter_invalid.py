"""A page says something about itself that cannot be understood, or cannot be.

## What it finds

Front matter that is no valid YAML; dates of review or drill that are no dates, or still to come; intervals that are no
span of time; dates that contradict each other (two dates of the last review, a review after the page expired or before
it was created); an owner that no descriptor declares.

## Why

A page with a broken review date looks like a page without one: it is never due again.

## How to mend

Correct the front matter. Dates are written as `2026-01-31`, spans as `90 days` or `6 months`, owners as `group:name`.

## Wrong

```markdown title="docs/cart.md"
---
last_reviewed: soon
review_every: 6 months
---
# Cart

Keeps what a customer is about to buy.
```

## Right

```markdown title="docs/cart.md"
---
last_reviewed: 2026-06-01
review_every: 6 months
---
# Cart

Keeps what a customer is about to buy.
```
"""

from collections.abc import Iterator
from datetime import timedelta

from gazetteer.checks._nearest import Nearest
from gazetteer.checks._pages import PageRecord, page_records
from gazetteer.checks._words import called, from_faults
from gazetteer.extension import NoOptions
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding
from gazetteer.model.place import Place
from gazetteer.model.rule import Rule, Severity

rule = Rule(
    "front-matter-invalid", Severity.ERROR, "The front matter of a page cannot be understood."
)
OWNERS = ("group", "user")


def check(catalog: Catalog, _options: NoOptions) -> Iterator[Finding]:
    """Yields one finding for each fault of a page, each date that is still to come, and each owner nobody knows."""
    yield from from_faults(catalog, "document", rule.id, "correct the front matter")
    # A reviewer east of the machine that runs this may be a day ahead of it.
    tomorrow = (catalog.today + timedelta(days=1)).isoformat()
    for page in page_records(catalog):
        review = page.document.review
        if review.on > tomorrow:
            yield _future(page, "reviewed", review.on, review.on_place)
        if review.drilled > tomorrow:
            yield _future(page, "drilled", review.drilled, review.drilled_place)
    yield from _owners(catalog)


def _future(page: PageRecord, what: str, on: str, place: Place | None) -> Finding:
    return Finding(
        rule=rule.id,
        message=f"{page.path} says that it was {what} on {on}, which has not come yet.",
        mend=f"Write the day on which {page.path} was {what}.",
        place=place or Place(page.path, 1),
        subject="future" if what == "reviewed" else f"future {what}",
        entity=page.entity,
    )


def _owners(catalog: Catalog) -> Iterator[Finding]:
    """Owners of pages that do not exist; where no group is declared, nobody can tell."""
    if not any(not entity.evidence for entity in catalog.of_kind(*OWNERS)):
        return
    nearest = Nearest(catalog)
    for relation in catalog.relations:
        if relation.type != "ownedBy" or relation.source.kind != "document":
            continue
        owner = relation.target
        if owner.kind in OWNERS and catalog.knows(owner):
            continue
        guess = nearest.to(owner, OWNERS)
        known = f"add `{owner.short}` to `known_refs:` in the settings if it is declared elsewhere"
        yield Finding(
            rule=rule.id,
            message=f"{relation.place.path} is owned by the {called(owner)}, which is no group or user that exists.",
            mend=f"Write `{guess.short}` if that is who you mean, or {known}."
            if guess
            else f"Correct the name, declare the {called(owner)}, or {known}.",
            place=relation.place,
            subject=f"owner {owner}",
            entity=relation.source,
        )
