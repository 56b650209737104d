"""A silence is written in a way that silences nothing.

## What it finds

Comments `gazetteer: ignore ...` without a reason, without a rule, or with a date that is none, and a baseline file that
cannot be read.

## Why

Its author believes that the finding is accepted. A silence without a reason cannot be judged by the next reader.

## How to mend

Write `gazetteer: ignore RULE -- reason`, if you like with `until 2027-01-31` at the end.

## Wrong

```yaml title="catalog-info.yaml"
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: cart # gazetteer: ignore description-missing -- generated, described upstream
spec:
  type: library # gazetteer: ignore
  lifecycle: production
  owner: shop
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata:
  name: shop
spec:
  type: team
  children: []
```

## Right

```yaml title="catalog-info.yaml"
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: cart # gazetteer: ignore description-missing -- generated, described upstream
spec:
  type: library
  lifecycle: production
  owner: shop
```
"""

from collections.abc import Iterator

from gazetteer.evidence.silence import DEFAULTS
from gazetteer.extension import NoOptions
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding
from gazetteer.model.rule import Rule

rule = Rule(
    "silence-invalid", DEFAULTS["silence-invalid"], "A silence is written so that it does nothing."
)


def check(_catalog: Catalog, _options: NoOptions) -> Iterator[Finding]:
    """Yields nothing: the step that silences makes these findings."""
    return iter(())
