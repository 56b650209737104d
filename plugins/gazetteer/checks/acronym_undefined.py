"""Several documents use an acronym that none of them explains.

## What it finds

Acronyms in the prose of at least `documents` documents that no glossary explains: no heading, bold word, table or list
of definitions in a page or section called "Glossary" (or terms, definitions, acronyms, abbreviations), no
`*[SLO]: ...`, and no "service level objective (SLO)" anywhere. It is silent in a repository that explains no term at
all, and about what every engineer knows (API, HTTP, JSON).

## Why

Who is new reads it on every page and does not dare to ask.

## How to mend

Explain it once, in the glossary or where it is used first: "service level objective (SLO)". Name it in `known` if
everybody who is hired knows it.

## Wrong

```markdown title="docs/glossary.md"
# Glossary

**Consignment**: all parcels of one booking.
```

```markdown title="docs/labels.md"
# Labels

The ZPL of a label is kept for 90 days.
```

```markdown title="docs/printers.md"
# Printers

Depot printers read ZPL.
```

## Right

```markdown title="docs/glossary.md"
# Glossary

**ZPL**: the language that label printers understand.
```

```markdown title="docs/labels.md"
# Labels

The ZPL of a label is kept for 90 days.
```

```markdown title="docs/printers.md"
# Printers

Depot printers read ZPL.
```
"""

from collections.abc import Iterator

import msgspec

from gazetteer.evidence.glossary import Glossary
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding
from gazetteer.model.rule import Confidence, Rule, Severity

rule = Rule(
    "acronym-undefined",
    Severity.NOTE,
    "Documents use an acronym that none explains.",
    Confidence.LOW,
)


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What may be chosen.

    Attributes:
        documents: how many documents must use it.
        known: acronyms that need no explanation here.
    """

    documents: int = 2
    known: tuple[str, ...] = ()


def check(catalog: Catalog, options: Options) -> Iterator[Finding]:
    """Yields one finding for each acronym, at its first use."""
    glossary = catalog.once(Glossary)
    if not glossary.terms:
        return
    known = {name.upper() for name in options.known}
    for name, place, count in glossary.undefined(max(options.documents, 1)):
        if name.upper() not in known and not catalog.named(name):
            yield Finding(
                rule=rule.id,
                message=f"{count} documents use {name}, and none explains it.",
                mend=f"Write what {name} means into the glossary, or behind its first use.",
                place=place,
                subject=name,
            )
