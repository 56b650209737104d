"""Something was removed before the day that was announced for it.

## What it finds

With `--since REF`, operations, parameters, properties and response headers that are gone although their `x-sunset`
lies ahead, and entities that are gone although their `spec.deprecation.sunset` does. With the option
`sunset_required`, also what was deprecated, but never had a date. What was removed without having been deprecated is
told by `api-breaking`, or by `api-risky` where callers may not notice.

## Why

A sunset is a promise that it works until then. Others have planned their own work by it.

## How to mend

Restore it until its sunset.

## Wrong

```yaml title="openapi.yaml (before)"
openapi: 3.1.0
info:
  title: Cart
  version: 1.0.0
paths:
  /baskets:
    get:
      responses:
        "200": {description: All baskets.}
  /carts:
    get:
      deprecated: true
      description: Use `GET /baskets` instead.
      x-sunset: "2027-10-31"
      responses:
        "200": {description: All carts.}
```

```yaml title="openapi.yaml"
openapi: 3.1.0
info:
  title: Cart
  version: 2.0.0
paths:
  /baskets:
    get:
      responses:
        "200": {description: All baskets.}
```

## Right

```yaml title="openapi.yaml (before)"
openapi: 3.1.0
info:
  title: Cart
  version: 1.0.0
paths:
  /baskets:
    get:
      responses:
        "200": {description: All baskets.}
  /carts:
    get:
      deprecated: true
      description: Use `GET /baskets` instead.
      x-sunset: "2026-10-31"
      responses:
        "200": {description: All carts.}
```

```yaml title="openapi.yaml"
openapi: 3.1.0
info:
  title: Cart
  version: 1.0.0
paths:
  /baskets:
    get:
      responses:
        "200": {description: All baskets.}
```
"""

from collections.abc import Iterator

import msgspec

from gazetteer.checks._differences import EARLY, differences, told
from gazetteer.checks._words import called, sentence
from gazetteer.evidence.deadlines import as_date
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding
from gazetteer.model.rule import Rule, Severity

rule = Rule(
    "removal-early",
    Severity.ERROR,
    "Something was removed before its announced end.",
    occasional=True,
)
MEND = "Restore it until the date that was announced."


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What may be chosen.

    Attributes:
        sunset_required: whether what goes must have had a sunset.
    """

    sunset_required: bool = False


def check(catalog: Catalog, options: Options) -> Iterator[Finding]:
    """Yields one finding for each thing that went before its time."""
    early = (EARLY, "-removed-after-deprecation") if options.sunset_required else EARLY
    for difference in differences(catalog):
        for change in difference.changes:
            if change.rule.endswith(early):
                yield told(rule.id, difference, change, MEND)
    for was in catalog.before.entities.values() if catalog.before else ():
        end = as_date(was.deprecation.sunset) if was.deprecation else None
        if end is not None and end > catalog.today and catalog.entity(was.ref) is None:
            yield Finding(
                rule=rule.id,
                message=sentence(f"The {called(was)} was removed although its sunset is {end}"),
                mend=MEND,
                place=was.place,
                subject=str(was.ref),
                entity=was.ref,
            )
