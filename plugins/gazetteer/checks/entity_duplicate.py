"""Two declarations claim the same kind, namespace and name.

## What it finds

Every declaration of a ref after the first one, in the order of paths and lines. Case does not tell names apart.

## Why

Only the first declaration is shown. Whoever edits the second one changes nothing, and does not learn it.

## How to mend

Rename one of the two, or delete the one that is out of date.

## Wrong

```yaml title="a/catalog-info.yaml"
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: cart
  description: Keeps what a customer is about to buy.
spec:
  type: library
  lifecycle: production
  owner: shop
```

```yaml title="b/catalog-info.yaml"
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: Cart
  description: The old cart.
spec:
  type: library
  lifecycle: deprecated
  owner: shop
```

```yaml title="org.yaml"
apiVersion: backstage.io/v1alpha1
kind: Group
metadata:
  name: shop
spec:
  type: team
  children: []
```

## Right

```yaml title="a/catalog-info.yaml"
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: cart
  description: Keeps what a customer is about to buy.
spec:
  type: library
  lifecycle: production
  owner: shop
```

```yaml title="b/catalog-info.yaml"
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: cart-old
  description: The old cart.
spec:
  type: library
  lifecycle: deprecated
  owner: shop
```
"""

from collections.abc import Iterator

from gazetteer.checks._words import called
from gazetteer.extension import NoOptions
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding
from gazetteer.model.rule import Rule, Severity

rule = Rule("entity-duplicate", Severity.ERROR, "Two declarations claim the same ref.")


def check(catalog: Catalog, _options: NoOptions) -> Iterator[Finding]:
    """Yields one finding for each declaration that came too late."""
    for later in catalog.duplicates:
        first = catalog.entities[later.ref]
        place = later.where("metadata.name")
        yield Finding(
            rule=rule.id,
            message=f"The {called(later)} is declared already at {first.place}; this second declaration is not shown.",
            mend=f"Give one of the two another `metadata.name`, or delete the one in {place.path}.",
            place=place,
            entity=later.ref,
            related=(first.where("metadata.name"),),
        )
