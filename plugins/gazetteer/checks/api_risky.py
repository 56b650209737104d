"""A change of an API may break callers, depending on what they do.

## What it finds

With `--since REF`, each change whose effect depends on the caller or on a policy: an optional field of a response that
was removed, a value that was added to a list of a response, a default or a pattern that changed, servers that moved, an
operation that was removed after it had been deprecated. Also a description that cannot be compared with its base,
because one of the two cannot be read.

## Why

Most callers will not notice. The one who does was not asked.

## How to mend

Look at the known consumers that the finding names. Where nobody is hit, silence it with that reason.

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
        "200":
          description: All carts.
          content:
            application/json:
              schema:
                type: object
                properties:
                  shop: {type: string}
                  note: {type: string}
```

```yaml title="openapi.yaml"
openapi: 3.1.0
info:
  title: Cart
  version: 1.1.0
paths:
  /carts:
    get:
      responses:
        "200":
          description: All carts.
          content:
            application/json:
              schema:
                type: object
                properties:
                  shop: {type: string}
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
        "200":
          description: All carts.
          content:
            application/json:
              schema:
                type: object
                properties:
                  shop: {type: string}
```

```yaml title="openapi.yaml"
openapi: 3.1.0
info:
  title: Cart
  version: 1.1.0
paths:
  /carts:
    get:
      responses:
        "200":
          description: All carts.
          content:
            application/json:
              schema:
                type: object
                properties:
                  shop: {type: string}
                  note: {type: string}
```
"""

from collections.abc import Iterator

from gazetteer.apis.compare.mends import mend
from gazetteer.checks._differences import differences, told
from gazetteer.checks._words import sentence
from gazetteer.extension import NoOptions
from gazetteer.model.catalog import Catalog
from gazetteer.model.change import Level
from gazetteer.model.finding import Finding
from gazetteer.model.place import Place
from gazetteer.model.rule import Confidence, Rule, Severity

rule = Rule(
    "api-risky",
    Severity.WARNING,
    "A change of an API may break some callers.",
    Confidence.MEDIUM,
    occasional=True,
)
LOOK = "Look whether a consumer relies on it."


def check(catalog: Catalog, _options: NoOptions) -> Iterator[Finding]:
    """Yields one finding for each risky change since the base, and one for each comparison that was refused."""
    for difference in differences(catalog):
        for change in difference.changes:
            if change.level is Level.RISKY:
                yield told(rule.id, difference, change, f"{LOOK} {mend(change)}")
        if difference.refused:
            place = difference.refused_place or Place(difference.path)
            yield Finding(
                rule=rule.id,
                message=sentence(
                    f"what changed in {difference.path} is not known: {difference.refused}"
                ),
                mend="Correct the description; until then no change of it is judged.",
                place=place,
                subject="refused",
                entity=difference.api,
            )
