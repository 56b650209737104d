"""The time between an announcement and the end is too short.

## What it finds

With `--since REF`, operations whose `x-sunset` is new and nearer than the option for their stability demands (`stable`
is what has no `x-stability-level`). Entities whose `spec.deprecation` has `since` and `sunset` too near to each other,
with or without a base; those without `since` count as announced by the change that brings the sunset.

## Why

Consumers have plans of their own. A quarter is what most need to notice, plan, build and roll out a move.

## How to mend

Choose a later date.

## Wrong

```yaml title="openapi.yaml (before)"
openapi: 3.1.0
info:
  title: Cart
  version: 1.0.0
paths:
  /carts:
    get:
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
      x-sunset: "2026-12-01"
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
      x-sunset: "2027-12-01"
      responses:
        "200": {description: All carts.}
```
"""

from collections.abc import Iterator
from datetime import date

import msgspec

from gazetteer.checks._endings import called_part
from gazetteer.evidence.deadlines import Ending, as_date, endings
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding
from gazetteer.model.rule import Rule, Severity

rule = Rule("notice-short", Severity.WARNING, "The notice before an announced end is too short.")


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What may be chosen.

    Attributes:
        stable: days of notice for what is stable.
        beta: days of notice for what is in beta; drafts and alphas need none.
    """

    stable: int = 90
    beta: int = 30


def check(catalog: Catalog, options: Options) -> Iterator[Finding]:
    """Yields one finding for each announcement that leaves too little time."""
    policy = {"stable": options.stable, "beta": options.beta, "alpha": 0, "draft": 0}
    known: dict[tuple[str, str], date | None] | None = None
    if catalog.before is not None:
        known = {_identity(ending): ending.end for ending in endings(catalog.before)}
    for ending in endings(catalog):
        end, start = ending.end, _announced(ending, known, catalog.today)
        wanted = policy.get(ending.stability, options.stable)
        if end is None or start is None or (end - start).days >= wanted or end < catalog.today:
            continue
        days = max((end - start).days, 0)
        yield Finding(
            rule=rule.id,
            message=f"The end of {called_part(ending)} on {end} leaves {days} days of notice; "
            f"{wanted} are wanted for what is {ending.stability}.",
            mend="Choose a later date.",
            place=ending.place,
            subject=f"{ending.part} {ending.sunset}",
            entity=ending.entity.ref,
        )


def _announced(
    ending: Ending, known: dict[tuple[str, str], date | None] | None, today: date
) -> date | None:
    """The day of the announcement; None when it is not known, or long past: a later day is no new announcement."""
    if since := as_date(ending.since):
        return since
    if known is None:
        return None
    earlier = known.get(_identity(ending))
    return None if earlier and ending.end and earlier <= ending.end else today


def _identity(ending: Ending) -> tuple[str, str]:
    # A field stays itself when its type is called otherwise, or moves to another file.
    part = ending.part.rpartition(" of ")[0] if ending.part.startswith("field ") else ending.part
    return str(ending.entity.ref), part
