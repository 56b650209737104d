"""A data store does not have exactly one service that owns its data.

## What it finds

Resources that several components claim to hold (annotation `gazetteer.dev/holds`): an error. Resources that components
read or write while none holds them: a warning. Resources that nobody touches are left alone.

## Why

Data with two owners has two truths. Nobody can change its shape without asking everybody, and so nobody does.

## How to mend

Let one component carry `gazetteer.dev/holds` for the resource, and the others `gazetteer.dev/reads` or
`gazetteer.dev/writes`; better still, let them use that component's API.

## Wrong

```yaml title="catalog-info.yaml"
apiVersion: backstage.io/v1alpha1
kind: Resource
metadata:
  name: carts
  description: What customers are about to buy.
spec:
  type: database
  owner: shop
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: cart
  description: Keeps what a customer is about to buy.
  annotations:
    gazetteer.dev/holds: resource:carts
spec:
  type: library
  lifecycle: production
  owner: shop
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: checkout
  description: Turns a cart into an order.
  annotations:
    gazetteer.dev/holds: resource:carts
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

## Right

```yaml title="catalog-info.yaml"
apiVersion: backstage.io/v1alpha1
kind: Resource
metadata:
  name: carts
  description: What customers are about to buy.
spec:
  type: database
  owner: shop
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: cart
  description: Keeps what a customer is about to buy.
  annotations:
    gazetteer.dev/holds: resource:carts
spec:
  type: library
  lifecycle: production
  owner: shop
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: checkout
  description: Turns a cart into an order.
  annotations:
    gazetteer.dev/reads: resource:carts
spec:
  type: library
  lifecycle: production
  owner: shop
```
"""

from collections.abc import Iterator

from gazetteer.checks._words import called, listed
from gazetteer.extension import NoOptions
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding
from gazetteer.model.rule import Rule, Severity

rule = Rule("data-shared", Severity.ERROR, "Data does not have exactly one owning service.")


def check(catalog: Catalog, _options: NoOptions) -> Iterator[Finding]:
    """Yields one finding for each resource that several components hold, or that is used and nobody holds."""
    for resource in catalog.of_kind("resource"):
        holders = catalog.graph.ties(resource.ref, "heldBy")
        users = catalog.graph.ties(resource.ref, "readBy", "writtenBy")
        if len(holders) > 1:
            names = listed(called(tie.other) for tie in holders)
            yield Finding(
                rule=rule.id,
                message=f"The {called(resource)} is held by {len(holders)} components: {names}.",
                mend="Keep `gazetteer.dev/holds` in one of them and write `gazetteer.dev/reads` in the others; "
                f"the second claim stands in {holders[1].place.path}.",
                place=holders[1].place,
                entity=resource.ref,
                related=tuple(tie.place for tie in holders if tie is not holders[1])[:10],
            )
        elif users and not holders:
            names = listed(dict.fromkeys(called(tie.other) for tie in users))
            yield Finding(
                rule=rule.id,
                severity=Severity.WARNING,
                message=f"The {called(resource)} is used by {names}, but no component holds it.",
                mend=f"Annotate the component that owns the data with `gazetteer.dev/holds: {resource.ref.short}`.",
                place=resource.where("metadata.name"),
                entity=resource.ref,
                related=tuple(tie.place for tie in users)[:10],
            )
