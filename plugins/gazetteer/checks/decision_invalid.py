"""A decision record does not say whether it is in force.

## What it finds

Records whose status is a word that no record format knows (an error), records without a status (warnings), and records
that cannot be read. Statuses are `draft`, `proposed`, `accepted`, `rejected`,
`deprecated` and `superseded`, with the usual synonyms. An unknown status is never taken for `accepted`.

## Why

Whoever finds the record cannot tell whether to act by it.

## How to mend

Write one of the known words where the record's format has its status: under `## Status`, in a line
`* Status: accepted`, or as `status:` in the front matter.

## Wrong

```markdown title="docs/adr/0001-use-postgresql.md"
# 1. Use PostgreSQL

Date: 2026-01-31

## Status

Someday

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

from gazetteer.checks._records import DecisionRecord, decision_records
from gazetteer.checks._words import from_fault, listed
from gazetteer.extension import NoOptions
from gazetteer.model.catalog import Catalog
from gazetteer.model.decision import STATUSES
from gazetteer.model.finding import Finding
from gazetteer.model.rule import Rule, Severity

rule = Rule("decision-invalid", Severity.ERROR, "A decision does not say whether it is in force.")
KNOWN = [status for status in STATUSES if status != "unknown"]
TOLD_OTHERWISE = ("no-status", "unknown-status", "unresolved-link", "date")
"""Faults that this check tells from the record itself, and those of `decision-unlinked` and `decision-date`."""
LONGEST = 60
"""Characters of a status that are shown."""


def check(catalog: Catalog, _options: NoOptions) -> Iterator[Finding]:
    """Yields findings for unknown and missing statuses, and for records that cannot be read."""
    for fault in catalog.faults:
        if fault.kind == "decision" and fault.code not in TOLD_OTHERWISE:
            yield from_fault(fault, rule.id, "correct the record")
    for record in decision_records(catalog).values():
        if record.decision.status == "unknown":
            yield _status(record)


def _status(record: DecisionRecord) -> Finding:
    written = " ".join(record.decision.status_text.split())
    known = listed(KNOWN, most=len(KNOWN))
    if not written:
        return Finding(
            rule=rule.id,
            severity=Severity.WARNING,
            message=f"The {record.name} has no status.",
            mend=f"Write its status into {record.path}: one of {known}.",
            place=record.status_place,
            subject="status",
            entity=record.entity,
        )
    return Finding(
        rule=rule.id,
        message=f"The {record.name} has the status '{written[:LONGEST]}', which does not say whether it is in force.",
        mend=f"Begin the status with one of {known}.",
        place=record.status_place,
        subject=f"status {written}",
        entity=record.entity,
    )
