"""A GET or HEAD request is described with a body.

## What it finds

GET and HEAD operations of OpenAPI descriptions that have a `requestBody`.

## Why

HTTP gives such a body no meaning (RFC 9110, 9.3.1). Proxies, caches and many clients drop it, so that the call works
on one way and fails on another.

## How to mend

Pass the values as query parameters, or make the operation a POST (or QUERY, OpenAPI 3.2).

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
    get:
      requestBody:
        content:
          application/json: {}
      responses:
        "200":
          description: All carts.
```

## Right

```yaml title="openapi.yaml"
openapi: 3.1.0
info:
  title: Cart
  version: 1.0.0
paths:
  /carts:
    get:
      parameters:
        - name: owner
          in: query
          schema:
            type: string
      responses:
        "200":
          description: All carts.
```
"""

from collections.abc import Iterator

from gazetteer.checks._words import from_faults
from gazetteer.extension import NoOptions
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding
from gazetteer.model.rule import Rule, Severity

rule = Rule("api-body-ignored", Severity.WARNING, "A GET or HEAD request is described with a body.")


def check(catalog: Catalog, _options: NoOptions) -> Iterator[Finding]:
    """Yields one finding for each request body that nobody reads."""
    yield from from_faults(catalog, rule.id, rule.id, "use query parameters, or another method")
