"""An entity has no owner.

## What it finds

Components, APIs, resources, systems and domains for which neither a descriptor nor an ownership file names a group or
user. Choose other kinds with the option `kinds`.

## Why

Nobody answers for it: questions, incidents and security reports about it end nowhere.

## How to mend

Name the team in `spec.owner` of its descriptor, or give the folder an owner in `CODEOWNERS`.

## Wrong

```yaml title="compose.yaml"
services:
  cart:
    build: ./cart
```

```text title="cart/Dockerfile"
FROM python:3.13
```

```markdown title="cart/README.md"
# Cart

Keeps what a customer is about to buy.
```

## Right

```yaml title="compose.yaml"
services:
  cart:
    build: ./cart
```

```text title="cart/Dockerfile"
FROM python:3.13
```

```markdown title="cart/README.md"
# Cart

Keeps what a customer is about to buy.
```

```text title="CODEOWNERS"
/cart/ @acme/shop
```
"""

from collections.abc import Iterator

import msgspec

from gazetteer.checks._words import called
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding
from gazetteer.model.rule import Rule, Severity

rule = Rule("owner-missing", Severity.WARNING, "An entity has no owner.")


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What may be chosen.

    Attributes:
        kinds: kinds of entities that must have an owner.
    """

    kinds: tuple[str, ...] = ("component", "api", "resource", "system", "domain")


def check(catalog: Catalog, options: Options) -> Iterator[Finding]:
    """Yields one finding for each entity without an owner; a malformed owner is `ref-malformed`."""
    for entity in catalog.of_kind(*options.kinds):
        if entity.owner_text or catalog.owner(entity.ref):
            continue
        where = f"`{entity.folder}/`" if entity.folder else "it"
        mend = (
            f"Give {where} an owner in CODEOWNERS, or describe it in a catalog-info.yaml with `spec.owner`."
            if entity.evidence
            else f"Name the team that answers for it in `spec.owner` in {entity.place.path}."
        )
        yield Finding(
            rule=rule.id,
            message=f"The {called(entity)} has no owner.",
            mend=mend,
            place=entity.where("spec.owner"),
            entity=entity.ref,
        )
