"""A service has no page of documentation at all.

## What it finds

Components of type `service` with neither a README in their folder nor a page that belongs to them. Choose other types
with the option `types`; `["*"]` means all.

## Why

Its entry in the catalog says that it exists, and then the reader is alone with the code.

## How to mend

Write a `README.md` beside the code: what the service does, how to run it, what to know before changing it.

## Wrong

```yaml title="services/cart/catalog-info.yaml"
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: cart
  description: Keeps what a customer is about to buy.
spec:
  type: service
  lifecycle: experimental
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

```yaml title="services/cart/catalog-info.yaml"
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: cart
  description: Keeps what a customer is about to buy.
spec:
  type: service
  lifecycle: experimental
  owner: shop
```

```markdown title="services/cart/README.md"
# Cart

Keeps what a customer is about to buy.
```
"""

from collections.abc import Iterator

import msgspec

from gazetteer.checks._words import called
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding
from gazetteer.model.rule import Rule, Severity

rule = Rule("docs-missing", Severity.WARNING, "A service has no page of documentation.")


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What may be chosen.

    Attributes:
        types: types of components that must be documented.
    """

    types: tuple[str, ...] = ("service",)


def check(catalog: Catalog, options: Options) -> Iterator[Finding]:
    """Yields one finding for each service without any documentation."""
    documented = {
        folder
        for path in catalog.paths
        for folder, _, name in (path.rpartition("/"),)
        if name.lower().startswith("readme")
    }
    for entity in catalog.of_kind("component"):
        if "*" not in options.types and entity.type not in options.types:
            continue
        # The root's README tells about the repository; it is a service's own only where the service is declared there.
        if entity.folder in documented or catalog.graph.ties(entity.ref, "describedBy"):
            continue
        readme = f"{entity.folder}/README.md" if entity.folder else "README.md"
        yield Finding(
            rule=rule.id,
            message=f"The {called(entity)} has no page and no README.",
            mend=f"Write {readme}: what it does, how to run it, what to know before changing it.",
            place=entity.where("metadata.name"),
            entity=entity.ref,
        )
