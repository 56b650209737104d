"""A change of an API breaks callers who keep to the old description.

## What it finds

With `--since REF`, each change of an OpenAPI, AsyncAPI, GraphQL, protobuf or JSON Schema description after which what
worked before can fail: an operation that is gone without having been deprecated, a request field that became required,
a type that became another, a value that is no longer taken, a response field that is no longer there. The finding names
the operations that are reached, and the known consumers with the evidence for them: who declares the API, who lists the
operation, and whose pacts call it. A field of a response hits only those consumers whose pacts read it; who has no pact
is named with the words that what it reads is not known.

That no consumer is named is no proof that there is none.

## Why

Consumers deploy on other days than you do. What breaks them is found by them, in production.

## How to mend

Keep the old way working beside the new one: add the field as optional, add a new operation and mark the old one as
`deprecated`. Where the break is meant, raise the major version, agree with the consumers that are named, and silence
the finding with that reason.

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
              required: []
              properties:
                shop: {type: string}
                note: {type: string}
      responses:
        "201": {description: The new cart.}
```
"""

from collections.abc import Iterator

from gazetteer.apis.compare.mends import mend
from gazetteer.checks._differences import EARLY, MOVED, differences, told
from gazetteer.extension import NoOptions
from gazetteer.model.catalog import Catalog
from gazetteer.model.change import Level
from gazetteer.model.finding import Finding
from gazetteer.model.rule import Rule, Severity

rule = Rule(
    "api-breaking", Severity.ERROR, "A change of an API breaks its callers.", occasional=True
)
ELSE = "Else agree with the consumers and raise the major version."


def check(catalog: Catalog, _options: NoOptions) -> Iterator[Finding]:
    """Yields one finding for each breaking change since the base."""
    for difference in differences(catalog):
        for change in difference.changes:
            if change.level is Level.BREAKING and not change.rule.endswith((EARLY, *MOVED)):
                yield told(rule.id, difference, change, f"{mend(change)} {ELSE}")
