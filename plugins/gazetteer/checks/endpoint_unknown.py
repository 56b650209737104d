"""A document names an endpoint that its API does not have.

## What it finds

Endpoints in code spans (`POST /orders/{id}`) of documents about an API: those that belong to it or to the service that
provides it, or that link its specification. The finding is made when no specification of the repository has the
operation, and this API could have it: it has others below the same first segment, or had that path in an earlier
version. Endpoints of other companies are left alone.

## Why

The reader writes a client against it, and learns in production that it is not there.

## How to mend

Write the operation that took its place, or delete the sentence; if the specification forgot it, add it there.

## Wrong

```markdown title="orders/README.md"
# Orders

Cancel with `DELETE /orders/{id}`. The [specification](openapi.yaml) tells the rest.
```

```yaml title="orders/openapi.yaml"
openapi: 3.0.3
info: {title: Orders, version: 1.0.0, description: Takes orders.}
paths:
  /orders/{orderId}:
    get:
      operationId: getOrder
      parameters: [{name: orderId, in: path, required: true, schema: {type: string}}]
      responses: {"200": {description: The order}}
```

```text title="CODEOWNERS"
/orders/ @acme/shop
```

## Right

```markdown title="orders/README.md"
# Orders

Read one with `GET /orders/{id}`. The [specification](openapi.yaml) tells the rest.
```

```yaml title="orders/openapi.yaml"
openapi: 3.0.3
info: {title: Orders, version: 1.0.0, description: Takes orders.}
paths:
  /orders/{orderId}:
    get:
      operationId: getOrder
      parameters: [{name: orderId, in: path, required: true, schema: {type: string}}]
      responses: {"200": {description: The order}}
```
"""

from collections.abc import Iterator

import msgspec

from gazetteer.evidence.endpoints import Endpoints, Unknown
from gazetteer.model.catalog import Catalog
from gazetteer.model.document import Document
from gazetteer.model.finding import Finding
from gazetteer.model.place import Place
from gazetteer.model.rule import Confidence, Rule, Severity

rule = Rule(
    "endpoint-unknown",
    Severity.WARNING,
    "A document names an endpoint that does not exist.",
    Confidence.MEDIUM,
)


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What may be chosen.

    Attributes:
        classes: classes of documents that may name what is gone.
    """

    classes: tuple[str, ...] = ("decision", "changelog", "post-mortem", "generated")


def check(catalog: Catalog, options: Options) -> Iterator[Finding]:
    """Yields one finding for each line that names an endpoint which is not there."""
    endpoints = Endpoints(catalog)
    for path in endpoints.guides:
        document = catalog.fact(path, Document)
        if document and document.class_ not in options.classes:
            for unknown in endpoints.unknown(path):
                yield _finding(unknown)


def _finding(unknown: Unknown) -> Finding:
    specification = unknown.specification.partition("#")[0]
    meant = (
        f"Write `{unknown.nearest}` if that is meant; else correct"
        if unknown.nearest
        else "Correct"
    )
    return Finding(
        rule=rule.id,
        message=f"`{unknown.mention.text}` is no operation of {specification}.",
        mend=f"{meant} the sentence, or add the operation to the specification.",
        place=unknown.mention.place,
        subject=unknown.mention.text,
        related=(Place(specification),),
    )
