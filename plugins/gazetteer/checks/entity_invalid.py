"""An entity was refused because it breaks a rule of its format.

## What it finds

Entities of a descriptor that lack a required field, have a field of the wrong type, a name or label outside the allowed
characters, or a kind that nobody knows. The rules are those of Backstage's entity model.

## Why

A refused entity is not in the catalog: it has no page, and everything that points at it points nowhere.

## How to mend

Correct the field that is named. Each message says what the format demands there.

## Wrong

```yaml title="catalog-info.yaml"
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: cart
  description: Keeps what a customer is about to buy.
spec:
  type: library
  owner: shop
```

## Right

```yaml title="catalog-info.yaml"
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: cart
  description: Keeps what a customer is about to buy.
spec:
  type: library
  lifecycle: production
  owner: shop
```
"""

from collections.abc import Iterator

from msgspec.structs import replace

from gazetteer.checks._definitions import is_definition_fault
from gazetteer.checks._words import from_fault
from gazetteer.extension import NoOptions
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding
from gazetteer.model.rule import Rule, Severity

rule = Rule("entity-invalid", Severity.ERROR, "An entity was refused by a rule of its format.")

_SEVERITY = {
    "remote": Severity.NOTE,  # what stands at an address elsewhere may be right; nothing is fetched
    "empty": Severity.WARNING,  # Backstage skips an empty file, and says nothing
}


def check(catalog: Catalog, _options: NoOptions) -> Iterator[Finding]:
    """Yields one finding for each rule of its format that an entity breaks."""
    for fault in catalog.faults:
        if fault.kind != "entity" or is_definition_fault(catalog, fault):
            continue  # a definition that leads nowhere is `api-undefined`
        finding = from_fault(fault, rule.id, "correct the field that is named")
        yield replace(finding, severity=_SEVERITY.get(fault.code, rule.severity))
