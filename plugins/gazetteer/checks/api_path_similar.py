"""Two paths of an API differ only in the slash at the end.

## What it finds

Paths such as `/carts` and `/carts/` in one OpenAPI description. Paths that differ only in the names of parameters are
`api-invalid`.

## Why

Many servers, gateways and caches take the two for the same, or redirect one to the other.

## How to mend

Keep one of the two.

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
      responses:
        "200":
          description: All carts.
  /carts/:
    post:
      responses:
        "201":
          description: Made.
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
      responses:
        "200":
          description: All carts.
    post:
      responses:
        "201":
          description: Made.
```
"""

from collections.abc import Iterator

from gazetteer.checks._words import from_faults
from gazetteer.extension import NoOptions
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding
from gazetteer.model.rule import Confidence, Rule, Severity

rule = Rule(
    "api-path-similar",
    Severity.WARNING,
    "Two paths of an API differ only in the slash at the end.",
    Confidence.MEDIUM,
)


def check(catalog: Catalog, _options: NoOptions) -> Iterator[Finding]:
    """Yields one finding for each path that has such a twin."""
    yield from from_faults(catalog, rule.id, rule.id, "keep one of them")
