"""A service in production has no runbook.

## What it finds

Components of type `service` and lifecycle `production` without a page that is a runbook, without a link whose type or
title says runbook, and without an annotation that names one. The options `types` and `lifecycles` choose others.

## Why

Whoever is woken at night by this service has never seen it before.

## How to mend

Write `docs/runbook.md` in the service's folder: how to see whether it is well, how to restart and roll back, whom to
call. Or link the runbook under `metadata.links` with `type: runbook`.

## Wrong

```yaml title="services/cart/catalog-info.yaml"
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: cart
  description: Keeps what a customer is about to buy.
spec:
  type: service
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

```markdown title="services/cart/README.md"
# Cart

Keeps what a customer is about to buy.
```

## Right

```yaml title="services/cart/catalog-info.yaml"
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: cart
  description: Keeps what a customer is about to buy.
  links:
    - url: https://wiki.example/cart/runbook
      title: Runbook
      type: runbook
spec:
  type: service
  lifecycle: production
  owner: shop
```
"""

from collections.abc import Iterator

import msgspec

from gazetteer.checks._folders import shared_folders
from gazetteer.checks._words import called, sentence
from gazetteer.model.catalog import Catalog
from gazetteer.model.document import Document
from gazetteer.model.entity import Entity
from gazetteer.model.finding import Finding
from gazetteer.model.rule import Rule, Severity

rule = Rule("runbook-missing", Severity.WARNING, "A service in production has no runbook.")
WORD = "runbook"


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What may be chosen.

    Attributes:
        types: types of components that need a runbook.
        lifecycles: lifecycles in which they need it.
    """

    types: tuple[str, ...] = ("service",)
    lifecycles: tuple[str, ...] = ("production",)


def check(catalog: Catalog, options: Options) -> Iterator[Finding]:
    """Yields one finding for each service in production without a runbook."""
    shared = shared_folders(catalog)
    for entity in catalog.of_kind("component"):
        if entity.type not in options.types or entity.lifecycle not in options.lifecycles:
            continue
        if _linked(entity) or _written(catalog, entity):
            continue
        folder = f"{entity.folder}/" if entity.folder else ""
        link = (
            f"link the runbook under `metadata.links` with `type: runbook` in {entity.place.path}"
        )
        yield Finding(
            rule=rule.id,
            message=f"The {called(entity)} is in production and has no runbook.",
            mend=sentence(
                link if entity.folder in shared else f"write {folder}docs/runbook.md, or {link}"
            ),
            place=entity.where("spec.lifecycle"),
            entity=entity.ref,
        )


def _linked(entity: Entity) -> bool:
    return any(
        WORD in f"{link.type} {link.title} {link.url}".lower() for link in entity.links
    ) or any(WORD in key.lower() for key in entity.annotations)


def _written(catalog: Catalog, entity: Entity) -> bool:
    for tie in catalog.graph.ties(entity.ref, "describedBy"):
        page = catalog.entity(tie.other)
        document = catalog.fact(page.place.path, Document) if page else None
        if document is not None and document.class_ == WORD:
            return True
    return False
