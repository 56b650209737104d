"""A line of an ownership file does nothing, or not what it says.

## What it finds

Lines of CODEOWNERS that their platform skips or reads differently from how they look: a pattern that is not allowed
there, an owner that is neither a handle nor an e-mail address, a section header that is not closed.

## Why

GitHub skips such a line in silence. The files are then owned by an earlier line, or by nobody, and a change to them
goes through without the review that somebody meant to demand.

## How to mend

Correct the line as the message says.

## Wrong

```text title=".github/CODEOWNERS"
/cart/ shop-team
```

## Right

```text title=".github/CODEOWNERS"
/cart/ @acme/shop-team
```
"""

from collections.abc import Iterator

from gazetteer.checks._words import from_faults
from gazetteer.extension import NoOptions
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding
from gazetteer.model.rule import Rule, Severity

rule = Rule("owners-invalid", Severity.ERROR, "A line of an ownership file does nothing.")


def check(catalog: Catalog, _options: NoOptions) -> Iterator[Finding]:
    """Yields one finding for each line that its platform does not take."""
    yield from from_faults(catalog, "owners", rule.id, "correct the line, or delete it")
