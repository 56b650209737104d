"""The version of an API cannot be compared with another.

## What it finds

Versions of API descriptions that are neither semantic (`2.1.3`, `1.0.0-beta.1`) nor short (`v1`, `2`, `1.4`) nor a
date (`2026-01-31`). The option `styles` narrows the choice.

## Why

Tools and people order versions. `latest`, `final` and `${VERSION}` have no order, and say nothing about what changed.

## How to mend

Write a semantic version into `info.version`.

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
  definition:
    $text: ./openapi.yaml
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

```yaml title="openapi.yaml"
openapi: 3.1.0
info:
  title: Cart
  version: latest
paths: {}
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
  definition:
    $text: ./openapi.yaml
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

```yaml title="openapi.yaml"
openapi: 3.1.0
info:
  title: Cart
  version: 1.0.0
paths: {}
```
"""

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from gazetteer.checks._words import called
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding
from gazetteer.model.place import Place
from gazetteer.model.rule import Rule, Severity

rule = Rule("version-invalid", Severity.NOTE, "The version of an API has no order.")

STYLES = {
    # semver.org, item 2, 9 and 10
    "semver": re.compile(
        r"(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?(\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?"
    ),
    # also the channel that Google's and Kubernetes' versions carry: v1beta2
    "short": re.compile(r"[vV]?\d+(\.\d+){0,2}((alpha|beta)\d*)?"),
    "date": re.compile(r"\d{4}-\d\d-\d\d([.-][0-9A-Za-z]+)?"),
}
LONGEST = 100


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What may be chosen.

    Attributes:
        styles: ways of writing a version that will do: `semver`, `short`, `date`.
    """

    styles: tuple[Literal["semver", "short", "date"], ...] = ("semver", "short", "date")


def check(catalog: Catalog, options: Options) -> Iterator[Finding]:
    """Yields one finding for each API whose description has a version that cannot be ordered."""
    for api in catalog.of_kind("api"):
        surface = catalog.surface(api)
        if surface is None or not surface.version:
            continue
        version = surface.version
        if len(version) <= LONGEST and any(
            STYLES[style].fullmatch(version) for style in options.styles
        ):
            continue
        place = (
            Place(api.definition_path) if api.definition_path else api.definition_place or api.place
        )
        yield Finding(
            rule=rule.id,
            message=f"The version '{version[:LONGEST]}' of the {called(api)} cannot be put in order with others.",
            mend=f"Write a semantic version such as 1.0.0 into `info.version` in {place.path}.",
            place=place,
            subject=version,
            entity=api.ref,
        )
