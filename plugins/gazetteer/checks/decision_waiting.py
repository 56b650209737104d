"""A decision has been waiting for a long time.

## What it finds

Records that have been `proposed` for more than `days`, counted from the date they state, else from their first commit.
Drafts may take their time. With `--since REF` a record that waited already is not the pull request's fault.

## Why

People act as if it had been decided, each in the way that suits them.

## How to mend

Decide: `gazetteer decision accept 7`, or `reject`. Where nobody wants to, rejecting it is honest.

## Wrong

```markdown title="docs/adr/0001-use-postgresql.md"
# 1. Use PostgreSQL

Date: 2001-01-31

## Status

Proposed

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

Date: 2001-01-31

## Status

Rejected

## Context

We need a database.

## Decision

We use PostgreSQL.

## Consequences

Backups are needed.
```
"""

from collections.abc import Iterator
from datetime import date

import msgspec

from gazetteer.checks._records import DecisionRecord, decision_records
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding
from gazetteer.model.rule import Rule, Severity

rule = Rule("decision-waiting", Severity.WARNING, "A decision has been waiting for a long time.")


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What may be chosen.

    Attributes:
        days: for so long a decision may be proposed.
    """

    days: int = 90


def check(catalog: Catalog, options: Options) -> Iterator[Finding]:
    """Yields one finding for each record that has been proposed for too long."""
    for record in decision_records(catalog).values():
        if record.decision.status != "proposed":
            continue
        since = record.decision.date or _first_commit(catalog, record)
        if not since:
            continue
        days = (catalog.today - date.fromisoformat(since)).days
        if days > options.days:
            yield Finding(
                rule=rule.id,
                message=f"The {record.name} has been proposed since {since}, for {days} days.",
                mend=f"Decide: `gazetteer decision accept {record.label}`, or `reject`.",
                place=record.status_place,
                subject="waiting",
                entity=record.entity,
            )


def _first_commit(catalog: Catalog, record: DecisionRecord) -> str:
    """The date of the commit that brought the record; empty when it is not known."""
    changes = catalog.history.changes.get(record.path, ())
    if not changes or changes[-1].commit in catalog.history.boundary:
        return ""
    return catalog.history.commits[changes[-1].commit].date
