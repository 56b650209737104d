"""A decision in force was to be looked at again, and the day has passed.

## What it finds

Accepted records whose `review_by` (also `review-by`, `expires`) lies before the day of the run. It is a warning,
since a pull request should not turn red because a month has ended; with `--since REF` what was due already is not the
pull request's fault.

## Why

Whoever decides for now names the day, so that "for now" does not become "for ever".

## How to mend

Look at it again. If it still holds, write the next date; if not, supersede or deprecate it.

## Wrong

```markdown title="decisions/0001-use-postgresql.md"
---
status: accepted
date: 2001-01-31
review_by: 2002-01-31
---

# Use PostgreSQL

## Context

We need a database.

## Decision

We use PostgreSQL.
```

## Right

```markdown title="decisions/0001-use-postgresql.md"
---
status: accepted
date: 2001-01-31
review_by: 2126-01-31
---

# Use PostgreSQL

## Context

We need a database.

## Decision

We use PostgreSQL.
```
"""

from collections.abc import Iterator

from gazetteer.checks._records import decision_records
from gazetteer.extension import NoOptions
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding
from gazetteer.model.rule import Rule, Severity

rule = Rule(
    "decision-review", Severity.WARNING, "A decision in force is due to be looked at again."
)


def check(catalog: Catalog, _options: NoOptions) -> Iterator[Finding]:
    """Yields one finding for each record in force whose day of review has passed."""
    for record in decision_records(catalog).values():
        due = record.decision.review_by
        if due and record.decision.in_force and due < catalog.today.isoformat():
            yield Finding(
                rule=rule.id,
                message=f"The {record.name} was to be looked at again by {due}.",
                mend=f"Look at it again: write the next date into {record.path} if it holds, else supersede or "
                "deprecate it.",
                place=record.decision.review_by_place or record.status_place,
                subject="review",
                entity=record.entity,
            )
