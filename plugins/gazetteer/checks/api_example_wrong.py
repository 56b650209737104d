"""An example of an API description breaks its own schema.

## What it finds

Examples of schemas, parameters, headers and messages (OpenAPI, AsyncAPI, JSON Schema) that the schema beside them
refuses: a wrong type, a value outside of the enumeration, a required property that is missing. Formats such as
`email` are not judged, and properties that are only read or only written may be absent.

## Why

Callers copy examples, and mock servers answer with them. A wrong one teaches the wrong thing.

## How to mend

Correct the example, or the schema when the example is what the server really sends.

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
        amount:
          type: integer
          example: three
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
        amount:
          type: integer
          example: 3
```
"""

from collections.abc import Iterator

from gazetteer.checks._words import from_faults
from gazetteer.extension import NoOptions
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding
from gazetteer.model.rule import Rule, Severity

rule = Rule(
    "api-example-wrong", Severity.WARNING, "An example of an API description breaks its own schema."
)


def check(catalog: Catalog, _options: NoOptions) -> Iterator[Finding]:
    """Yields one finding for each example that its schema refuses."""
    yield from from_faults(catalog, rule.id, rule.id, "correct the example or its schema")
