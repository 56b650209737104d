"""Nobody answers for a document that people act on.

## What it finds

Runbooks, how-tos, onboarding and reference pages without an `owner` in their front matter, which belong to no entity
that has an owner, and for which the ownership file names nobody. It is silent in a repository that declares no group
and has no ownership file. The option `classes` chooses other classes of documents.

## Why

When the page is wrong, there is nobody to tell; when its review falls due, there is nobody to ask.

## How to mend

Write `owner: group:...` into the front matter of the page, or give its folder an owner in `CODEOWNERS`.

## Wrong

```markdown title="docs/how-to-deploy.md"
# How to deploy

Push the button.
```

```text title="CODEOWNERS"
/services/ @acme/shop
```

## Right

```markdown title="docs/how-to-deploy.md"
# How to deploy

Push the button.
```

```text title="CODEOWNERS"
/services/ @acme/shop
/docs/ @acme/platform
```
"""

from collections.abc import Iterator

import msgspec

from gazetteer.model.catalog import Catalog
from gazetteer.model.document import Document
from gazetteer.model.finding import Finding
from gazetteer.model.ownership import OwnersFile, PathOwners
from gazetteer.model.place import Place
from gazetteer.model.rule import Rule, Severity

rule = Rule("doc-unowned", Severity.NOTE, "Nobody answers for a document that people act on.")


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What may be chosen.

    Attributes:
        classes: classes of documents that need an owner.
    """

    classes: tuple[str, ...] = ("runbook", "how-to", "onboarding", "reference")


def check(catalog: Catalog, options: Options) -> Iterator[Finding]:
    """Yields one finding for each such document without an owner."""
    has_owners = bool(catalog.of_kind("group")) or any(
        catalog.fact(path, OwnersFile) for path in catalog.facts
    )
    for page in catalog.of_kind("document") if has_owners else ():
        path = page.place.path
        document = catalog.fact(path, Document)
        if document is None or document.class_ not in options.classes or page.owner_text:
            continue
        if catalog.owner(page.ref) or catalog.fact(path, PathOwners):
            continue
        if any(catalog.owner(home) for home in catalog.graph.others(page.ref, "describes")):
            continue
        yield Finding(
            rule=rule.id,
            message=f"Nobody answers for {path}.",
            mend="Write `owner: group:...` into its front matter, or give its folder an owner in CODEOWNERS.",
            place=Place(path, 1),
            entity=page.ref,
        )
