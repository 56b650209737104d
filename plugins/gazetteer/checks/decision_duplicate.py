"""One log holds the same decision twice.

## What it finds

Records of one folder with the same title, and records with the same content, unless one of them took the place of the
other. It happens when a record is copied to start the next one, or when two branches write down the same decision. Two
different decisions with one number are `decision-number-taken`.

## Why

Readers find either, and what is said later is added to one of them only.

## How to mend

Delete one of them, or give it the title of what it decides.

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

```markdown title="docs/adr/0002-use-python.md"
# 2. Use PostgreSQL

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
from gazetteer.model.rule import Confidence, Rule, Severity

rule = Rule(
    "decision-duplicate",
    Severity.WARNING,
    "One log holds the same decision twice.",
    Confidence.MEDIUM,
)
ENDED = frozenset({"superseded", "rejected", "deprecated"})
"""What was decided once may be decided again under the same title."""


def check(catalog: Catalog, _options: NoOptions) -> Iterator[Finding]:
    """Yields one finding for each record that stands in its log already."""
    titles: dict[tuple[str, str], DecisionRecord] = {}
    contents: dict[tuple[str, str], DecisionRecord] = {}
    for record in decision_records(catalog).values():
        folder, decision = record.decision.folder, record.decision
        content = catalog.paths.get(record.path, "")
        same = contents.setdefault((folder, content), record) if content else record
        if same is not record:
            yield _finding(record, same, "the content")
        elif decision.status not in ENDED and decision.title_place is not None:
            first = titles.setdefault((folder, decision.title.casefold()), record)
            if first is not record and not _tied(first, record):
                yield _finding(record, first, "the title")


def _tied(one: DecisionRecord, other: DecisionRecord) -> bool:
    """Whether one of them names the other."""
    return any(link.target == other.path for link in one.decision.links) or any(
        link.target == one.path for link in other.decision.links
    )


def _finding(record: DecisionRecord, first: DecisionRecord, what: str) -> Finding:
    return Finding(
        rule=rule.id,
        message=f"The {record.name} has {what} of {first.path}.",
        mend=f"Delete one of the two, or give {record.path} the title of what it decides.",
        place=record.decision.title_place or Place(record.path, 1),
        subject=first.path,
        entity=record.entity,
        related=(Place(first.path, 1),),
    )
