"""A page that asks to be reviewed again and again has not been.

## What it finds

Pages whose `review_every` has passed since `last_reviewed`, by the date of the run, and pages with `review_every` that
were never reviewed. It is a warning: a pull request should not turn red because a month has ended. Raise it to an error
in a scheduled run (`rules: {review-overdue: error}`).

## Why

Some pages grow wrong without any file changing: who is on call, what a supplier promises, how long a restore takes.

## How to mend

Read the page, correct it, and write the date into `last_reviewed`. If nobody will ever review it, delete
`review_every`.

## Wrong

```markdown title="docs/restore.md"
---
last_reviewed: 2001-01-31
review_every: 6 months
---
# Restoring a backup

Ask the storage team.
```

## Right

```markdown title="docs/restore.md"
---
last_reviewed: 2026-11-01
review_every: 100 years
---
# Restoring a backup

Ask the storage team.
```
"""

from collections.abc import Iterator
from datetime import date, timedelta

from gazetteer.checks._pages import page_records
from gazetteer.extension import NoOptions
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding
from gazetteer.model.place import Place
from gazetteer.model.rule import Rule, Severity

rule = Rule("review-overdue", Severity.WARNING, "A page is due to be reviewed again.")


def check(catalog: Catalog, _options: NoOptions) -> Iterator[Finding]:
    """Yields one finding for each page whose review is due."""
    for page in page_records(catalog):
        review = page.document.review
        if not review.every_days:
            continue
        if review.on:
            last = date.fromisoformat(review.on)
            if (catalog.today - last).days <= review.every_days:
                continue
            due = last + timedelta(days=review.every_days)
            message = f"{page.path} was last reviewed on {review.on} and was due again on {due}."
        elif not review.on_text:
            message = f"{page.path} is to be reviewed every {review.every_text}, but never was."
        else:
            continue  # a date that is none is `document-invalid`
        yield Finding(
            rule=rule.id,
            message=message,
            mend=f"Read it, correct it, and write `last_reviewed: {catalog.today}` into {page.path}.",
            place=review.on_place or Place(page.path, 1),
            subject="review",
            entity=page.entity,
        )
