"""A page says something about itself that cannot be understood.

## What it finds

Front matter that is no valid YAML, review dates that are no dates or lie in the future, and intervals that are no span
of time.

## Why

A page with a broken review date looks like a page without one: it is never due again.

## How to mend

Correct the front matter. Dates are written as `2026-01-31`, spans as `90 days` or `6 months`.

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

from gazetteer.checks._pages import page_records
from gazetteer.checks._words import from_faults
from gazetteer.extension import NoOptions
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding
from gazetteer.model.place import Place
from gazetteer.model.rule import Rule, Severity

rule = Rule("document-invalid", Severity.ERROR, "The front matter of a page cannot be understood.")


def check(catalog: Catalog, _options: NoOptions) -> Iterator[Finding]:
    """Yields one finding for each fault of a page, and for each review that is still to come."""
    yield from from_faults(catalog, "document", rule.id, "correct the front matter")
    # A reviewer east of the machine that runs this may be a day ahead of it.
    tomorrow = (catalog.today + timedelta(days=1)).isoformat()
    for page in page_records(catalog):
        review = page.document.review
        if review.on > tomorrow:
            yield Finding(
                rule=rule.id,
                message=f"{page.path} says that it was reviewed on {review.on}, which has not come yet.",
                mend=f"Write the day on which {page.path} was reviewed.",
                place=review.on_place or Place(page.path, 1),
                subject="future",
                entity=page.entity,
            )
