"""An entity does not say what it is.

## What it finds

Components, APIs, resources, systems and domains whose description is empty. Choose other kinds with the option `kinds`.

## Why

A name explains nothing to somebody who joined this month. Without a description the entry is found by its name or not
at all.

## How to mend

Write one or two sentences into `metadata.description`: what it does, and for whom.

## Wrong

```yaml title="catalog-info.yaml"
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: cart
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
kind: Component
metadata:
  name: cart
  description: Keeps what a customer is about to buy.
spec:
  type: library
  lifecycle: production
  owner: shop
```
"""

from collections.abc import Iterator

import msgspec

from gazetteer.checks._words import called
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding
from gazetteer.model.rule import Rule, Severity

rule = Rule("description-missing", Severity.WARNING, "An entity does not say what it is.")


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What may be chosen.

    Attributes:
        kinds: kinds of entities that must have a description.
    """

    kinds: tuple[str, ...] = ("component", "api", "resource", "system", "domain")


def check(catalog: Catalog, options: Options) -> Iterator[Finding]:
    """Yields one finding for each entity without a description."""
    for entity in catalog.of_kind(*options.kinds):
        if entity.description.strip():
            continue
        surface = catalog.surface(entity) if entity.kind == "api" else None
        if surface is not None and surface.description.strip():
            continue
        folder = f"{entity.folder}/" if entity.folder else ""
        mend = (
            f"Open {folder}README.md with a paragraph on what it does, or describe it in a catalog-info.yaml."
            if entity.evidence
            else f"Write a sentence or two into `metadata.description` in {entity.place.path}."
        )
        yield Finding(
            rule=rule.id,
            message=f"The {called(entity)} has no description.",
            mend=mend,
            place=entity.where("metadata.name"),
            entity=entity.ref,
        )
