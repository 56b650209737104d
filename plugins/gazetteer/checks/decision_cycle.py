"""Decisions supersede one another in a circle.

## What it finds

Records of which each takes the place of the next, and the last that of the first. What supersedes only a part of
another record is not counted.

## Why

None of them is in force, and whoever follows the links never arrives.

## How to mend

Keep the link from the older record to the younger, and delete the one that leads back.

## Wrong

```markdown title="docs/adr/0001-use-postgresql.md"
# 1. Use PostgreSQL

Date: 2026-01-31

## Status

Superseded by [2. Use SQLite](0002-use-sqlite.md)

Supersedes [2. Use SQLite](0002-use-sqlite.md)

## Context

We need a database.

## Decision

We use PostgreSQL.

## Consequences

Backups are needed.
```

```markdown title="docs/adr/0002-use-sqlite.md"
# 2. Use SQLite

Date: 2026-01-31

## Status

Superseded by [1. Use PostgreSQL](0001-use-postgresql.md)

Supersedes [1. Use PostgreSQL](0001-use-postgresql.md)

## Context

We need a database.

## Decision

We use SQLite.

## Consequences

Backups are needed.
```

## Right

```markdown title="docs/adr/0001-use-postgresql.md"
# 1. Use PostgreSQL

Date: 2026-01-31

## Status

Superseded by [2. Use SQLite](0002-use-sqlite.md)

## Context

We need a database.

## Decision

We use PostgreSQL.

## Consequences

Backups are needed.
```

```markdown title="docs/adr/0002-use-sqlite.md"
# 2. Use SQLite

Date: 2026-01-31

## Status

Accepted

Supersedes [1. Use PostgreSQL](0001-use-postgresql.md)

## Context

We need a database.

## Decision

We use SQLite.

## Consequences

Backups are needed.
```
"""

from collections.abc import Iterator, Mapping

from gazetteer.checks._circles import circles
from gazetteer.checks._records import DecisionRecord, decision_records
from gazetteer.extension import NoOptions
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding
from gazetteer.model.place import Place
from gazetteer.model.rule import Rule, Severity

rule = Rule("decision-cycle", Severity.ERROR, "Decisions supersede one another in a circle.")
SHOWN = 8
"""Members of a circle that the message names; longer ones are cut in the middle."""


def check(catalog: Catalog, _options: NoOptions) -> Iterator[Finding]:
    """Yields one finding for each circle, at the tie that closes it."""
    records = decision_records(catalog)
    ties = _successions(records)
    successors: dict[str, tuple[str, ...]] = dict.fromkeys(records, ())
    for old, new in sorted(ties):
        successors[old] = (*successors[old], new)
    for circle in circles(successors):
        yield _finding(records, ties, circle)


def _successions(records: Mapping[str, DecisionRecord]) -> dict[tuple[str, str], Place]:
    """(older path, younger path) -> where one of the two says so."""
    ties: dict[tuple[str, str], Place] = {}
    for path, record in records.items():
        for link in record.decision.links:
            if link.partial or link.target not in records:
                continue
            if link.type == "supersededBy":
                ties.setdefault((path, link.target), link.place)
            elif link.type == "supersedes":
                ties.setdefault((link.target, path), link.place)
    return ties


def _finding(
    records: Mapping[str, DecisionRecord],
    ties: Mapping[tuple[str, str], Place],
    circle: tuple[str, ...],
) -> Finding:
    steps = list(zip(circle, (*circle[1:], circle[0]), strict=True))
    places = [ties[step] for step in steps]
    names = [records[path].label for path in (*circle, circle[0])]
    if len(names) > SHOWN:
        names[SHOWN // 2 : -SHOWN // 2] = ["..."]
    return Finding(
        rule=rule.id,
        message=f"The {records[circle[0]].name} is superseded in a circle: {' -> '.join(names)}.",
        mend=f"Decide which record is in force, and delete the tie that leads back, for example in {places[-1].path}.",
        place=places[0],
        subject=" ".join(sorted(circle)),
        entity=records[circle[0]].entity,
        related=tuple(places[1:10]),
    )
