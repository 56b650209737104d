"""A decision record does not lead to the one that replaced it, or only one of two records knows of the tie.

## What it finds

- Records that are superseded and do not say by what (error).
- Ties (`Superseded by`, `Supersedes`, `Amends`, `Amended by`) to a record that does not exist (error); an address on
  the network is not followed.
- Records whose successor was rejected, or is a draft (warning).
- Records that still count as accepted although another record supersedes them entirely (error).
- Ties that only one of the two records mentions (note). Switch these off with `both_ways: false`.

## Why

The reader of an old record must be led to the one in force. Otherwise people build by a decision that was taken back.

## How to mend

Write `Superseded by [2. New title](0002-new-title.md)` as the status of the old record, and `Supersedes` with a link
back into the new one.

## Wrong

```markdown title="docs/adr/0001-use-postgresql.md"
# 1. Use PostgreSQL

Date: 2026-01-31

## Status

Superseded

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

Date: 2026-02-28

## Status

Accepted

Supersedes [1. Use PostgreSQL](0001-use-postgresql.md)

## Context

One machine is enough.

## Decision

We use SQLite.

## Consequences

A backup is a copy of a file.
```
"""

import posixpath
from collections.abc import Iterator, Mapping

import msgspec

from gazetteer.checks._records import DecisionRecord, decision_records
from gazetteer.checks._words import listed
from gazetteer.model.catalog import Catalog
from gazetteer.model.decision import DecisionLink
from gazetteer.model.finding import Finding
from gazetteer.model.place import Place
from gazetteer.model.rule import Rule, Severity

rule = Rule("decision-unlinked", Severity.ERROR, "A decision does not lead to its successor.")

BACK = {
    "supersedes": "supersededBy",
    "supersededBy": "supersedes",
    "amends": "amendedBy",
    "amendedBy": "amends",
}
WORDS = {
    "supersedes": "supersedes",
    "supersededBy": "is superseded by",
    "amends": "amends",
    "amendedBy": "is amended by",
}
LABELS = {
    "supersedes": "Supersedes",
    "supersededBy": "Superseded by",
    "amends": "Amends",
    "amendedBy": "Amended by",
}


NOT_IN_FORCE = frozenset({"rejected", "draft"})
"""Statuses of a record that can have taken nothing's place."""
_STATE = {"rejected": "rejected", "draft": "a draft"}


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What may be chosen.

    Attributes:
        both_ways: whether both records must mention a tie.
    """

    both_ways: bool = True


def check(catalog: Catalog, options: Options) -> Iterator[Finding]:
    """Yields findings for missing successors, unresolved ties, and ties that one side contradicts or leaves out."""
    records = decision_records(catalog)
    ties = {
        (path, link.type, link.target)
        for path, record in records.items()
        for link in record.decision.links
        if link.target
    }
    superseded = {target for _, type_, target in ties if type_ == "supersedes"}
    for record in records.values():
        links = [link for link in record.decision.links if link.type in BACK]
        if (
            record.decision.status == "superseded"
            and record.path not in superseded
            and "://" not in record.decision.status_text
            and not any(link.type == "supersededBy" for link in links)
        ):
            yield _no_successor(record)
        for link in links:
            yield from _tie(record, link, records, ties, both_ways=options.both_ways)


def _tie(
    record: DecisionRecord,
    link: DecisionLink,
    records: Mapping[str, DecisionRecord],
    ties: set[tuple[str, str, str]],
    *,
    both_ways: bool,
) -> Iterator[Finding]:
    if not link.target:
        if "://" not in link.text:
            yield _unresolved(record, link)
        return
    other = records.get(link.target)
    if other is None or other is record:
        return
    if link.candidates:
        yield _ambiguous(record, link)
    elif link.type == "supersedes" and not link.partial and other.decision.in_force:
        yield _still_in_force(other, record, link)
    elif link.type == "supersededBy" and other.decision.status in NOT_IN_FORCE:
        yield _refused(record, other, link)
    elif both_ways and (other.path, BACK[link.type], record.path) not in ties:
        yield _one_sided(other, record, link)


def _no_successor(record: DecisionRecord) -> Finding:
    return Finding(
        rule=rule.id,
        message=f"The {record.name} is superseded but does not say by what.",
        mend=f"Write `Superseded by [title](file.md)` as the status in {record.path}; if nothing took its place, "
        "write `Deprecated`.",
        place=record.status_place,
        subject="successor",
        entity=record.entity,
    )


def _unresolved(record: DecisionRecord, link: DecisionLink) -> Finding:
    written = " ".join(link.text.split())[:80]
    trouble = "but there is no such record"
    if link.candidates:
        trouble = f"which may mean any of {listed(link.candidates)}"
    return Finding(
        rule=rule.id,
        message=f"The {record.name} {WORDS[link.type]} '{written}', {trouble}.",
        mend=f"Link the file of the other record in {record.path}.",
        place=link.place,
        subject=f"{link.type} {written}",
        entity=record.entity,
        related=tuple(map(Place, link.candidates)),
    )


def _ambiguous(record: DecisionRecord, link: DecisionLink) -> Finding:
    written = " ".join(link.text.split())[:80]
    return Finding(
        rule=rule.id,
        severity=Severity.WARNING,
        message=f"The {record.name} {WORDS[link.type]} '{written}', which may be {' or '.join(link.candidates[:4])}.",
        mend=f"Link the file of the one that is meant in {record.path}.",
        place=link.place,
        subject=f"{link.type} {written}",
        entity=record.entity,
    )


def _refused(old: DecisionRecord, new: DecisionRecord, link: DecisionLink) -> Finding:
    return Finding(
        rule=rule.id,
        severity=Severity.WARNING,
        message=f"The {old.name} is superseded by {new.path}, which is {_STATE[new.decision.status]}.",
        mend=f"Say in {old.path} what holds: `gazetteer decision accept {old.label}` if it is in force again.",
        place=link.place,
        subject=f"refused {new.path}",
        entity=old.entity,
        related=(new.status_place,),
    )


def _still_in_force(old: DecisionRecord, new: DecisionRecord, link: DecisionLink) -> Finding:
    return Finding(
        rule=rule.id,
        message=f"The {old.name} is {old.decision.status} although {new.path} supersedes it.",
        mend=f"Write `Superseded by {_markdown(old, new)}` as its status in {old.path}.",
        place=old.status_place,
        subject=f"supersededBy {new.path}",
        entity=old.entity,
        related=(link.place,),
    )


def _one_sided(silent: DecisionRecord, telling: DecisionRecord, link: DecisionLink) -> Finding:
    missing = BACK[link.type]
    return Finding(
        rule=rule.id,
        severity=Severity.NOTE,
        message=f"The {silent.name} does not mention that it {WORDS[missing]} {telling.path}.",
        mend=f"Add `{LABELS[missing]} {_markdown(silent, telling)}` to {silent.path}.",
        place=Place(silent.path, 1),
        subject=f"{missing} {telling.path}",
        entity=silent.entity,
        related=(link.place,),
    )


def _markdown(from_: DecisionRecord, to: DecisionRecord) -> str:
    number = f"{to.decision.number}. " if to.decision.number else ""
    href = posixpath.relpath(to.path, posixpath.dirname(from_.path) or ".")
    return f"[{number}{to.decision.title}]({href})"
