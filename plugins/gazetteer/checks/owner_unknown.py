"""An owner is no group or user that exists.

## What it finds

Owners that are neither declared in this tree nor named by `known_refs`, and owners that are no group or user at all.

Many companies keep their groups elsewhere. Where a tree declares no group and no user, each unknown owner is told once,
as a warning, whatever it owns; where it declares some, every entity with an unknown owner is an error. The option
`groups` decides by hand: `here` always demands a declaration, `elsewhere` only looks at the kind.

## Why

A team that was renamed or dissolved still looks like an owner. Nobody answers, and nobody sees that before it matters.

## How to mend

Correct the name, declare the group, or list it under `known_refs` (`group:*` accepts every group).

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
  owner: shopping
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
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata:
  name: shop
spec:
  type: team
  children: []
```
"""

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from gazetteer.checks._nearest import Nearest
from gazetteer.checks._refused import refused
from gazetteer.checks._words import called, listed
from gazetteer.model.catalog import Catalog
from gazetteer.model.fault import Fault
from gazetteer.model.finding import Finding
from gazetteer.model.ref import Ref
from gazetteer.model.relation import Relation
from gazetteer.model.rule import Rule, Severity

rule = Rule("owner-unknown", Severity.ERROR, "An owner is no group or user that exists.")
OWNERS = ("group", "user")
RELATED = 10
"""Places that one finding names besides its own."""


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What may be chosen.

    Attributes:
        groups: where groups and users are declared: `here`, `elsewhere`, or `auto` to judge by whether this tree
            declares any.
    """

    groups: Literal["auto", "here", "elsewhere"] = "auto"


def check(catalog: Catalog, options: Options) -> Iterator[Finding]:
    """Yields a finding for each entity with an unknown owner, or for each unknown owner where no group is declared."""
    # Owners of pages are `front-matter-invalid`.
    ownerships = [
        relation
        for relation in catalog.relations
        if relation.type == "ownedBy" and relation.source.kind != "document"
    ]
    for relation in ownerships:
        if relation.target.kind not in OWNERS:
            yield _no_owner(relation)
    if options.groups == "elsewhere":
        return
    unknown = [
        relation
        for relation in ownerships
        if relation.target.kind in OWNERS and not catalog.knows(relation.target)
    ]
    # Groups that an ownership file merely mentions declare nothing.
    declared = any(not entity.evidence for entity in catalog.of_kind(*OWNERS))
    if options.groups == "here" or declared:
        nearest, kept_out = Nearest(catalog), refused(catalog)
        for relation in unknown:
            yield _unknown(relation, nearest, kept_out.get(relation.target))
    else:
        by_owner: dict[Ref, list[Relation]] = {}
        for relation in unknown:
            by_owner.setdefault(relation.target, []).append(relation)
        for owner, relations in by_owner.items():
            yield _undeclared(owner, relations)


def _no_owner(relation: Relation) -> Finding:
    return Finding(
        rule=rule.id,
        message=f"The {called(relation.source)} is owned by the {called(relation.target)}, "
        "but only a group or a user can own something.",
        mend=f"Name a group (`group:...`) or a user (`user:...`) as the owner in {relation.place.path}.",
        place=relation.place,
        subject=str(relation.target),
        entity=relation.source,
    )


def _unknown(relation: Relation, nearest: Nearest, fault: Fault | None) -> Finding:
    owner = relation.target
    message = (
        f"The {called(relation.source)} is owned by the {called(owner)}, which does not exist."
    )
    if fault is not None:
        message = f"The {called(relation.source)} is owned by the {called(owner)}, which was refused at {fault.place}."
        mend = f"Mend the {called(owner)} in {fault.place.path}."
    elif guess := nearest.to(owner, OWNERS):
        mend = f"Write `{guess.short}` if that is who you mean, or {_known(owner)}."
    else:
        mend = f"Correct the name, declare the {called(owner)}, or {_known(owner)}."
    return Finding(
        rule=rule.id,
        severity=Severity.NOTE if fault else None,
        message=message,
        mend=mend,
        place=relation.place,
        subject=str(owner),
        entity=relation.source,
        related=(fault.place,) if fault else (),
    )


def _undeclared(owner: Ref, relations: Sequence[Relation]) -> Finding:
    owned = listed(called(relation.source) for relation in relations)
    return Finding(
        rule=rule.id,
        severity=Severity.WARNING,
        message=f"The {called(owner)} owns the {owned}, but this tree declares no group and no user.",
        mend=f"Declare the {called(owner)}, or {_known(owner)} (`{owner.kind}:*` accepts every {owner.kind}).",
        place=relations[0].place,
        subject=str(owner),
        entity=relations[0].source,
        related=tuple(relation.place for relation in relations[1 : RELATED + 1]),
    )


def _known(owner: Ref) -> str:
    return f"add `{owner.short}` to `known_refs:` in the settings if it is declared elsewhere"
