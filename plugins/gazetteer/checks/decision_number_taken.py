"""The number of a decision is taken.

## What it finds

Records of one log whose file names have the same number: two branches have each taken the next free one. In the tree it
is a warning; with `--since REF` it is an error for what the change brings, and numbers count as taken too that REF has
given to other records since the change left it.

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

import re
from collections.abc import Iterator, Mapping, Sequence

from gazetteer.checks._records import DecisionRecord, decision_records
from gazetteer.extension import NoOptions
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding
from gazetteer.model.place import Place
from gazetteer.model.rule import Rule, Severity

rule = Rule("decision-number-taken", Severity.ERROR, "The number of a decision is taken.")
_RECORDS = (".md", ".markdown", ".rst", ".adoc", ".asciidoc")
_OTHER = re.compile(r"template|readme|index", re.IGNORECASE)


def check(catalog: Catalog, _options: NoOptions) -> Iterator[Finding]:
    """Yields one finding for each record whose number another one had before."""
    numbered: dict[tuple[str, str], list[DecisionRecord]] = {}
    for record in decision_records(catalog).values():
        if record.decision.number:
            key = (record.decision.folder, record.decision.number)
            numbered.setdefault(key, []).append(record)
    for records in numbered.values():
        first, *later = sorted(records, key=lambda record: _age(catalog, record))
        for record in later:
            if record.decision.title.casefold() != first.decision.title.casefold():
                yield _taken(catalog, record, first.path)
    yield from _taken_upstream(catalog, [r for records in numbered.values() for r in records])


def _age(catalog: Catalog, record: DecisionRecord) -> tuple[bool, int, str]:
    """Sorts the oldest first: what the base had, then by first commit, then by path."""
    changes = catalog.history.changes.get(record.path, ())
    # Commits are numbered from the newest on.
    born = -changes[-1].commit if changes else 1
    return (_is_new(catalog, record.path), born, record.path)


def _is_new(catalog: Catalog, path: str) -> bool:
    return catalog.before is not None and path not in catalog.before.paths


def _taken(catalog: Catalog, record: DecisionRecord, first: str) -> Finding:
    return Finding(
        rule=rule.id,
        severity=None if _is_new(catalog, record.path) else Severity.WARNING,
        message=f"The {record.name} has the number of {first}.",
        mend=f"Give it the next free number of {record.decision.folder or 'its folder'}, in its name and its title.",
        place=Place(record.path, 1),
        subject=f"{record.decision.number} {first}",
        entity=record.entity,
        related=(Place(first, 1),),
    )


def _taken_upstream(catalog: Catalog, records: Sequence[DecisionRecord]) -> Iterator[Finding]:
    new = [record for record in records if _is_new(catalog, record.path)]
    taken = _names_upstream(catalog) if new else {}
    for record in new:
        number = re.compile(
            rf"(?:\d{{8}}[-_ ]|\d{{4}}-\d{{2}}-\d{{2}}[-_ ])?(?:adr[-_ ]?)?0*{record.decision.number}(?!\d)",
            re.IGNORECASE,
        )
        for name in taken.get(record.decision.folder, ()):
            if number.match(name) and not _OTHER.search(name):
                yield _collision(record, name)
                break


def _names_upstream(catalog: Catalog) -> Mapping[str, Sequence[str]]:
    """Folder -> the names of files and folders in it that the base has got since the change left it."""
    before = catalog.before.paths if catalog.before else {}
    names: dict[str, dict[str, None]] = {}
    for path in catalog.upstream:
        if path in before or path in catalog.paths or not path.lower().endswith(_RECORDS):
            continue
        folder, _, name = path.rpartition("/")
        names.setdefault(folder, {})[name] = None
        above, _, parent = folder.rpartition("/")
        names.setdefault(above, {})[parent] = None
    return {folder: tuple(found) for folder, found in names.items()}


def _collision(record: DecisionRecord, name: str) -> Finding:
    return Finding(
        rule=rule.id,
        message=f"The {record.name} has a number that the base has given to {name} meanwhile.",
        mend=f"Bring the branch up to date, and give {record.path} the next free number, in its name and its title.",
        place=Place(record.path, 1),
        subject=f"{record.decision.number} upstream {name}",
        entity=record.entity,
    )
