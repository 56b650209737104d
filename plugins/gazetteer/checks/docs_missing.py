"""A service has no page of documentation at all.

## What it finds

Components of type `service` with neither a README in their folder nor a page that belongs to them, and that do not say
where their documentation is (`backstage.io/techdocs-ref: url:...`, or a link whose type or title says docs). Choose
other types with the option `types`; `["*"]` means all. A component of another repository, described in a file
together with others, is left alone.

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

import re
from collections.abc import Iterator

import msgspec

from gazetteer.checks._folders import shared_folders
from gazetteer.checks._words import called
from gazetteer.model.catalog import Catalog
from gazetteer.model.entity import Entity
from gazetteer.model.finding import Finding
from gazetteer.model.rule import Rule, Severity

rule = Rule("docs-missing", Severity.WARNING, "A service has no page of documentation.")
DOCS = re.compile(r"\b(?:tech)?docs?\b|\bdocumentation\b|\breadme\b", re.IGNORECASE)


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What may be chosen.

    Attributes:
        types: types of components that must be documented.
    """

    types: tuple[str, ...] = ("service",)


def check(catalog: Catalog, options: Options) -> Iterator[Finding]:
    """Yields one finding for each service without any documentation."""
    shared = shared_folders(catalog)
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
        own = {entity.folder}
        if entity.evidence:  # it may be named by a folder above the one that holds its manifest
            own.add(entity.place.path.rpartition("/")[0])
        if own & documented or catalog.graph.ties(entity.ref, "describedBy"):
            continue
        if _documented_elsewhere(entity, shared=entity.folder in shared):
            continue
        readme = f"{entity.folder}/README.md" if entity.folder else "README.md"
        yield Finding(
            rule=rule.id,
            message=f"The {called(entity)} has no page and no README.",
            mend="Link its documentation under `metadata.links` with `type: docs` in "
            f"{entity.place.path}, or give it a folder and a README of its own."
            if entity.folder in shared
            else f"Write {readme}: what it does, how to run it, what to know before changing it.",
            place=entity.where("metadata.name"),
            entity=entity.ref,
        )


def _documented_elsewhere(entity: Entity, *, shared: bool) -> bool:
    """Whether its documentation is where this tree does not reach: by its own word, or since its code is not here."""
    annotations = entity.annotations
    if annotations.get("backstage.io/techdocs-ref", "").startswith("url:"):
        return True
    if shared and annotations.get("backstage.io/source-location", "").startswith("url:"):
        return True
    return any(DOCS.search(f"{link.type} {link.title}") for link in entity.links)
