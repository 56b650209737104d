"""Something began to use what is on its way out.

## What it finds

With `--since REF`, components that newly consume, depend on, read or write an entity that has `spec.deprecation` or
whose lifecycle is `deprecated`; and pacts and lists of operations (`spec.consumesOperations`) that newly
call a deprecated operation.

## Why

Each new user of the old way makes its end harder, and has to move again soon.

## How to mend

Use the successor that the finding or the page of the API names.

## Wrong

```yaml title="catalog-info.yaml (before)"
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
kind: Component
metadata:
  name: app
  description: What customers hold in their hands.
spec:
  type: library
  lifecycle: production
  owner: shop
  consumesApis: [cart]
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

```yaml title="catalog-info.yaml (before)"
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
kind: Component
metadata:
  name: app
  description: What customers hold in their hands.
spec:
  type: library
  lifecycle: production
  owner: shop
  consumesApis: [cart]
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata:
  name: shop
spec:
  type: team
  children: []
```

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
kind: Component
metadata:
  name: app
  description: What customers hold in their hands.
spec:
  type: library
  lifecycle: production
  owner: shop
  consumesApis: [cart]
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

from gazetteer.checks._words import called, sentence
from gazetteer.evidence.consumers import Consumers, operation_name, who
from gazetteer.evidence.deadlines import ENDING
from gazetteer.extension import NoOptions
from gazetteer.model.catalog import Catalog
from gazetteer.model.entity import Entity
from gazetteer.model.finding import Finding
from gazetteer.model.rule import Rule, Severity

rule = Rule(
    "deprecated-adopted",
    Severity.WARNING,
    "Something began to use what is deprecated.",
    occasional=True,
)
USED = ("dependencyOf", "apiConsumedBy", "readBy", "writtenBy")


def check(catalog: Catalog, _options: NoOptions) -> Iterator[Finding]:
    """Yields one finding for each new use of something deprecated."""
    if catalog.before is None:
        return
    for entity in catalog.entities.values():
        if entity.deprecation or entity.lifecycle.lower() in ENDING:
            yield from _ties(catalog, catalog.before, entity)
    consumers, earlier = Consumers(catalog), Consumers(catalog.before)
    for api in catalog.of_kind("api"):
        surface = catalog.surface(api)
        ending = (
            {operation_name(o) for o in surface.operations if o.deprecated} if surface else set()
        )
        if ending:
            yield from _calls(api, ending, consumers, earlier)


def _ties(catalog: Catalog, before: Catalog, used: Entity) -> Iterator[Finding]:
    known = {(tie.type, tie.other) for tie in before.graph.ties(used.ref, *USED)}
    for tie in catalog.graph.ties(used.ref, *USED):
        user = catalog.entity(tie.other)
        if (tie.type, tie.other) in known or user is None or user.deprecation:
            continue
        successor = used.deprecation.successor if used.deprecation else ""
        yield Finding(
            rule=rule.id,
            message=f"The {called(user)} begins to use the {called(used)}, which is deprecated.",
            mend=sentence(f"Use {successor} instead" if successor else "Use its successor instead"),
            place=tie.place,
            subject=f"{tie.type} {used.ref}",
            entity=user.ref,
            related=(used.where("spec.deprecation"),),
        )


def _calls(
    api: Entity, ending: set[str], consumers: Consumers, earlier: Consumers
) -> Iterator[Finding]:
    """Uses of single operations, once for each consumer and operation."""
    seen = {(who(use.hit), use.operation) for use in earlier.of(api)}
    for use in consumers.of(api):
        identity = who(use.hit), use.operation
        if use.operation not in ending or identity in seen:
            continue
        seen.add(identity)
        yield Finding(
            rule=rule.id,
            message=f"{use.hit.name} begins to call {use.operation} of the {called(api)}, which is deprecated.",
            mend="Call what its description names instead.",
            place=use.hit.place,
            subject=f"{who(use.hit)} {use.operation}",
            entity=use.hit.consumer or api.ref,
        )
