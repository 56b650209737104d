"""An operation has a tag that its document does not declare.

## What it finds

Tags of operations that are not among the `tags` of an OpenAPI document that declares some; each is told once.

## Why

Tags are the chapters of a reference. One that is not declared has no description, and is often a misspelling that
makes a chapter of its own.

## How to mend

Declare the tag with a description, or correct its name.

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
tags:
  - name: carts
paths:
  /carts:
    get:
      tags: [cart]
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
tags:
  - name: carts
paths:
  /carts:
    get:
      tags: [carts]
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

rule = Rule(
    "api-tag-undeclared",
    Severity.NOTE,
    "An operation has a tag that its document does not declare.",
)


def check(catalog: Catalog, _options: NoOptions) -> Iterator[Finding]:
    """Yields one finding for each tag that is not declared."""
    yield from from_faults(catalog, rule.id, rule.id, "declare the tag, or correct its name")
