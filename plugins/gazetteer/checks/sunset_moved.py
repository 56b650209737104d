"""An announced end came nearer, or the announcement was deleted.

## What it finds

With `--since REF`, an `x-sunset` (of an operation, a parameter or a property) or `spec.deprecation.sunset` that is
earlier than it was, or that is no longer there although the deprecation is.

## Why

Others planned with the old date. To move it against them is a breaking change of its own.

## How to mend

Restore the date. A later one is always fine.

## Wrong

```yaml title="openapi.yaml (before)"
openapi: 3.1.0
info:
  title: Cart
  version: 1.0.0
paths:
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
  version: 1.0.0
paths:
  /carts:
    get:
      deprecated: true
      description: Use `GET /baskets` instead.
      x-sunset: "2027-03-31"
      responses:
        "200": {description: All carts.}
```

## Right

```yaml title="openapi.yaml (before)"
openapi: 3.1.0
info:
  title: Cart
  version: 1.0.0
paths:
  /carts:
    get:
      deprecated: true
      description: Use `GET /baskets` instead.
      x-sunset: "2027-03-31"
      responses:
        "200": {description: All carts.}
```

```yaml title="openapi.yaml"
openapi: 3.1.0
info:
  title: Cart
  version: 1.0.0
paths:
  /carts:
    get:
      deprecated: true
      description: Use `GET /baskets` instead.
      x-sunset: "2027-10-31"
      responses:
        "200": {description: All carts.}
```
"""

from collections.abc import Iterator

from gazetteer.checks._differences import MOVED, differences, told
from gazetteer.checks._words import called, sentence
from gazetteer.evidence.deadlines import as_date
from gazetteer.extension import NoOptions
from gazetteer.model.catalog import Catalog
from gazetteer.model.entity import Entity
from gazetteer.model.finding import Finding
from gazetteer.model.rule import Rule, Severity

rule = Rule(
    "sunset-moved", Severity.ERROR, "An announced end came nearer or was deleted.", occasional=True
)
MEND = "Restore the date that others planned with; a later one is always fine."


def check(catalog: Catalog, _options: NoOptions) -> Iterator[Finding]:
    """Yields one finding for each date that was moved against those who planned with it."""
    for difference in differences(catalog):
        for change in difference.changes:
            if change.rule.endswith(MOVED):
                yield told(rule.id, difference, change, MEND)
    if catalog.before is None:
        return
    for was in catalog.before.entities.values():
        now = catalog.entity(was.ref)
        if was.deprecation and was.deprecation.sunset and now and now.deprecation:
            yield from _entity(was.deprecation.sunset, now.deprecation.sunset, now)


def _entity(old: str, new: str, entity: Entity) -> Iterator[Finding]:
    before, after = as_date(old), as_date(new)
    if before is None or (after is not None and after >= before):
        return
    what = f"moved from {old} to {new}" if new else f"{old} was deleted"
    yield Finding(
        rule=rule.id,
        message=sentence(f"The sunset of the {called(entity)} {what}"),
        mend=MEND,
        place=entity.where("spec.deprecation.sunset"),
        subject=f"{old} {new}",
        entity=entity.ref,
    )
