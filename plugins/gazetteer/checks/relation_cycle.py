"""Something is part of itself.

## What it finds

Circles of `partOf` (`system`, `domain`, `subdomainOf`, `subcomponentOf`) and of `childOf` (`parent`, `children`).
`dependsOn` may be circular and is not looked at; decisions that supersede one another are `decision-cycle`.

## Why

A hierarchy in a circle has no top: the members appear in no tree, and what is owned by the whole cannot be told.

## How to mend

Decide which one contains the other, and delete the reference that says the opposite.

## Wrong

```yaml title="domains.yaml"
apiVersion: backstage.io/v1alpha1
kind: Domain
metadata:
  name: sales
  description: Everything that sells.
spec:
  owner: shop
  subdomainOf: commerce
---
apiVersion: backstage.io/v1alpha1
kind: Domain
metadata:
  name: commerce
  description: Everything that trades.
spec:
  owner: shop
  subdomainOf: sales
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

```yaml title="domains.yaml"
apiVersion: backstage.io/v1alpha1
kind: Domain
metadata:
  name: sales
  description: Everything that sells.
spec:
  owner: shop
  subdomainOf: commerce
---
apiVersion: backstage.io/v1alpha1
kind: Domain
metadata:
  name: commerce
  description: Everything that trades.
spec:
  owner: shop
```
"""

from collections.abc import Iterator

from gazetteer.checks._circles import circles
from gazetteer.checks._words import called
from gazetteer.extension import NoOptions
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding
from gazetteer.model.ref import Ref
from gazetteer.model.rule import Rule, Severity

rule = Rule("relation-cycle", Severity.ERROR, "Something is part of itself.")
HIERARCHIES = {"partOf": "part of", "childOf": "a child of"}
SHOWN = 8
"""Members of a circle that the message names; longer ones are cut in the middle."""


def check(catalog: Catalog, _options: NoOptions) -> Iterator[Finding]:
    """Yields one finding for each circle, at the tie that closes it."""
    for type_, words in HIERARCHIES.items():
        above: dict[Ref, tuple[Ref, ...]] = {}
        for relation in catalog.relations:
            if relation.type == type_:
                above[relation.source] = ()
            elif relation.inverse == type_:
                above[relation.target] = ()
        for ref in above:
            above[ref] = catalog.graph.others(ref, type_)
        for circle in circles(above):
            yield _finding(catalog, type_, words, circle)


def _finding(catalog: Catalog, type_: str, words: str, circle: tuple[Ref, ...]) -> Finding:
    steps = list(zip(circle, (*circle[1:], circle[0]), strict=True))
    places = [
        next(tie.place for tie in catalog.graph.ties(low, type_) if tie.other == high)
        for low, high in steps
    ]
    names = [called(ref) for ref in (*circle, circle[0])]
    if len(names) > SHOWN:
        names[SHOWN // 2 : -SHOWN // 2] = ["..."]
    first = called(circle[0])
    return Finding(
        rule=rule.id,
        message=f"The {first} is {words} itself: {' -> '.join(names)}.",
        mend=f"Decide which one stands above the other, and delete the reference that says the opposite, "
        f"for example in {places[-1].path}.",
        place=places[0],
        subject=f"{type_} {' '.join(sorted(map(str, circle)))}",
        entity=circle[0],
        related=tuple(places[1:10]),
    )
