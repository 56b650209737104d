"""Something that lives depends on something that is on its way out.

## What it finds

Ties `dependsOn`, `consumesApis`, `reads` and `writes` from an entity in use to one whose lifecycle is `deprecated` or
`decommissioned`. The option `lifecycles` names others.

## Why

The end of the deprecated part will take the other one with it, unless somebody plans the move.

## How to mend

Move to the successor; until then, silence the finding with the date by which the move is planned.

## Wrong

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
  dependsOn: ["component:prices"]
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: prices
  description: Knew what things cost.
spec:
  type: library
  lifecycle: deprecated
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
  dependsOn: ["component:pricing"]
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: pricing
  description: Knows what things cost.
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

rule = Rule(
    "deprecated-used", Severity.WARNING, "Something in use depends on something deprecated."
)
USED = ("dependencyOf", "apiConsumedBy", "readBy", "writtenBy")


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What may be chosen.

    Attributes:
        lifecycles: lifecycles that nobody should depend on.
    """

    lifecycles: tuple[str, ...] = ("deprecated", "decommissioned")


def check(catalog: Catalog, options: Options) -> Iterator[Finding]:
    """Yields one finding for each use of something deprecated by something that is not."""
    for used in catalog.entities.values():
        if used.lifecycle.lower() not in options.lifecycles:
            continue
        # Seen from the deprecated end, of which there are few.
        for tie in catalog.graph.ties(used.ref, *USED):
            user = catalog.entity(tie.other)
            if user is None or user.lifecycle.lower() in options.lifecycles:
                continue
            yield Finding(
                rule=rule.id,
                message=f"The {called(user)} depends on the {called(used)}, which is {used.lifecycle}.",
                mend=f"Move the {called(user)} to the successor and correct {tie.place.path}.",
                place=tie.place,
                subject=f"{tie.type} {used.ref}",
                entity=user.ref,
                related=(used.where("spec.lifecycle"),),
            )
