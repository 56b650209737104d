"""An API description refers to something outside of the repository.

## What it finds

References (`$ref`) of OpenAPI and AsyncAPI descriptions to an address on the network, and to files outside of the
repository. The latter are errors.

## Why

Nothing is ever fetched, so what such a reference means is unknown: the pages and the comparison of versions lack it,
and a build elsewhere may see another text at the address.

## How to mend

Put a copy into the repository and refer to that.

## Wrong

```yaml title="openapi.yaml"
openapi: 3.1.0
info:
  title: Cart
  version: 1.0.0
paths: {}
components:
  schemas:
    Cart:
      $ref: https://schemas.example/cart.yaml
```

## Right

```yaml title="openapi.yaml"
openapi: 3.1.0
info:
  title: Cart
  version: 1.0.0
paths: {}
components:
  schemas:
    Cart:
      $ref: cart.yaml
```

```yaml title="cart.yaml"
type: object
```
"""

from collections.abc import Iterator

import msgspec

from gazetteer.checks._words import from_fault
from gazetteer.extension import NoOptions
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding
from gazetteer.model.rule import Rule, Severity

rule = Rule(
    "api-reference-outside",
    Severity.WARNING,
    "An API description refers to something outside of the repository.",
)


def check(catalog: Catalog, _options: NoOptions) -> Iterator[Finding]:
    """Yields one finding for each reference that leads out."""
    for fault in catalog.faults:
        if fault.kind == rule.id:
            finding = from_fault(fault, rule.id, "put a copy into the repository and refer to that")
            if fault.code == "ref-outside":
                finding = msgspec.structs.replace(finding, severity=Severity.ERROR)
            yield finding
