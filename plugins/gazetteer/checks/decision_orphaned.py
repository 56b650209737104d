"""A decision in force is about something that does not exist any more.

## What it finds

Accepted records that touch a component, API, resource, system or domain that nothing declares (errors), and those
whose `covers:` fits no file (warnings). Proposals may be ahead of what they want to make, and superseded records may
name what is gone.

## Why

Either the thing has gone and the decision with it, and nobody said so; or the name is wrong, and the decision is
missing from the page it belongs to.

## How to mend

Correct the name. If the thing is gone, give the record the status `deprecated` (`gazetteer decision deprecate 1`), or
supersede it. If another repository declares it, add it to `known_refs:` in the settings.

## Wrong

```markdown title="decisions/0001-use-postgresql.md"
---
status: accepted
date: 2026-01-31
touches: [component:cart]
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
status: deprecated
date: 2026-01-31
touches: [component:cart]
---

# Use PostgreSQL

## Context

We need a database.

## Decision

We use PostgreSQL.
```
"""

from collections.abc import Iterator

from gazetteer.checks._nearest import Nearest
from gazetteer.checks._records import DecisionRecord, decision_records
from gazetteer.checks._refused import refused
from gazetteer.checks._words import called, listed
from gazetteer.evidence.covers import covered
from gazetteer.extension import NoOptions
from gazetteer.formats.paths import Paths
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding
from gazetteer.model.place import Place
from gazetteer.model.ref import Ref
from gazetteer.model.relation import Relation
from gazetteer.model.rule import Rule, Severity

rule = Rule(
    "decision-orphaned",
    Severity.ERROR,
    "A decision in force is about something that does not exist any more.",
)


def check(catalog: Catalog, _options: NoOptions) -> Iterator[Finding]:
    """Yields one finding for each thing that is touched and missing, and for each record whose paths are all gone."""
    nearest = Nearest(catalog)
    kept_out = refused(catalog)
    records = {
        path: record
        for path, record in decision_records(catalog).items()
        if record.decision.in_force
    }
    by_entity = {record.entity: record for record in records.values()}
    for tie in catalog.dangling:
        record = by_entity.get(tie.source) if tie.type == "decides" else None
        if record and tie.target not in kept_out:
            yield _missing(record, tie, nearest.to(tie.target))
    paths: Paths | None = None
    for record in records.values():
        if record.decision.covers:
            paths = paths or Paths(catalog.paths)
            if not covered(record.path, record.decision.covers, paths):
                yield _uncovered(record)


def _missing(record: DecisionRecord, tie: Relation, guess: Ref | None) -> Finding:
    name = f"write `{guess.short}` if that is what you mean" if guess else "correct the name"
    known = f"add `{tie.target.short}` to `known_refs:` in the settings if it is declared elsewhere"
    return Finding(
        rule=rule.id,
        message=f"The {record.name} is in force and touches the {called(tie.target)}, which does not exist.",
        mend=f"{name[0].upper()}{name[1:]}, deprecate the decision if the thing is gone, or {known}.",
        place=tie.place,
        subject=f"decides {tie.target}",
        entity=record.entity,
    )


def _uncovered(record: DecisionRecord) -> Finding:
    return Finding(
        rule=rule.id,
        severity=Severity.WARNING,
        message=f"The {record.name} is in force and covers {listed(record.decision.covers)}, but no file fits.",
        mend=f"Name the paths that it governs now in {record.path}, or deprecate the decision if there are none.",
        place=Place(record.path, 1),
        subject="covers",
        entity=record.entity,
    )
