"""A document about all operations of an API leaves some out.

## What it finds

Operations of an API that a guide does not name, where the guide names at least three of them and at least the part
`share` of all (half, unless the settings say otherwise): such a guide reads as if it were complete. A guide is a
document that belongs to the API or to its provider, or that links the specification; change logs and other documents
of the past are none. Deprecated operations may be left out.

## Why

Who reads a list takes it for the whole list.

## How to mend

Add the operation to the guide; or let the guide speak of few operations and link to the reference page for the rest.

## Wrong

```markdown title="orders/README.md"
# Orders

`GET /orders`, `POST /orders`, `GET /orders/{id}`; see the [specification](openapi.yaml).
```

```yaml title="orders/openapi.yaml"
openapi: 3.0.3
info: {title: Orders, version: 1.0.0, description: Takes orders.}
paths:
  /orders:
    get: {operationId: listOrders, responses: {"200": {description: Orders}}}
    post: {operationId: addOrder, responses: {"201": {description: The order}}}
  /orders/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get: {operationId: getOrder, responses: {"200": {description: The order}}}
    delete: {operationId: cancelOrder, responses: {"204": {description: Gone}}}
```

```text title="CODEOWNERS"
/orders/ @acme/shop
```

## Right

```markdown title="orders/README.md"
# Orders

Place one with `POST /orders`; see the [specification](openapi.yaml) for the rest.
```

```yaml title="orders/openapi.yaml"
openapi: 3.0.3
info: {title: Orders, version: 1.0.0, description: Takes orders.}
paths:
  /orders:
    get: {operationId: listOrders, responses: {"200": {description: Orders}}}
    post: {operationId: addOrder, responses: {"201": {description: The order}}}
```
"""

from collections.abc import Iterator

import msgspec

from gazetteer.evidence.endpoints import Endpoints, called, operation_label
from gazetteer.model.catalog import Catalog
from gazetteer.model.document import Document
from gazetteer.model.finding import Finding
from gazetteer.model.place import Place
from gazetteer.model.rule import Confidence, Rule, Severity
from gazetteer.model.surface import Surface

rule = Rule(
    "endpoint-undocumented",
    Severity.NOTE,
    "A guide to an API leaves an operation out.",
    Confidence.MEDIUM,
)
FEWEST = 3
METHODS = frozenset({"GET", "PUT", "POST", "PATCH", "DELETE"})


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What may be chosen.

    Attributes:
        share: part of an API's operations that a document must name to be taken for a complete guide.
        classes: classes of documents that are no guides.
    """

    share: float = 0.5
    classes: tuple[str, ...] = ("decision", "changelog", "post-mortem", "generated")


def check(catalog: Catalog, options: Options) -> Iterator[Finding]:
    """Yields one finding for each operation that a guide leaves out."""
    endpoints = Endpoints(catalog)
    for path, keys in endpoints.guides.items():
        document = catalog.fact(path, Document)
        if document is None or document.class_ in options.classes:
            continue
        texts = {mention.text for mention in endpoints.named(path)}
        for key in keys:
            yield from _left_out(path, key, endpoints.surfaces[key], texts, options.share)


def _left_out(
    path: str, key: str, surface: Surface, texts: set[str], share: float
) -> Iterator[Finding]:
    wanted = [o for o in surface.operations if o.method in METHODS and not o.deprecated]
    told = {found.anchor for text in texts if (found := called(surface, text))}
    missing = [operation for operation in wanted if operation.anchor not in told]
    if len(wanted) - len(missing) < max(FEWEST, share * len(wanted)):
        return
    for operation in missing:
        label = operation_label(operation)
        yield Finding(
            rule=rule.id,
            message=f"{path} lists operations of {key.partition('#')[0]}, but not `{label}`.",
            mend="Add it, or link to the reference page of the API for the rest.",
            place=Place(path, 1),
            subject=label,
            related=(operation.place,),
        )
