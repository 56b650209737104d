"""A decision is missing from the index of its log.

## What it finds

A README, index or table of contents beside the records (or in the folder above them) that lists at least three of them
and at least half, or all up to some number, and leaves others out. An index that lists no rejected and no superseded
records leaves them out on purpose. Indexes that the site makes by itself cannot be wrong and are not meant.

## Why

Who reads the index believes it is all there is.

## How to mend

Add the record to the index. Or delete the list: the log has a page that is always complete.

## Wrong

```markdown title="docs/adr/README.md"
# Decisions

- [1. Use PostgreSQL](0001-use-postgresql.md)
- [2. Use Python](0002-use-python.md)
- [3. Use Debian](0003-use-debian.md)
```

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

Backups are needed.
```

```markdown title="docs/adr/0003-use-debian.md"
# 3. Use Debian

Date: 2026-01-31

## Status

Accepted

## Context

We need a system.

## Decision

We use Debian.

## Consequences

Backups are needed.
```

```markdown title="docs/adr/0004-use-material.md"
# 4. Use Material

Date: 2026-01-31

## Status

Accepted

## Context

We need a theme.

## Decision

We use Material.

## Consequences

Backups are needed.
```

## Right

```markdown title="docs/adr/README.md"
# Decisions

- [1. Use PostgreSQL](0001-use-postgresql.md)
- [2. Use Python](0002-use-python.md)
- [3. Use Debian](0003-use-debian.md)
- [4. Use Material](0004-use-material.md)
```

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

Backups are needed.
```

```markdown title="docs/adr/0003-use-debian.md"
# 3. Use Debian

Date: 2026-01-31

## Status

Accepted

## Context

We need a system.

## Decision

We use Debian.

## Consequences

Backups are needed.
```

```markdown title="docs/adr/0004-use-material.md"
# 4. Use Material

Date: 2026-01-31

## Status

Accepted

## Context

We need a theme.

## Decision

We use Material.

## Consequences

Backups are needed.
```
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from gazetteer.checks._records import DecisionRecord, decision_records
from gazetteer.evidence.links import Resolved, resolve
from gazetteer.extension import NoOptions
from gazetteer.model.catalog import Catalog
from gazetteer.model.document import Document
from gazetteer.model.finding import Finding
from gazetteer.model.place import Place
from gazetteer.model.rule import Rule, Severity

rule = Rule(
    "decision-unindexed", Severity.WARNING, "A decision is missing from the index of its log."
)
FEWEST = 3
"""A page that links fewer records mentions them, and lists none."""
_INDEX = re.compile(
    r"(?:readme|_?index|_?toc|summary|adrs?|decisions?|decision[-_ ]?log|overview|0+[-_ ]?index)\.\w+",
    re.IGNORECASE,
)


def check(catalog: Catalog, _options: NoOptions) -> Iterator[Finding]:
    """Yields one finding for each record that a list of its log leaves out."""
    logs: dict[str, list[DecisionRecord]] = {}
    for record in decision_records(catalog).values():
        logs.setdefault(record.decision.folder, []).append(record)
    for folder, records in logs.items():
        if len(records) > FEWEST:
            for path, page in _indexes(catalog, folder):
                yield from _left_out(catalog, path, page, records)


def _indexes(catalog: Catalog, folder: str) -> Iterator[tuple[str, Document]]:
    above = folder.rpartition("/")[0]
    for place in dict.fromkeys((folder, above)):
        for name in catalog.folders.get(place, ()):
            path = f"{place}/{name}" if place else name
            page = catalog.fact(path, Document) if _INDEX.fullmatch(name) else None
            if page is not None:
                yield path, page


def _left_out(
    catalog: Catalog, path: str, page: Document, records: Sequence[DecisionRecord]
) -> Iterator[Finding]:
    own = {record.path: record for record in records}
    listed: dict[str, Place] = {}
    for link in page.links:
        target = resolve(catalog, path, link) if link.kind == "link" else None
        if isinstance(target, Resolved) and target.path in own:
            listed[target.path] = link.place
    if not _is_list(own, listed):
        return
    gone = {"superseded", "rejected", "deprecated", "draft"}
    all_kinds = any(own[path].decision.status in gone for path in listed)
    last = max(listed.values())
    for record in records:
        if record.path not in listed and (all_kinds or record.decision.status not in gone):
            yield Finding(
                rule=rule.id,
                message=f"The {record.name} is missing from {path}, which lists {len(listed)} of {len(records)}.",
                mend=f"Add {record.path} to {path}; or delete the list, since the log has a page of its own.",
                place=Place(path, last.line),
                subject=record.path,
                entity=record.entity,
                related=(Place(record.path, 1),),
            )


def _is_list(own: Mapping[str, DecisionRecord], listed: Mapping[str, Place]) -> bool:
    """Whether so many links are a list of the log: half of its records, or all up to some number."""
    if len(listed) < FEWEST or len(listed) == len(own):
        return False
    numbers = {path: int(record.decision.number or 0) for path, record in own.items()}
    newest = max(numbers[path] for path in listed)
    reached = [path for path, number in numbers.items() if number <= newest]
    return 2 * len(listed) >= len(own) or (newest > 0 and set(reached) == set(listed))
