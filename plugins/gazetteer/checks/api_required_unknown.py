"""A schema requires a property that it does not describe.

## What it finds

Names in `required` that are not among the `properties` of the same schema. Schemas that are put together (`allOf`,
`oneOf`, `anyOf`) are left alone: another part may describe the property.

## Why

Mostly the name is misspelt, or the property was renamed: then callers must send something that nobody has described.

## How to mend

Correct the name, or describe the property.

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
      type: object
      required: [id, ownr]
      properties:
        id:
          type: string
        owner:
          type: string
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
      type: object
      required: [id, owner]
      properties:
        id:
          type: string
        owner:
          type: string
```
"""

from collections.abc import Iterator

from gazetteer.checks._words import from_faults
from gazetteer.extension import NoOptions
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding
from gazetteer.model.rule import Rule, Severity

rule = Rule(
    "api-required-unknown",
    Severity.WARNING,
    "A schema requires a property that it does not describe.",
)


def check(catalog: Catalog, _options: NoOptions) -> Iterator[Finding]:
    """Yields one finding for each required name that is not described."""
    yield from from_faults(catalog, rule.id, rule.id, "describe the property, or correct the name")
