"""Something is deprecated, but nobody says what to use instead.

## What it finds

Deprecated operations whose summary and description name no other (`Use ... instead`, a link, a migration), APIs whose
lifecycle is `deprecated` and entities with `spec.deprecation` that have neither `successor` nor `migration`.

## Why

A deprecation without a way out is a request that nobody can follow.

## How to mend

Name the successor or the guide: in the operation's description, or in `spec.deprecation`.

## Wrong

```yaml title="catalog-info.yaml"
apiVersion: backstage.io/v1alpha1
kind: API
metadata:
  name: cart
  description: Puts things into a cart and takes them out.
spec:
  type: openapi
  lifecycle: production
  owner: shop
  deprecation:
    since: 2026-09-01
    sunset: 2027-10-31
  definition: |
    openapi: 3.1.0
    info: {title: Cart, version: 1.0.0}
    paths: {}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: cart
  description: Keeps what a customer is about to buy.
spec:
  type: library
  lifecycle: production
  owner: shop
  providesApis: [cart]
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
kind: API
metadata:
  name: cart
  description: Puts things into a cart and takes them out.
spec:
  type: openapi
  lifecycle: production
  owner: shop
  deprecation:
    since: 2026-09-01
    sunset: 2027-10-31
    successor: api:baskets
  definition: |
    openapi: 3.1.0
    info: {title: Cart, version: 1.0.0}
    paths: {}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: cart
  description: Keeps what a customer is about to buy.
spec:
  type: library
  lifecycle: production
  owner: shop
  providesApis: [cart]
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata:
  name: shop
spec:
  type: team
  children: []
```
"""

from collections.abc import Iterator

from gazetteer.checks._endings import called_part
from gazetteer.checks._words import sentence
from gazetteer.evidence.deadlines import endings
from gazetteer.extension import NoOptions
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding
from gazetteer.model.rule import Rule, Severity

rule = Rule("successor-missing", Severity.NOTE, "Something is deprecated without a successor.")


def check(catalog: Catalog, _options: NoOptions) -> Iterator[Finding]:
    """Yields one finding for each deprecation that leads nowhere."""
    for ending in endings(catalog):
        if ending.is_deprecated and not ending.has_successor:
            name = called_part(ending)
            yield Finding(
                rule=rule.id,
                message=sentence(
                    f"{name[:1].upper()}{name[1:]} is deprecated, and nothing is named to use instead"
                ),
                mend="Name the successor or the guide for moving, in the description or in `spec.deprecation`.",
                place=ending.place,
                subject=ending.part,
                entity=ending.entity.ref,
            )
