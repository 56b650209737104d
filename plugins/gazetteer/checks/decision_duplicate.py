"""Two decision records of one log have the same number.

## What it finds

Records in one folder whose file names begin with the same number. It happens when two branches each take the next free
one.

## Why

"See decision 12" has two meanings from then on, and tools that resolve the number take either.

## How to mend

Give the younger record the next free number, in its file name and its title, and correct the links to it.

## Wrong

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

```markdown title="docs/adr/0001-use-python.md"
# 1. Use Python

Date: 2026-01-31

## Status

Accepted

## Context

We need a language.

## Decision

We use Python.

## Consequences

Types are checked.
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

```markdown title="docs/adr/0002-use-python.md"
# 2. Use Python

Date: 2026-01-31

## Status

Accepted

## Context

We need a language.

## Decision

We use Python.

## Consequences

Types are checked.
```
"""

from collections.abc import Iterator

from gazetteer.checks._records import DecisionRecord, decision_records
from gazetteer.extension import NoOptions
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding
from gazetteer.model.place import Place
from gazetteer.model.rule import Rule, Severity

rule = Rule(
    "decision-duplicate", Severity.WARNING, "Two decisions of one log have the same number."
)


def check(catalog: Catalog, _options: NoOptions) -> Iterator[Finding]:
    """Yields one finding for each record whose number is taken in its folder."""
    taken: dict[tuple[str, str], DecisionRecord] = {}
    for record in decision_records(catalog).values():
        number = record.decision.number
        if not number:
            continue
        first = taken.setdefault((record.decision.folder, number), record)
        if first is not record:
            yield Finding(
                rule=rule.id,
                message=f"The {record.name} has the number of {first.path}.",
                mend=f"Give the younger of the two the next free number in {record.decision.folder or 'its folder'}.",
                place=Place(record.path, 1),
                subject=number,
                entity=record.entity,
                related=(Place(first.path, 1),),
            )
