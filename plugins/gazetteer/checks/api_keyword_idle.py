"""A keyword of a schema has no effect in the version of its document.

## What it finds

`nullable` in OpenAPI 3.1 and later, and keywords that should change what is accepted beside a `$ref` in Swagger 2.0
and OpenAPI 3.0, where everything beside a `$ref` is ignored.

## Why

The description reads as if something were allowed or forbidden that is not: validators and generated clients do not
see it.

## How to mend

In 3.1 write `type: [string, "null"]`. Before 3.1 put the reference into an `allOf` and the keyword beside that.

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
      properties:
        note:
          type: string
          nullable: true
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
      properties:
        note:
          type: [string, "null"]
```
"""

from collections.abc import Iterator

from gazetteer.checks._words import from_faults
from gazetteer.extension import NoOptions
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding
from gazetteer.model.rule import Rule, Severity

rule = Rule(
    "api-keyword-idle",
    Severity.WARNING,
    "A keyword of a schema has no effect in the version of its document.",
)


def check(catalog: Catalog, _options: NoOptions) -> Iterator[Finding]:
    """Yields one finding for each keyword without effect."""
    yield from from_faults(
        catalog, rule.id, rule.id, "write it as the version of the document understands it"
    )
