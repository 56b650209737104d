"""The day on which something was to end has passed, and it is still there.

## What it finds

Operations, parameters and properties whose `x-sunset` has passed, and entities whose `spec.deprecation.sunset` has.
For the days of the option `grace` after it the finding is a warning. The date of the run decides; `--today` fixes it.

## Why

Who moved in time did it for nothing, and who did not learns that dates mean nothing here. The next one will be believed
by nobody.

## How to mend

Remove what has ended, or agree on a new date with those who still use it and write that.

## Wrong

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
    since: 2026-01-31
    sunset: 2026-10-31
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

## Right

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
kind: Group
metadata:
  name: shop
spec:
  type: team
  children: []
```
"""

from collections.abc import Iterator

import msgspec

from gazetteer.checks._endings import called_part
from gazetteer.evidence.deadlines import endings
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding
from gazetteer.model.rule import Rule, Severity

rule = Rule(
    "sunset-passed", Severity.ERROR, "A sunset has passed, and what it was for is still there."
)


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What may be chosen.

    Attributes:
        grace: days after the sunset for which the finding is a warning only.
    """

    grace: int = 0


def check(catalog: Catalog, options: Options) -> Iterator[Finding]:
    """Yields one finding for each thing that outlives its own end."""
    for ending in endings(catalog):
        end = ending.end
        if end is None or end >= catalog.today:
            continue
        days = (catalog.today - end).days
        ago = "yesterday" if days == 1 else f"{days} days ago"
        yield Finding(
            rule=rule.id,
            message=f"The sunset of {called_part(ending)} was {ago}, on {end}, and it is still there.",
            mend="Remove it, or agree on a new date with those who still use it.",
            place=ending.place,
            subject=f"{ending.part} {ending.sunset}",
            severity=Severity.WARNING if days <= options.grace else None,
            entity=ending.entity.ref,
        )
