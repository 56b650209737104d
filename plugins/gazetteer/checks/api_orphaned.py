"""An API of the catalog that nobody provides and nobody consumes.

## What it finds

APIs that no component names in `providesApis` or `consumesApis`.

## Why

Nobody can tell what serves it or whom its end would hurt. Often it is left over from a service that is gone.

## How to mend

Name it in `providesApis` of the component that serves it, or delete it.

## Wrong

```yaml title="catalog-info.yaml"
apiVersion: backstage.io/v1alpha1
kind: API
metadata:
  name: cart
  description: Puts things into a cart and takes them out.
spec:
  type: graphql
  lifecycle: production
  owner: shop
  definition: "type Query { cart: String }"
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
  type: graphql
  lifecycle: production
  owner: shop
  definition: "type Query { cart: String }"
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
```
"""

from collections.abc import Iterator

from gazetteer.checks._words import called
from gazetteer.extension import NoOptions
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding
from gazetteer.model.rule import Rule, Severity

rule = Rule("api-orphaned", Severity.WARNING, "Nobody provides or consumes an API.")


def check(catalog: Catalog, _options: NoOptions) -> Iterator[Finding]:
    """Yields one finding for each declared API without provider and consumer."""
    for api in catalog.of_kind("api"):
        if api.evidence or catalog.graph.ties(api.ref, "apiProvidedBy", "apiConsumedBy"):
            continue
        yield Finding(
            rule=rule.id,
            message=f"No component provides or consumes the {called(api)}.",
            mend=f"Add `{api.ref.short}` to `spec.providesApis` of the component that serves it, "
            f"or delete it from {api.place.path}.",
            place=api.where("metadata.name"),
            entity=api.ref,
        )
