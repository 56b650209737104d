"""The reasoning of a decision was rewritten after it had been accepted.

## What it finds

Accepted records (deprecated and superseded ones too) whose context, options, decision or consequences differ from what
was accepted. The finding names the commit and what changed. With `--since REF` it compares with REF instead of with
the whole past, so that it judges only the pull request.

Not counted: the status, dates and people; new ties and links; sections that may grow (`Links`, `More Information`,
`Changelog`, `Amendments` and the like); spelling and formatting; renamed files and folders; commits in
`.git-blame-ignore-revs`; what happened on a branch before it was merged. A record that is set back to `proposed` may be
rewritten, and counts again from its next acceptance on.

Where the history is missing (a shallow clone) one finding says so, and the command ends with exit code 3.

## Why

People act by what was decided, and for the reasons that were given. A record that changes under their feet is worth no
more than hearsay.

## How to mend

Restore the text and write a new record that supersedes or amends this one
(`gazetteer new decision "Title" --supersedes 1`). What only adds to the story belongs into a section `Amendments`.

## Wrong

```markdown title="docs/adr/0001-use-postgresql.md (before)"
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

```markdown title="docs/adr/0001-use-postgresql.md"
# 1. Use PostgreSQL

Date: 2026-01-31

## Status

Accepted

## Context

We need a database.

## Decision

We use MySQL.

## Consequences

Backups are needed.
```

## Right

```markdown title="docs/adr/0001-use-postgresql.md (before)"
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

```markdown title="docs/adr/0001-use-postgresql.md"
# 1. Use PostgreSQL

Date: 2026-01-31

## Status

Superseded by [2. Use MySQL](0002-use-mysql.md)

## Context

We need a database.

## Decision

We use PostgreSQL.

## Consequences

Backups are needed.
```

```markdown title="docs/adr/0002-use-mysql.md"
# 2. Use MySQL

Date: 2026-02-28

## Status

Accepted

Supersedes [1. Use PostgreSQL](0001-use-postgresql.md)

## Context

Our host offers nothing else.

## Decision

We use MySQL.

## Consequences

Backups are needed.
```
"""

from collections.abc import Iterator, Sequence

from gazetteer.checks._records import DecisionRecord, decision_records
from gazetteer.checks._words import listed
from gazetteer.evidence.decisions import reworded_since
from gazetteer.extension import NoOptions
from gazetteer.model.catalog import Catalog
from gazetteer.model.decision import DecisionEdit, DecisionPast, Rewording
from gazetteer.model.document import Document
from gazetteer.model.finding import Finding
from gazetteer.model.place import Place
from gazetteer.model.rule import Rule, Severity

rule = Rule(
    "decision-edited",
    Severity.ERROR,
    "The reasoning of a decision was rewritten after it had been accepted.",
)
RELATED = 10
"""Records that the finding about missing history names besides its own place."""
QUOTED = 70
"""Characters of a passage that the message shows."""


def check(catalog: Catalog, _options: NoOptions) -> Iterator[Finding]:
    """Yields one finding for each rewritten record, and one for all whose past is not known."""
    records = decision_records(catalog)
    if catalog.before is not None:
        for path, old, edit in reworded_since(catalog):
            yield _since(catalog, records[path], old, edit)
        return
    unknown: dict[str, list[DecisionRecord]] = {}
    for path, record in records.items():
        past = catalog.fact(path, DecisionPast)
        if past is None:
            continue
        if past.edits:
            yield _edited(catalog, record, past)
        elif past.unknown:
            unknown.setdefault(past.unknown, []).append(record)
    for reason, undecided in unknown.items():
        yield _undecided(reason, undecided)


def _edited(catalog: Catalog, record: DecisionRecord, past: DecisionPast) -> Finding:
    edit = past.edits[0]
    accepted = f", accepted on {past.accepted_on}," if past.accepted_on else ""
    told = f"The {record.name}{accepted} was rewritten {_by(past.edits)}"
    return _finding(catalog, record, told, past.rewordings, edit.blob)


def _since(catalog: Catalog, record: DecisionRecord, old: str, edit: DecisionEdit) -> Finding:
    moved = f" (then {old})" if old != record.path else ""
    told = f"The {record.name}, accepted before this change{moved}, is rewritten by it"
    return _finding(catalog, record, told, edit.rewordings, edit.blob)


def _finding(
    catalog: Catalog,
    record: DecisionRecord,
    told: str,
    rewordings: Sequence[Rewording],
    blob: str,
) -> Finding:
    status = record.status_place
    line = _line(catalog, record.path, rewordings[0].section)
    return Finding(
        rule=rule.id,
        message=f"{told}: {_what(rewordings)}.",
        mend="Restore its text and say what is new in a record that supersedes it: "
        f'`gazetteer new decision "Title" --supersedes {record.label}`.',
        place=Place(record.path, line) if line else status,
        # The version at fault: whoever accepts one rewriting has not accepted the next.
        subject=blob[:12],
        entity=record.entity,
        related=(status,) if line else (),
    )


def _line(catalog: Catalog, path: str, section: str) -> int:
    """The line of a section's heading; 0 when there is none."""
    page = catalog.fact(path, Document)
    headings = page.headings if page and section else ()
    return next((h.line for h in headings if section.endswith(h.title)), 0)


def _by(edits: Sequence[DecisionEdit]) -> str:
    edit = edits[0]
    newest = (
        f"in {edit.commit[:10]} ({edit.date}, {edit.author}: {edit.subject})"
        if edit.commit
        else "by a change that is not committed yet"
    )
    others = len(edits) - 1
    return newest if not others else f"{newest} and {others} earlier commit{'s'[: others - 1]}"


def _what(rewordings: Sequence[Rewording]) -> str:
    first, others = rewordings[0], len(rewordings) - 1
    where = f"in '{first.section}' " if first.section else ""
    if not first.removed:
        what = f"{where}'{_cut(first.added)}' was added"
    elif not first.added:
        what = f"{where}'{_cut(first.removed)}' was taken away"
    else:
        what = f"{where}'{_cut(first.removed)}' became '{_cut(first.added)}'"
    return f"{what}, and {others} more" if others else what


def _cut(text: str) -> str:
    return text if len(text) <= QUOTED else text[:QUOTED].rsplit(" ", 1)[0].rstrip("…") + "…"


def _undecided(reason: str, records: Sequence[DecisionRecord]) -> Finding:
    names = listed(record.path for record in records)
    return Finding(
        rule=rule.id,
        severity=Severity.NOTE,
        undecided=True,
        message=f"Whether {names} still {'say' if len(records) > 1 else 'says'} what was accepted cannot be told: "
        f"{reason.rstrip('.')}.",
        mend="Run in a clone with its full history (`git fetch --unshallow`; `fetch-depth: 0` in CI), or judge only a "
        "change with `--since`.",
        place=records[0].status_place,
        subject="undecided",
        related=tuple(record.status_place for record in records[1 : RELATED + 1]),
    )
