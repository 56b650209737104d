"""A change brings in things that nobody documents, so that a smaller part is documented than before.

## What it finds

With `--since`: the share of entities with a description or a page, of operations with a summary or description, or of
variables that documents name, where a document lists variables, is smaller than at the base, because of something that
was not there or was documented then. Without a base there is nothing to compare with.

## Why

Nobody documents everything in one go. What counts is that it gets better, and the moment to see that it gets worse is
the change that does it.

## How to mend

Document what the finding names.

## Wrong

```yaml title="openapi.yaml (before)"
openapi: 3.0.3
info: {title: Orders, version: 1.0.0, description: Takes orders.}
paths:
  /orders:
    get: {summary: All orders, operationId: listOrders, responses: {"200": {description: Orders}}}
```

```yaml title="openapi.yaml"
openapi: 3.0.3
info: {title: Orders, version: 1.1.0, description: Takes orders.}
paths:
  /orders:
    get: {summary: All orders, operationId: listOrders, responses: {"200": {description: Orders}}}
    post: {operationId: addOrder, responses: {"201": {description: The order}}}
```

## Right

```yaml title="openapi.yaml (before)"
openapi: 3.0.3
info: {title: Orders, version: 1.0.0, description: Takes orders.}
paths:
  /orders:
    get: {summary: All orders, operationId: listOrders, responses: {"200": {description: Orders}}}
```

```yaml title="openapi.yaml"
openapi: 3.0.3
info: {title: Orders, version: 1.1.0, description: Takes orders.}
paths:
  /orders:
    get: {summary: All orders, operationId: listOrders, responses: {"200": {description: Orders}}}
    post: {summary: A new order, operationId: addOrder, responses: {"201": {description: The order}}}
```
"""

from collections.abc import Iterator

import msgspec

from gazetteer.evidence.coverage import KINDS, Coverage, coverage
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding
from gazetteer.model.rule import Rule, Severity

rule = Rule(
    "coverage-dropped",
    Severity.WARNING,
    "A smaller part is documented than before the change.",
    occasional=True,
)
SHOWN = 4


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What may be chosen.

    Attributes:
        of: what is counted.
        tolerance: percentage points by which a share may sink.
    """

    of: tuple[str, ...] = KINDS
    tolerance: float = 0.0


def check(catalog: Catalog, options: Options) -> Iterator[Finding]:
    """Yields one finding for each share that has sunk."""
    if catalog.before is None:
        return
    for kind in options.of:
        if kind in KINDS:
            before, now = coverage(catalog.before, kind), coverage(catalog, kind)
            new = [name for name in now.missing if name not in before.missing]
            if new and before.all and now.share < before.share - options.tolerance / 100:
                yield _finding(kind, before, now, new)


def _finding(kind: str, before: Coverage, now: Coverage, new: list[str]) -> Finding:
    shown = ", ".join(f"`{name}`" for name in new[:SHOWN])
    more = f" and {len(new) - SHOWN} more" if len(new) > SHOWN else ""
    return Finding(
        rule=rule.id,
        message=f"Of the {kind}, {now} are documented; at the base it was {before}. Not documented: {shown}{more}.",
        mend="Document what this change brings in.",
        place=now.missing[new[0]],
        subject=kind,
        related=tuple(now.missing[name] for name in new[1:SHOWN]),
    )
