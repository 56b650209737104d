"""A runbook leaves out what is needed at night, or a service in production has no objective.

## What it finds

Runbooks of services in production without a heading for one of the parts that every runbook needs: symptoms,
diagnosis, mitigation, escalation, rollback. Usual other words count too (`Alerts`, `Troubleshooting`, `Contacts`,
`Roll back`). As a note, where some services in production have objectives, those for which nothing says how good they
must be: no link whose type, title or address says SLO, and no such heading in their documentation.

The option `runbook` names other parts, `sections` those of other classes of documents; `lifecycles` and `tags` choose
whose documents must have them (a tag such as `tier-1`); `objectives` is `always`, `never`, or `auto` as above.

## Why

A runbook is read by somebody who was just woken, and who needs the part that nobody wrote.

## How to mend

Add the heading and what belongs under it. If the part stands under another word, add that word to the heading.

## Wrong

```yaml title="services/cart/catalog-info.yaml"
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: cart
  description: Keeps what a customer is about to buy.
  links:
    - {url: "https://slo.example/cart", title: SLO}
spec: {type: service, lifecycle: production, owner: shop}
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: shop}
spec: {type: team, children: []}
```

```markdown title="services/cart/docs/runbook.md"
# Runbook of the cart

## Alerts

## Troubleshooting

## Mitigation

## Who to call
```

## Right

```yaml title="services/cart/catalog-info.yaml"
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: cart
  description: Keeps what a customer is about to buy.
  links:
    - {url: "https://slo.example/cart", title: SLO}
spec: {type: service, lifecycle: production, owner: shop}
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: shop}
spec: {type: team, children: []}
```

```markdown title="services/cart/docs/runbook.md"
# Runbook of the cart

## Alerts

## Troubleshooting

## Mitigation

## Who to call

## Roll back
```
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal

import msgspec

from gazetteer.checks._words import called
from gazetteer.model.catalog import Catalog
from gazetteer.model.document import Document
from gazetteer.model.entity import Entity
from gazetteer.model.finding import Finding
from gazetteer.model.place import Place
from gazetteer.model.rule import Rule, Severity

rule = Rule("section-missing", Severity.WARNING, "A document leaves out a part that it must have.")

WORDS = {
    "symptoms": "symptom alert alarm signal detect what-you-see is-it-well is-it-healthy health monitor",
    "diagnosis": "diagnos troubleshoot debug investigat triage root-cause find-the-cause first-look",
    "mitigation": "mitigat remed resol recover repair restart fix workaround common-problem known-issue",
    "escalation": "escalat contact on-call oncall who-to who-can whom-to call-for support get-help",
    "rollback": "rollback roll-back rolling-back revert undo previous-version",
    "objectives": "slo slos sli service-level objective",
}
"""Part of a document -> beginnings of the words under which people write it, `-` for any gap between two."""


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What may be chosen.

    Attributes:
        runbook: the parts that a runbook must have, by a word of their heading.
        sections: other class of documents -> the parts that each must have.
        types: types of components that are judged.
        lifecycles: lifecycles in which they are judged.
        tags: tags of components that are judged; empty for all.
        objectives: whether a service must say how good it has to be; `auto` where another one does.
    """

    runbook: tuple[str, ...] = ("symptoms", "diagnosis", "mitigation", "escalation", "rollback")
    sections: dict[str, tuple[str, ...]] = {}
    types: tuple[str, ...] = ("service",)
    lifecycles: tuple[str, ...] = ("production",)
    tags: tuple[str, ...] = ()
    objectives: Literal["auto", "always", "never"] = "auto"


def check(catalog: Catalog, options: Options) -> Iterator[Finding]:
    """Yields one finding for each part that a document of a judged service lacks."""
    required = {"runbook": options.runbook, **options.sections}
    aimless: list[Entity] = []
    judged = list(_judged(catalog, options))
    for entity in judged:
        documents = _documents(catalog, entity)
        for path, document in documents.items():
            for part in required.get(document.class_, ()):
                if not _has(document, part):
                    yield _missing(entity, path, document, part)
        if not _says_how_good(entity, documents):
            aimless.append(entity)
    if options.objectives == "always" or (
        options.objectives == "auto" and len(aimless) < len(judged)
    ):
        yield from (_aimless(entity) for entity in aimless)


def _judged(catalog: Catalog, options: Options) -> Iterator[Entity]:
    for entity in catalog.of_kind("component"):
        if entity.type not in options.types or entity.lifecycle not in options.lifecycles:
            continue
        if not options.tags or set(options.tags) & set(entity.tags):
            yield entity


def _aimless(entity: Entity) -> Finding:
    return Finding(
        rule=rule.id,
        severity=Severity.NOTE,
        message=f"Nothing says how good the {called(entity)} must be.",
        mend=f"Link its objectives under `metadata.links` with `type: slo` in {entity.place.path}, "
        "or write them under a heading such as `## Service level`.",
        place=entity.where("spec.lifecycle"),
        entity=entity.ref,
        subject="objectives",
    )


def _documents(catalog: Catalog, entity: Entity) -> Mapping[str, Document]:
    """Path -> page, of those that belong to an entity."""
    found = {}
    for tie in catalog.graph.ties(entity.ref, "describedBy"):
        page = catalog.entity(tie.other)
        if page and (document := catalog.fact(page.place.path, Document)):
            found[page.place.path] = document
    return found


def _has(document: Document, part: str) -> bool:
    pattern = _pattern(part)
    return any(pattern.search(heading.title) for heading in document.headings)


def _says_how_good(entity: Entity, documents: Mapping[str, Document]) -> bool:
    pattern = _pattern("objectives")
    texts = [f"{link.type} {link.title} {link.url}" for link in entity.links]
    texts += entity.annotations
    return any(pattern.search(text) for text in texts) or any(
        _has(document, "objectives") for document in documents.values()
    )


@cache
def _pattern(part: str) -> re.Pattern[str]:
    words = WORDS.get(part.lower(), "").split() or [re.sub(r"\s+", "-", part.strip())]
    beginnings = "|".join(re.escape(word).replace(r"\-", r"[\s-]+") for word in words)
    return re.compile(rf"(?<![a-z])(?:{beginnings})", re.IGNORECASE)


def _missing(entity: Entity, path: str, document: Document, part: str) -> Finding:
    return Finding(
        rule=rule.id,
        message=f"The {document.class_} of the {called(entity)} has no part about {part}.",
        mend=f"Add a heading such as `## {part.capitalize()}` to {path}, and what belongs under it.",
        place=Place(path, 1),
        entity=entity.ref,
        subject=part,
    )
