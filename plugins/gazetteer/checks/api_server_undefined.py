"""The address of a server has a variable that is not defined.

## What it finds

Variables in `servers[].url` (OpenAPI 3) that have no entry in `variables`, and defaults of variables that are not
among their `enum`.

## Why

Nobody can call the server: the address cannot be completed.

## How to mend

Define the variable with a default.

## Wrong

```yaml title="openapi.yaml"
openapi: 3.1.0
info:
  title: Cart
  version: 1.0.0
servers:
  - url: https://{region}.shop.example
paths: {}
```

## Right

```yaml title="openapi.yaml"
openapi: 3.1.0
info:
  title: Cart
  version: 1.0.0
servers:
  - url: https://{region}.shop.example
    variables:
      region:
        default: eu
paths: {}
```
"""

from collections.abc import Iterator

from gazetteer.checks._words import from_faults
from gazetteer.extension import NoOptions
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding
from gazetteer.model.rule import Rule, Severity

rule = Rule(
    "api-server-undefined",
    Severity.ERROR,
    "The address of a server has a variable that is not defined.",
)


def check(catalog: Catalog, _options: NoOptions) -> Iterator[Finding]:
    """Yields one finding for each variable that is not defined, or whose default is none of its values."""
    yield from from_faults(catalog, rule.id, rule.id, "define the variable with a default")
