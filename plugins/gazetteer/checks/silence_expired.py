"""A silence has come to its end.

## What it finds

Comments, entries of `ignore:` in the settings and lines of the baseline whose `until` date has passed while the finding
is still there. The finding counts again.

## Why

Somebody promised to mend this by that date.

## How to mend

Mend what the silence hid. If that has to wait, give it a new date and say why.

## Wrong

```yaml title="catalog-info.yaml"
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: cart # gazetteer: ignore description-missing -- after the merge until 2001-01-31
spec:
  type: library
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
  name: cart # gazetteer: ignore description-missing -- after the merge until 9999-01-31
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

rule = Rule("silence-expired", DEFAULTS["silence-expired"], "A silence has come to its end.")


def check(_catalog: Catalog, _options: NoOptions) -> Iterator[Finding]:
    """Yields nothing: the step that silences makes these findings."""
    return iter(())
