"""A file that should be part of the catalog cannot be read.

## What it finds

Files that a source wanted and could not take: broken YAML or JSON, bytes that are no UTF-8 text, a file larger than
`max_file_bytes`, a symbolic link that leaves the repository or leads in a circle. Submodules, and files that a partial
clone does not hold, are told as notes.

## Why

What such a file declares is missing from the catalog, and nothing on the site shows that it is missing.

## How to mend

Correct the file at the line that is named. If it is not meant for the catalog, add it to `exclude:` in the settings.

## Wrong

```yaml title="catalog-info.yaml"
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: cart
  description: "Keeps what a customer is about to buy
```

## Right

```yaml title="catalog-info.yaml"
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: cart
  description: "Keeps what a customer is about to buy"
spec:
  type: library
  lifecycle: production
  owner: shop
```
"""

from collections.abc import Iterator

import msgspec

from gazetteer.checks._words import from_fault
from gazetteer.extension import NoOptions
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding
from gazetteer.model.rule import Rule, Severity

rule = Rule("file-unreadable", Severity.ERROR, "A file of the catalog cannot be read.")

ELSEWHERE = frozenset({"submodule", "missing"})
"""Nobody's mistake: the files are another repository's, or this clone was made without them."""


def check(catalog: Catalog, _options: NoOptions) -> Iterator[Finding]:
    """Yields one finding for each file that could not be read."""
    for fault in catalog.faults:
        if fault.kind != "file":
            continue
        finding = from_fault(
            fault, rule.id, "correct the file, or add it to `exclude:` in the settings"
        )
        if fault.code in ELSEWHERE:
            finding = msgspec.structs.replace(finding, severity=Severity.NOTE)
        yield finding
