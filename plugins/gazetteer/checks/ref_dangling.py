"""A reference names an entity that does not exist.

## What it finds

Ties (`system`, `dependsOn`, `providesApis`, `consumesApis`, `memberOf`, `parent` and the like) whose other end is
neither declared in this tree nor named by `known_refs`. Owners have a rule of their own, `owner-unknown`.

When the other end was declared but refused, the finding is a note that says where: mending that mends this.

## Why

The map has a hole exactly where somebody thought there was a neighbour: after a rename, a typing mistake, or the end of
a service that others still name.

## How to mend

Correct the name, declare the entity, or list it under `known_refs` if another repository declares it.

## Wrong

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
  dependsOn: ["component:prices"]
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: pricing
  description: Knows what things cost.
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
  name: cart
  description: Keeps what a customer is about to buy.
spec:
  type: library
  lifecycle: production
  owner: shop
  dependsOn: ["component:pricing"]
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: pricing
  description: Knows what things cost.
spec:
  type: library
  lifecycle: production
  owner: shop
```
"""

from collections.abc import Iterator, Sequence

from gazetteer.checks._nearest import Nearest
from gazetteer.checks._refused import refused
from gazetteer.checks._words import called, listed
from gazetteer.extension import NoOptions
from gazetteer.model.catalog import Catalog
from gazetteer.model.fault import Fault
from gazetteer.model.finding import Finding
from gazetteer.model.ref import Ref
from gazetteer.model.relation import Relation
from gazetteer.model.rule import Rule, Severity

PEOPLE = ("group", "user")
TOLD_OTHERWISE = ("ownedBy", "decides")
"""Ties that `owner-unknown` and `decision-orphaned` tell."""
RELATED = 5
"""Further places that such a finding shows."""

rule = Rule("ref-dangling", Severity.ERROR, "A reference names an entity that does not exist.")


def check(catalog: Catalog, _options: NoOptions) -> Iterator[Finding]:
    """Yields one finding for each tie whose other end is missing, one for all people where none are declared."""
    nearest = Nearest(catalog)
    kept_out = refused(catalog)
    imported: dict[str, list[Relation]] = {}
    for relation in catalog.dangling:
        if relation.type in TOLD_OTHERWISE:
            continue
        kind = relation.target.kind
        fault = kept_out.get(relation.target)
        if fault is not None:
            yield _refused(relation, fault)
        elif kind in PEOPLE and not catalog.of_kind(kind):
            imported.setdefault(kind, []).append(relation)
        else:
            yield _missing(relation, nearest.to(relation.target))
    for kind, relations in imported.items():
        yield _imported(kind, relations)


def _imported(kind: str, relations: Sequence[Relation]) -> Finding:
    """Teams and people usually come from a directory: where none is declared, that is one cause, not a hundred."""
    names = listed(dict.fromkeys(relation.target.short for relation in relations))
    return Finding(
        rule=rule.id,
        severity=Severity.WARNING,
        message=f"This tree declares no {kind}, but {len(relations)} references name {names}.",
        mend=f"Add `{kind}:*` to `known_refs:` in the settings if they come from elsewhere, or declare them.",
        place=relations[0].place,
        subject=kind,
        related=tuple(relation.place for relation in relations[1 : RELATED + 1]),
    )


def _missing(relation: Relation, guess: Ref | None) -> Finding:
    target = relation.target
    known = (
        f"add `{target.short}` to `known_refs:` in the settings if another repository declares it"
    )
    mend = (
        f"Write `{guess.short}` if that is what you mean, or {known}."
        if guess
        else f"Correct the name, declare the {called(target)}, or {known}."
    )
    return Finding(
        rule=rule.id,
        message=f"The {called(relation.source)} names the {called(target)} ({_field(relation)}), which does not exist.",
        mend=mend,
        place=relation.place,
        subject=f"{relation.type} {target}",
        entity=relation.source,
    )


def _refused(relation: Relation, fault: Fault) -> Finding:
    target = called(relation.target)
    return Finding(
        rule=rule.id,
        severity=Severity.NOTE,
        message=f"The {called(relation.source)} names the {target}, which was refused at {fault.place}.",
        mend=f"Mend the {target} in {fault.place.path}; this reference is right as soon as it is.",
        place=relation.place,
        subject=f"{relation.type} {relation.target}",
        entity=relation.source,
        related=(fault.place,),
    )


def _field(relation: Relation) -> str:
    """The field in which the reference stands: its name without `spec.` and list positions, or the type of the tie."""
    parts = [part for part in relation.place.key.split(".") if part and not part.isdigit()]
    return f"`{parts[-1]}`" if parts else f"`{relation.type}`"
