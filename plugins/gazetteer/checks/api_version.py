"""An API broke its callers without a new major version.

## What it finds

With `--since REF`, descriptions with a breaking change whose `info.version` did not rise as semantic versioning
demands: the major number, or the minor one below 1.0.0. Versions that are not of the form 1.2 or 1.2.3 are left alone.
Changes that only move an announced end (`sunset-moved`) do not count.

## Why

A version is the one thing that tools and people compare before they take an upgrade.

## How to mend

Raise the major number in `info.version`, or take the breaking change back.

## Wrong

```yaml title="openapi.yaml (before)"
openapi: 3.1.0
info:
  title: Cart
  version: 1.0.0
paths:
  /carts:
    post:
      requestBody:
        content:
          application/json:
            schema:
              type: object
              required: [shop]
              properties:
                shop: {type: string}
                note: {type: string}
      responses:
        "201": {description: The new cart.}
```

```yaml title="openapi.yaml"
openapi: 3.1.0
info:
  title: Cart
  version: 1.1.0
paths:
  /carts:
    post:
      requestBody:
        content:
          application/json:
            schema:
              type: object
              required: [shop, note]
              properties:
                shop: {type: string}
                note: {type: string}
      responses:
        "201": {description: The new cart.}
```

## Right

```yaml title="openapi.yaml (before)"
openapi: 3.1.0
info:
  title: Cart
  version: 1.0.0
paths:
  /carts:
    post:
      requestBody:
        content:
          application/json:
            schema:
              type: object
              required: [shop]
              properties:
                shop: {type: string}
                note: {type: string}
      responses:
        "201": {description: The new cart.}
```

```yaml title="openapi.yaml"
openapi: 3.1.0
info:
  title: Cart
  version: 2.0.0
paths:
  /carts:
    post:
      requestBody:
        content:
          application/json:
            schema:
              type: object
              required: [shop, note]
              properties:
                shop: {type: string}
                note: {type: string}
      responses:
        "201": {description: The new cart.}
```
"""

import re
from collections.abc import Iterator

from gazetteer.checks._differences import MOVED, differences
from gazetteer.extension import NoOptions
from gazetteer.model.catalog import Catalog
from gazetteer.model.change import Level
from gazetteer.model.finding import Finding
from gazetteer.model.place import Place
from gazetteer.model.rule import Rule, Severity

rule = Rule(
    "api-version",
    Severity.ERROR,
    "An API broke its callers without a new major version.",
    occasional=True,
)

_SEMANTIC = re.compile(r"[vV]?(\d{1,9})\.(\d{1,9})(?:\.\d{1,9})?(?:[-+].*)?")


def check(catalog: Catalog, _options: NoOptions) -> Iterator[Finding]:
    """Yields one finding for each description whose version hides a breaking change."""
    for difference in differences(catalog):
        broken = [
            change
            for change in difference.changes
            if change.level is Level.BREAKING and not change.rule.endswith(MOVED)
        ]
        old, new = difference.versions
        wanted = _demanded(old)
        if not broken or difference.gone or not wanted or not _is_below(new, wanted):
            continue
        count = "1 breaking change" if len(broken) == 1 else f"{len(broken)} breaking changes"
        yield Finding(
            rule=rule.id,
            message=f"The version went from {old} to {new} with {count}; semantic versioning demands {wanted}."
            if old != new
            else f"The version is still {old} after {count}; semantic versioning demands {wanted}.",
            mend=f"Write {wanted} into `info.version`, or take the breaking change back.",
            place=difference.version_place or Place(difference.path),
            subject=f"{old} {new}",
            entity=difference.api,
            related=tuple(change.place for change in broken[:3]),
        )


def _demanded(old: str) -> str:
    """The least version that may break what the old one promised (semver.org, items 4 and 8); empty for no semver."""
    match = _SEMANTIC.fullmatch(old)
    if match is None:
        return ""
    major, minor = int(match[1]), int(match[2])
    return f"{major + 1}.0.0" if major else f"0.{minor + 1}.0"


def _is_below(version: str, wanted: str) -> bool:
    ours, least = _SEMANTIC.fullmatch(version), _SEMANTIC.fullmatch(wanted)
    if ours is None or least is None:
        return False
    return (int(ours[1]), int(ours[2])) < (int(least[1]), int(least[2]))
