"""A link of an API description leads to no operation.

## What it finds

Links of responses (OpenAPI 3) whose `operationId` or `operationRef` names an operation that does not exist.

## Why

A link says what can be called next. One that leads nowhere mostly tells that the operation was renamed.

## How to mend

Correct the name, or remove the link.

## Wrong

```yaml title="catalog-info.yaml"
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: cart
  description: Keeps what a customer is about to buy.
spec:
  type: library
  lifecycle: production
  owner: shop
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata:
  name: shop
spec:
  type: team
  children: []
```

```yaml title="openapi.yaml"
openapi: 3.1.0
info:
  title: Cart
  version: 1.0.0
paths:
  /carts:
    post:
      operationId: makeCart
      responses:
        "201":
          description: Made.
          links:
            pay:
              operationId: payCart
```

## Right

```yaml title="openapi.yaml"
openapi: 3.1.0
info:
  title: Cart
  version: 1.0.0
paths:
  /carts:
    post:
      operationId: makeCart
      responses:
        "201":
          description: Made.
          links:
            again:
              operationId: makeCart
```
"""

from collections.abc import Iterator

from gazetteer.checks._words import from_faults
from gazetteer.extension import NoOptions
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding
from gazetteer.model.rule import Rule, Severity

rule = Rule(
    "api-link-dangling", Severity.ERROR, "A link of an API description leads to no operation."
)


def check(catalog: Catalog, _options: NoOptions) -> Iterator[Finding]:
    """Yields one finding for each link that leads nowhere."""
    yield from from_faults(catalog, rule.id, rule.id, "correct the name, or add the operation")
