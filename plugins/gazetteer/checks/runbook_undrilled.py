"""Nobody has tried a runbook for too long.

## What it finds

Runbooks whose last drill (`last_drilled`) is longer ago than `drill_every`, or than the option `days` where they do not
say how often, and runbooks with `drill_every` that were never drilled. With the option `always` also runbooks of
services in production that say nothing of a drill.

By the date of the run; with `--since` only runbooks whose text the change edits are judged.

## Why

A runbook that was never walked through fails at its third step, at night.

## How to mend

Walk through it, where it cannot hurt, correct what did not work, and write the day into `last_drilled`.

## Wrong

```markdown title="docs/runbook.md"
---
last_drilled: 2001-01-31
drill_every: 6 months
---
# Restart the cart

Restart it.
```

## Right

```markdown title="docs/runbook.md"
---
last_drilled: 2026-11-01
drill_every: 6 months
---
# Restart the cart

Restart it.
```
"""

from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

from gazetteer.checks._dates import counts_here
from gazetteer.checks._pages import PageRecord, page_records
from gazetteer.checks._words import called
from gazetteer.model.catalog import Catalog
from gazetteer.model.entity import Entity
from gazetteer.model.finding import Finding
from gazetteer.model.place import Place
from gazetteer.model.rule import Rule, Severity

rule = Rule("runbook-undrilled", Severity.WARNING, "Nobody has tried a runbook for too long.")


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What may be chosen.

    Attributes:
        days: how long a drill holds for a runbook that does not say so itself; 0 for ever.
        always: whether the runbooks of services in production must say when they were drilled.
        lifecycles: what counts as production.
    """

    days: int = 365
    always: bool = False
    lifecycles: tuple[str, ...] = ("production",)


def check(catalog: Catalog, options: Options) -> Iterator[Finding]:
    """Yields one finding for each runbook that is due to be tried."""
    for page in page_records(catalog):
        if page.document.class_ == "runbook" and counts_here(catalog, page.path):
            yield from _judged(catalog, page, options)


def _judged(catalog: Catalog, page: PageRecord, options: Options) -> Iterator[Finding]:
    review = page.document.review
    if review.drilled:
        days = review.drill_days or options.days
        due = date.fromisoformat(review.drilled) + timedelta(days=min(days, 36_500))
        if days and catalog.today > due:
            said = f"was last drilled on {review.drilled} and was due again on {due}"
            yield _finding(catalog, page, said, review.drilled_place)
    elif review.drill_days and not review.drilled_text:
        said = f"is to be drilled every {review.drill_text}, but never was"
        yield _finding(catalog, page, said, None)
    elif (
        options.always and not review.drilled_text and (service := _service(catalog, page, options))
    ):
        said = (
            f"is the runbook of the {called(service)}, and does not say that anybody ever tried it"
        )
        yield _finding(catalog, page, said, None)


def _finding(catalog: Catalog, page: PageRecord, said: str, place: Place | None) -> Finding:
    return Finding(
        rule=rule.id,
        message=f"{page.path} {said}.",
        mend=f"Walk through it, correct it, and write `last_drilled: {catalog.today}` into its front matter.",
        place=place or Place(page.path, 1),
        subject="drill of an edited page" if catalog.before else "drill",
        entity=page.entity,
    )


def _service(catalog: Catalog, page: PageRecord, options: Options) -> Entity | None:
    """The service in production that a runbook is about."""
    for ref in catalog.graph.others(page.entity, "describes") if page.entity else ():
        entity = catalog.entity(ref)
        if entity and entity.type == "service" and entity.lifecycle in options.lifecycles:
            return entity
    return None
