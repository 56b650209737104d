"""An ownership file names a team that is not declared any more.

## What it finds

Lines of the ownership file in force that name a team which is no declared group, where the other teams it names are: so
the names are meant to agree, and this one is gone or misspelled. It is silent where fewer than half of the teams are
declared, since there teams and groups go by different names; map them with `owners.teams` in the settings.

## Why

Reviews of these files are asked from nobody, and the pages say that nobody answers for them.

## How to mend

Name the team that took over, or map the handle to its group with `owners.teams`.

## Wrong

```text title=".github/CODEOWNERS"
/services/cart/ @acme/shop
/services/parcels/ @acme/logistics
```

```yaml title="teams.yaml"
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: shop}
spec: {type: team, children: []}
```

## Right

```text title=".github/CODEOWNERS"
/services/cart/ @acme/shop
/services/parcels/ @acme/delivery
```

```yaml title="teams.yaml"
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: shop}
spec: {type: team, children: []}
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: delivery}
spec: {type: team, children: []}
```
"""

from collections.abc import Iterator

from gazetteer.checks._nearest import Nearest
from gazetteer.checks._words import called
from gazetteer.extension import NoOptions
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding
from gazetteer.model.ownership import OwningTeam
from gazetteer.model.rule import Rule, Severity

rule = Rule("owner-gone", Severity.WARNING, "An ownership file names a team that does not exist.")


def check(catalog: Catalog, _options: NoOptions) -> Iterator[Finding]:
    """Yields one finding for each team that an ownership file names and nobody declares."""
    teams = [value for path in catalog.facts for value in catalog.facts_of(path, OwningTeam)]
    gone = [team for team in teams if not catalog.knows(team.ref)]
    if not gone or len(gone) * 2 > len(teams):
        return
    nearest = Nearest(catalog)
    for team in gone:
        guess = nearest.to(team.ref, ("group",))
        meant = f"Write `{guess.name}` if that is who you mean; else name" if guess else "Name"
        yield Finding(
            rule=rule.id,
            message=f"`{team.handle}` owns files here, but there is no {called(team.ref)}.",
            mend=f"{meant} the team that took over, or map the handle in `owners.teams` of the settings.",
            place=team.place,
            subject=team.handle,
        )
