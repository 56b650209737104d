"""An API description breaks the rules of its format.

## What it finds

OpenAPI, AsyncAPI, GraphQL and protobuf files that cannot be parsed or that their specification does not allow: missing
`info`, a path parameter that is nowhere declared, a `$ref` that leads nowhere, a type that does not exist.

## Why

Generators, gateways and mock servers refuse such a file, each with another message, and what is shown of it here may be
incomplete.

## How to mend

Correct the description at the line that is named.

## Wrong

```yaml title="openapi.yaml"
openapi: 3.1.0
info:
  title: Cart
paths: {}
```

## Right

```yaml title="openapi.yaml"
openapi: 3.1.0
info:
  title: Cart
  version: 1.0.0
paths: {}
```
"""

from collections.abc import Iterator

from gazetteer.checks._words import from_faults
from gazetteer.extension import NoOptions
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding
from gazetteer.model.rule import Rule, Severity

rule = Rule("api-invalid", Severity.ERROR, "An API description breaks the rules of its format.")


def check(catalog: Catalog, _options: NoOptions) -> Iterator[Finding]:
    """Yields one finding for each fault of an API description."""
    yield from from_faults(catalog, "api", rule.id, "correct the description as its format demands")
