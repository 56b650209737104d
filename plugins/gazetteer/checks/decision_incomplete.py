"""A decision in force lacks what a decision consists of, or still has parts of its template.

## What it finds

Accepted records

- whose context, decision or consequences are a heading without a word below it (warning),
- in which text of the template stands, such as `{title}`, `TBD` or `What is the issue?` (warning),
- that have some of these sections and lack others: context and decision everywhere, consequences too in the form of
  Nygard and adr-tools, where they belong to it (note). A record in sections of its own making is left alone. Switch
  this off with `sections: false`.

## Why

A decision without its context cannot be questioned later, and one without consequences was not thought to its end.

## How to mend

Write the section, or delete the left-overs of the template.

## Wrong

```markdown title="docs/adr/0001-use-postgresql.md"
# 1. Use PostgreSQL

Date: 2026-01-31

## Status

Accepted

## Context

We need a database.

## Decision



## Consequences

Backups are needed.
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
"""

from collections.abc import Iterator, Sequence
from itertools import takewhile

import msgspec

from gazetteer.checks._records import DecisionRecord, decision_records
from gazetteer.checks._words import listed
from gazetteer.model.catalog import Catalog
from gazetteer.model.decision import DecisionSection
from gazetteer.model.finding import Finding
from gazetteer.model.place import Place
from gazetteer.model.rule import Rule, Severity

rule = Rule(
    "decision-incomplete", Severity.WARNING, "A decision in force lacks a part, or is still a form."
)
PARTS = ("context", "decision", "consequences")
WHOLE = frozenset({"nygard", "rst", "asciidoc"})
"""Formats that have all three parts; in MADR and the others the consequences may be left out."""
OWN = 4
"""So many sections of its own making, and a record follows no form."""
LONGEST = 60
"""Characters of a left-over that are shown."""


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What may be chosen.

    Attributes:
        sections: whether a missing section is told.
    """

    sections: bool = True


def check(catalog: Catalog, options: Options) -> Iterator[Finding]:
    """Yields findings for empty and missing sections and for left-overs of templates, one of each for a record."""
    for record in decision_records(catalog).values():
        if not record.decision.in_force:
            continue
        if empty := _without_words(record):
            yield _empty(record, empty)
        if left := _left(record):
            yield _leftovers(record, left)
        if options.sections and (missing := _missing(record)):
            yield _lacking(record, missing)


def _without_words(record: DecisionRecord) -> list[DecisionSection]:
    """The parts that say nothing; what is left of the form in one is told by itself."""
    left = [place.line for _, place in record.decision.leftovers]
    return [
        section
        for section in record.decision.sections
        if section.kind in PARTS
        and not section.words
        and not any(section.line < line <= section.last for line in left)
    ]


def _missing(record: DecisionRecord) -> tuple[str, ...]:
    """The parts that a record lacks, provided that it has others, by which it is known to be written in parts."""
    sections = record.decision.sections
    kinds = {section.kind for section in sections}
    has = [part for part in PARTS if part in kinds]
    whole = record.decision.format in WHOLE
    if not has or (not whole and len(has) + ("options" in kinds) < 2):
        return ()
    wanted = PARTS if whole else PARTS[:2]
    missing = tuple(part for part in wanted if part not in kinds and part != _told(sections))
    own = sum(section.kind == "other" for section in sections)
    return () if own > (1 if len(missing) > 1 else OWN) else missing


def _told(sections: Sequence[DecisionSection]) -> str:
    """`context` where a section of any name leads up to the decision."""
    before = takewhile(lambda section: section.kind != "decision", sections)
    return "context" if any(section.kind == "other" for section in before) else ""


def _empty(record: DecisionRecord, sections: Sequence[DecisionSection]) -> Finding:
    titles = listed(f"'{section.title}'" for section in sections)
    return Finding(
        rule=rule.id,
        message=f"The {record.name} is in force, but says nothing under {titles}.",
        mend=f"Write the section in {record.path}, or delete its heading.",
        place=Place(record.path, sections[0].line),
        subject="empty " + " ".join(section.title for section in sections),
        entity=record.entity,
    )


def _left(record: DecisionRecord) -> tuple[tuple[str, Place], ...]:
    """What is left of the template; three dots are, unless they end a list."""
    left = record.decision.leftovers
    return () if len(left) == 1 and left[0][0].strip("*-+ ") in {"...", "…"} else left


def _leftovers(record: DecisionRecord, left: Sequence[tuple[str, Place]]) -> Finding:
    (text, place), *others = left
    shown = " ".join(text.split())[:LONGEST]
    more = f" and {len(others)} more" if others else ""
    return Finding(
        rule=rule.id,
        message=f"The {record.name} is in force, but '{shown}'{more} still {'stand' if others else 'stands'} in it.",
        mend=f"Replace it by what was decided in {record.path}, or delete it.",
        place=place,
        subject=f"left {text[:LONGEST]}",
        entity=record.entity,
        related=tuple(other for _, other in others[:9]),
    )


def _lacking(record: DecisionRecord, missing: tuple[str, ...]) -> Finding:
    return Finding(
        rule=rule.id,
        severity=Severity.NOTE,
        message=f"The {record.name} is in force, but has no section for its {listed(missing)}.",
        mend=f"Add the section to {record.path}.",
        place=record.decision.title_place or Place(record.path, 1),
        subject="missing " + " ".join(missing),
        entity=record.entity,
    )
