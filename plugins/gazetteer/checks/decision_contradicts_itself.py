"""A decision says two things about its status, its date or its number.

## What it finds

Records whose front matter, metadata table, labelled lines and `Status` section name different statuses or different
dates, and records whose title has another number than their file.

## Why

Each reader, and each tool, believes another of the two.

## How to mend

Keep the right one, and delete the other or make it agree.

## Wrong

```markdown title="decisions/0001-use-postgresql.md"
---
status: accepted
date: 2026-01-31
---

# Use PostgreSQL

## Status

Rejected

## Context

We need a database.

## Decision

We use PostgreSQL.

## Consequences

Backups are needed.
```

## Right

```markdown title="decisions/0001-use-postgresql.md"
---
status: accepted
date: 2026-01-31
---

# Use PostgreSQL

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
from gazetteer.extension import NoOptions
from gazetteer.model.catalog import Catalog
from gazetteer.model.decision import Statement
from gazetteer.model.finding import Finding
from gazetteer.model.rule import Rule, Severity

rule = Rule(
    "decision-contradicts-itself",
    Severity.WARNING,
    "A decision says two things about its status, its date or its number.",
)
STATED = frozenset({"front", "table", "label", "section", "directive"})
"""Origins of a statement that means the present; a file's name and a change log tell of an earlier day."""


def check(catalog: Catalog, _options: NoOptions) -> Iterator[Finding]:
    """Yields one finding for each field of a record that is stated differently twice."""
    for record in decision_records(catalog).values():
        for field in ("status", "date"):
            yield from _statements(record, field)
        title, number = record.decision.title_number, record.decision.number
        if title and number and title != number:
            yield _number(record)


def _statements(record: DecisionRecord, field: str) -> Iterator[Finding]:
    said = [
        statement
        for statement in record.decision.says
        if statement.field == field
        and statement.origin in STATED
        and statement.value not in {"", "unknown"}
    ]
    other = next((s for s in said[1:] if s.value != said[0].value), None)
    if other is None:
        return
    first, second = _shown(said[0]), _shown(other)
    yield Finding(
        rule=rule.id,
        message=f"The {record.name} has the {field} {first} in line {said[0].place.line} and {second} in line "
        f"{other.place.line}.",
        mend=f"Keep the right one in {record.path}, and make the other agree or delete it.",
        place=other.place,
        subject=f"{field} {said[0].value} {other.value}",
        entity=record.entity,
        related=(said[0].place,),
    )


def _shown(statement: Statement) -> str:
    return f"'{' '.join(statement.text.split())[:60]}'"


def _number(record: DecisionRecord) -> Finding:
    decision = record.decision
    return Finding(
        rule=rule.id,
        message=f"The {record.name} has the number {decision.title_number} in its title, but {decision.number} in the "
        "name of its file.",
        mend=f"Write {decision.number} into the title in {record.path}.",
        place=decision.title_place or record.status_place,
        subject=f"number {decision.title_number}",
        entity=record.entity,
    )
