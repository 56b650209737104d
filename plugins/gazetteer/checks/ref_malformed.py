"""A reference cannot be read as one.

## What it finds

References without a kind in fields that have no default kind (`dependsOn`, `dependencyOf`), and references whose kind,
namespace or name is empty.

## Why

Backstage refuses the whole entity for one such reference; without that, the tie would simply be missing from the map.

## How to mend

Write `kind:name`, or `kind:namespace/name` for an entity of another namespace.

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
  dependsOn: [cart-database]
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata:
  name: shop
spec:
  type: team
  children: []
```

## Right

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
  dependsOn: ["resource:cart-database"]
```
"""

from collections.abc import Iterator

from gazetteer.checks._words import from_faults
from gazetteer.extension import NoOptions
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding
from gazetteer.model.rule import Rule, Severity

rule = Rule("ref-malformed", Severity.ERROR, "A reference cannot be read as kind:namespace/name.")


def check(catalog: Catalog, _options: NoOptions) -> Iterator[Finding]:
    """Yields one finding for each reference that cannot be read."""
    yield from from_faults(
        catalog, "ref", rule.id, "write it as `kind:name` or `kind:namespace/name`"
    )
