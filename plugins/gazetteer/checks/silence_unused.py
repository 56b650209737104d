"""A silence has nothing to silence.

## What it finds

Rules named by a comment that have no finding on that line (or in the file), entries of `ignore:` in the settings that
fit no finding, and accepted findings of the baseline that are gone.

A run that cannot know it says nothing: of rules that it could not decide (a shallow clone), that judge only against a
base or on request, of anything when it compares with a base (`--since`), and of `link-broken` in the pages of a site
with the plugin `gazetteer/gate`, which says so when the site is built.

## Why

A silence that outlived its finding will one day hide a new one.

## How to mend

Delete the comment or the entry; `gazetteer check --prune` takes what is gone out of the baseline.

## Wrong

```yaml title="catalog-info.yaml"
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: cart # gazetteer: ignore description-missing, docs-missing -- generated, described upstream
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

rule = Rule("silence-unused", DEFAULTS["silence-unused"], "A silence has nothing to silence.")


def check(_catalog: Catalog, _options: NoOptions) -> Iterator[Finding]:
    """Yields nothing: the step that silences makes these findings."""
    return iter(())
