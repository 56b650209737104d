"""Something is deprecated, but nobody says until when it stays.

## What it finds

Deprecated operations without `x-sunset`, APIs whose lifecycle is `deprecated` and entities with `spec.deprecation`
without a `sunset`. Operations of formats that have no place for a date (GraphQL, protobuf) are left alone. A date that
cannot be read is a warning; it should be written as 2027-03-31.

## Why

Without a date nobody plans the move, and the old way stays for ever.

## How to mend

Write the date of the end: `x-sunset` at the operation, `spec.deprecation.sunset` in the descriptor.

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

rule = Rule("sunset-missing", Severity.NOTE, "Something is deprecated without a date of its end.")


def check(catalog: Catalog, _options: NoOptions) -> Iterator[Finding]:
    """Yields one finding for each deprecation without a date, or with one that cannot be read."""
    for ending in endings(catalog):
        if ending.end is not None or not (
            ending.sunset or (ending.is_deprecated and ending.is_datable)
        ):
            continue
        if ending.sunset:
            message = f"the sunset of {called_part(ending)} is no date: {ending.sunset[:40]!r}"
        else:
            message = f"{called_part(ending)} is deprecated without a date of its end"
        yield Finding(
            rule=rule.id,
            message=sentence(message[:1].upper() + message[1:]),
            mend="Write the day after which it may be gone, such as 2027-03-31.",
            place=ending.place,
            subject=f"{ending.part} {ending.sunset}".strip(),
            severity=Severity.WARNING if ending.sunset else None,
            entity=ending.entity.ref,
        )
