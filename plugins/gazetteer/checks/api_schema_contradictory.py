"""A schema contradicts itself, or leaves out what it must say.

## What it finds

Bounds that leave no room (`minimum` above `maximum`), members of an `enum` that are not of the stated type, and
before OpenAPI 3.1 lists without `items`.

## Why

No value can meet such a schema, or not the values that it names. Generators take one half of it, each another.

## How to mend

Correct the one or the other.

## Wrong

```yaml title="openapi.yaml"
openapi: 3.0.3
info:
  title: Cart
  version: 1.0.0
paths: {}
components:
  schemas:
    Amount:
      type: integer
      minimum: 10
      maximum: 1
```

## Right

```yaml title="openapi.yaml"
openapi: 3.0.3
info:
  title: Cart
  version: 1.0.0
paths: {}
components:
  schemas:
    Amount:
      type: integer
      minimum: 1
      maximum: 10
```
"""

from collections.abc import Iterator

from gazetteer.checks._words import from_faults
from gazetteer.extension import NoOptions
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding
from gazetteer.model.rule import Rule, Severity

rule = Rule(
    "api-schema-contradictory",
    Severity.WARNING,
    "A schema contradicts itself, or leaves out what it must say.",
)


def check(catalog: Catalog, _options: NoOptions) -> Iterator[Finding]:
    """Yields one finding for each contradiction."""
    yield from from_faults(catalog, rule.id, rule.id, "correct the one or the other")
