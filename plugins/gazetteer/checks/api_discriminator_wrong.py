"""A discriminator leads to nothing, or to what does not have its property.

## What it finds

Discriminators whose mapping names a schema that does not exist, and alternatives (`oneOf`, `anyOf`) that lack the
property which is to tell them apart.

## Why

Generated clients pick the class of a message by the discriminator: they cannot be generated, or fail on the first
message.

## How to mend

Correct the reference in the mapping, or add the property to every alternative.

## Wrong

```yaml title="openapi.yaml"
openapi: 3.1.0
info:
  title: Cart
  version: 1.0.0
paths: {}
components:
  schemas:
    Payment:
      oneOf:
        - $ref: "#/components/schemas/Card"
      discriminator:
        propertyName: method
        mapping:
          card: "#/components/schemas/Cards"
    Card:
      type: object
      required: [method]
      properties:
        method:
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
    Payment:
      oneOf:
        - $ref: "#/components/schemas/Card"
      discriminator:
        propertyName: method
        mapping:
          card: "#/components/schemas/Card"
    Card:
      type: object
      required: [method]
      properties:
        method:
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
    "api-discriminator-wrong",
    Severity.ERROR,
    "A discriminator leads to nothing, or to what does not have its property.",
)


def check(catalog: Catalog, _options: NoOptions) -> Iterator[Finding]:
    """Yields one finding for each target or alternative of a discriminator that does not fit."""
    yield from from_faults(catalog, rule.id, rule.id, "correct the mapping or the alternative")
