"""A page that asks to be reviewed again and again has not been.

## What it finds

Pages whose review is due again: `review_every` has passed since the last review (`last_reviewed`, or that of
`docs.lock`, whichever is later), and pages with `review_every` that were never reviewed. A page that says when it was
reviewed, but not how often it is to be, is due after the time of its class (the options); a reference, a decision,
a changelog, a post-mortem and a generated page never are.

It is a warning, by the date of the run. With `--since` only pages whose text the change edits are judged: no pull
request turns red because a month has ended. Run the whole check on a schedule, and raise the rule to an error there if
you like (`rules: {review-overdue: error}`).

## Why

Some pages grow wrong without any file changing: who is on call, what a supplier promises, how long a restore takes.

## How to mend

Read the page, correct it, and say so with `gazetteer review PAGE --still-accurate`. If nobody will ever review it,
delete `review_every`.

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

import msgspec

from gazetteer.checks._dates import counts_here
from gazetteer.checks._pages import PageRecord, page_records
from gazetteer.evidence.due import WINDOWS, last_review, review_due
from gazetteer.evidence.reviews import Reviews
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding
from gazetteer.model.place import Place
from gazetteer.model.rule import Rule, Severity

rule = Rule("review-overdue", Severity.WARNING, "A page is due to be reviewed again.")


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What may be chosen.

    Attributes:
        runbook: days after which a runbook that was reviewed, but does not say how often it is to be, is due again; 0
            for never.
        onboarding: the same for onboarding pages.
        how_to: the same for how-tos.
        page: the same for pages of no class.
        readme: the same for READMEs.
    """

    runbook: int = WINDOWS["runbook"]
    onboarding: int = WINDOWS["onboarding"]
    how_to: int = WINDOWS["how-to"]
    page: int = 0
    readme: int = 0


def check(catalog: Catalog, options: Options) -> Iterator[Finding]:
    """Yields one finding for each page whose review is due."""
    reviews = Reviews(catalog)
    windows = {k.replace("_", "-"): days for k, days in msgspec.structs.asdict(options).items()}
    for page in page_records(catalog):
        review = page.document.review
        last = last_review(page.document, reviews.entries(page.path).values())
        if not last and (not review.every_days or review.on_text):
            continue  # a date that is none is `front-matter-invalid`
        due = review_due(page.document, last, windows)
        if (last and (due is None or catalog.today <= due)) or not counts_here(catalog, page.path):
            continue
        said = f"was last reviewed on {last} and was due again on {due}"
        never = f"is to be reviewed every {review.every_text}, but never was"
        yield _finding(catalog, page, said if last else never)


def _finding(catalog: Catalog, page: PageRecord, said: str) -> Finding:
    review = page.document.review
    return Finding(
        rule=rule.id,
        message=f"{page.path} {said}.",
        mend=f"Read it, correct it, and run `gazetteer review {page.path} --still-accurate`, which writes "
        f"`last_reviewed: {catalog.today}`.",
        place=review.on_place or Place(page.path, 1),
        # A page that the change edits is judged anew, even if the base was overdue as well.
        subject="review of an edited page" if catalog.before else "review",
        entity=page.entity,
    )
