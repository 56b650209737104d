"""A decision has a date that cannot be.

## What it finds

Dates that are none (`2023-07-2i`) or that could mean two days (`05/02/2018` where no other record of the log tells how
they are written), and dates that lie after the commit by which the decision was accepted, or after its last commit. A
day is allowed for the zones of time.

## Why

The log is read as a line of time; a wrong date puts a decision before or after the one it answers.

## How to mend

Write the day of the decision as `YYYY-MM-DD`.

## Wrong

```markdown title="docs/adr/0001-use-postgresql.md"
# 1. Use PostgreSQL

Date: 2026-01-32

## Status

Accepted

## Context

We need a database.

## Decision

We use PostgreSQL.

## Consequences

Backups are needed.
```

## Right

```markdown title="docs/adr/0001-use-postgresql.md"
# 1. Use PostgreSQL

Date: 2026-01-31

## Status

Accepted

## Context

We need a database.

## Decision

We use PostgreSQL.

## Consequences

Backups are needed.
```
"""

from collections.abc import Iterator
from datetime import date, timedelta

from gazetteer.checks._records import DecisionRecord, decision_records
from gazetteer.checks._words import from_fault
from gazetteer.extension import NoOptions
from gazetteer.model.catalog import Catalog
from gazetteer.model.decision import DecisionPast
from gazetteer.model.finding import Finding
from gazetteer.model.rule import Rule, Severity

rule = Rule("decision-date", Severity.WARNING, "A decision has a date that cannot be.")
ZONES = timedelta(days=1)
"""It may be tomorrow already where the record was written."""


def check(catalog: Catalog, _options: NoOptions) -> Iterator[Finding]:
    """Yields one finding for each date that cannot be read, or that lies after what it dates."""
    for fault in catalog.faults:
        if fault.kind == "decision" and fault.code == "date":
            yield from_fault(fault, rule.id, "write the date as YYYY-MM-DD")
    for record in decision_records(catalog).values():
        if record.decision.date:
            yield from _late(catalog, record)


def _late(catalog: Catalog, record: DecisionRecord) -> Iterator[Finding]:
    known = _known(catalog, record)
    stated = date.fromisoformat(record.decision.date)
    day = date.fromisoformat(known[0])
    if stated <= day + ZONES:
        return
    yield Finding(
        rule=rule.id,
        message=f"The {record.name} is dated {stated}, after {known[1]} of {day}.",
        mend=f"Write the day of the decision into {record.path}.",
        place=record.decision.dated or record.status_place,
        subject="late",
        entity=record.entity,
    )


def _known(catalog: Catalog, record: DecisionRecord) -> tuple[str, str]:
    """The day by which the date must have been, and what happened on it."""
    past = catalog.fact(record.path, DecisionPast)
    if past and past.accepted_on and past.dated:
        return past.accepted_on, "the commit by which it was accepted"
    last = None if record.path in catalog.history.uncommitted else catalog.history.last(record.path)
    return (last.date, "its last commit") if last else (catalog.today.isoformat(), "the day")
