"""Something significant came in without a decision that names it.

## What it finds

With `--since REF`: new data stores, services (components that are no libraries), APIs, and packages of others that a
manifest needs at run time, that no record names: neither by `touches`, nor by a `[[ref]]`, nor by a word of its text. A
proposed record will do; a rejected, superseded or deprecated one will not. The settings say what is `significant`:
`data-store`, `service`, `api`, `dependency`. Without it, and without `--since`, the rule is silent.

A data store is a resource of the catalog, and a product whose image, chart or cloud resource comes into a compose file,
a Kubernetes manifest, the values or requirements of a Helm chart, or Terraform for the first time: `image: postgres:16`
asks for a decision that names PostgreSQL. Another version, another service or another mirror of what is there already
does not. `images` names more images that are data stores.

## Why

In a year somebody will ask why there are two databases. The day on which the second one comes is the day to write it
down.

## How to mend

Write a record: `gazetteer new decision "Keep carts in PostgreSQL" --touches resource:cart-db`.

## Wrong

```yaml title="gazetteer.yml"
rules:
  decision-missing:
    significant: [data-store, service]
```

```yaml title="stores.yaml (before)"
apiVersion: backstage.io/v1alpha1
kind: Group
metadata:
  name: shop
spec:
  type: team
  children: []
```

```yaml title="stores.yaml"
apiVersion: backstage.io/v1alpha1
kind: Resource
metadata:
  name: cart-db
  description: The carts.
spec:
  type: database
  owner: group:shop
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

```yaml title="gazetteer.yml"
rules:
  decision-missing:
    significant: [data-store, service]
```

```yaml title="stores.yaml (before)"
apiVersion: backstage.io/v1alpha1
kind: Group
metadata:
  name: shop
spec:
  type: team
  children: []
```

```yaml title="stores.yaml"
apiVersion: backstage.io/v1alpha1
kind: Resource
metadata:
  name: cart-db
  description: The carts.
spec:
  type: database
  owner: group:shop
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata:
  name: shop
spec:
  type: team
  children: []
```

```markdown title="decisions/0001-keep-carts-in-postgresql.md"
# 1. Keep carts in PostgreSQL

Date: 2026-01-31

## Status

Accepted

## Context

Carts must be kept.

## Decision

We keep them in `cart-db`.

## Consequences

Backups are needed.
```
"""

import re
from collections.abc import Iterator, Mapping
from typing import Literal

import msgspec

from gazetteer.checks._records import DecisionRecord, decision_records
from gazetteer.checks._words import called
from gazetteer.evidence.dependencies import dependencies
from gazetteer.evidence.stores import Store, new_stores
from gazetteer.model.catalog import Catalog
from gazetteer.model.entity import Entity
from gazetteer.model.finding import Finding
from gazetteer.model.place import Place
from gazetteer.model.ref import Ref
from gazetteer.model.rule import Rule, Severity

rule = Rule(
    "decision-missing",
    Severity.ERROR,
    "Something significant came in without a decision that names it.",
    occasional=True,
)
KINDS = {"data-store": "resource", "service": "component", "api": "api"}
NO_SERVICE = frozenset({"library", "documentation", "tool", "package"})
"""Types of components that do not run."""
PAST = frozenset({"rejected", "superseded", "deprecated"})


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What may be chosen.

    Attributes:
        significant: what needs a decision when it is new.
        images: names of more images that are data stores, without registry and tag.
    """

    significant: tuple[Literal["data-store", "service", "api", "dependency"], ...] = ()
    images: tuple[str, ...] = ()


def check(catalog: Catalog, options: Options) -> Iterator[Finding]:
    """Yields one finding for each new thing that no decision names; nothing without a base to compare with."""
    if catalog.before is None or not options.significant:
        return
    named = _Named(catalog)
    for what in options.significant:
        for entity in catalog.of_kind(KINDS[what]) if what in KINDS else ():
            if entity.kind == "resource" and entity.evidence:
                continue  # a store that only a file runs is told by its image, below
            is_service = what != "service" or entity.type not in NO_SERVICE
            is_new = entity.ref not in catalog.before.entities
            if is_new and is_service and not named.entity(entity):
                yield _unnamed(entity)
    if "data-store" in options.significant:
        for store in new_stores(catalog, options.images):
            if not any(map(named.word, store.words)):
                yield _store(store)
    if "dependency" in options.significant:
        before = dependencies(catalog.before)
        for name, place in dependencies(catalog).items():
            if name not in before and not named.word(name):
                yield _package(name, place)


class _Named:
    """What the decisions of a catalog name."""

    def __init__(self, catalog: Catalog) -> None:
        self._records: Mapping[Ref | None, DecisionRecord] = {
            record.entity: record
            for record in decision_records(catalog).values()
            if record.decision.status not in PAST
        }
        self._catalog = catalog
        texts = (catalog.read(record.path) or "" for record in self._records.values())
        self._text = "\n".join(texts).lower()

    def entity(self, entity: Entity) -> bool:
        """Whether a decision has its name or title, or came with it into its own log.

        Older records of the log in whose folder it appears are not about it.
        """
        if any(self.word(name) for name in (entity.name, entity.title) if name):
            return True
        before = self._catalog.before
        deciders = self._catalog.graph.others(entity.ref, "decidedBy")
        records = (self._records.get(ref) for ref in deciders)
        return any(record and before and record.path not in before.paths for record in records)

    def word(self, name: str) -> bool:
        """Whether a decision has the name in its text, as a word of its own."""
        word = re.escape(name.lower())
        return re.search(rf"(?<![\w-]){word}(?![\w-])", self._text) is not None


def _unnamed(entity: Entity) -> Finding:
    name = called(entity)
    return Finding(
        rule=rule.id,
        message=f"The {name} is new, and no decision names it.",
        mend=f'Write one: `gazetteer new decision "Title" --touches {entity.ref.short}`.',
        place=entity.place,
        subject=str(entity.ref),
        entity=entity.ref,
    )


def _store(store: Store) -> Finding:
    return Finding(
        rule=rule.id,
        message=f"{store.text} brings in {store.product}, which is new, and no decision names it.",
        mend=f'Say in a record why it is needed: `gazetteer new decision "Use {store.product}"`.',
        place=store.place,
        subject=f"data-store {store.product}",
    )


def _package(name: str, place: Place) -> Finding:
    return Finding(
        rule=rule.id,
        message=f"{place.path} needs {name}, which is new, and no decision names it.",
        mend=f'Say in a record why it is needed (`gazetteer new decision "Use {name}"`), or do without it.',
        place=place,
        subject=f"dependency {name}",
    )
