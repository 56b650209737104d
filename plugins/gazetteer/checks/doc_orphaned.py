"""No way leads to a page.

## What it finds

Pages of an MkDocs site whose `nav` does not name them, to which no other document links, and which belong to no entity
of the catalog. READMEs and index pages, records of decisions and change logs are found by themselves. A site without
`nav`, or with a plugin that makes one, holds all its pages. The option `classes` leaves classes of documents out.

## Why

Nobody reads it, so nobody notices when it becomes wrong; and who needs it does not find it.

## How to mend

Add the page to `nav` in `mkdocs.yml`, link to it from the page where its reader comes from, or delete it.

## Wrong

```yaml title="mkdocs.yml"
site_name: Shop
nav: [index.md]
```

```markdown title="docs/index.md"
# The shop

Everything about it.
```

```markdown title="docs/refunds.md"
# Refunds

How they work.
```

## Right

```yaml title="mkdocs.yml"
site_name: Shop
nav: [index.md]
```

```markdown title="docs/index.md"
# The shop

Everything about it, such as [refunds](refunds.md).
```

```markdown title="docs/refunds.md"
# Refunds

How they work.
```
"""

from collections.abc import Iterator

import msgspec

from gazetteer.evidence.reach import Navigation, navigations, reached
from gazetteer.model.catalog import Catalog
from gazetteer.model.document import Document
from gazetteer.model.finding import Finding
from gazetteer.model.place import Place
from gazetteer.model.rule import Rule, Severity

rule = Rule("doc-orphaned", Severity.NOTE, "No way leads to a page.")


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What may be chosen.

    Attributes:
        classes: classes of documents that need no way to them.
    """

    classes: tuple[str, ...] = ("readme", "decision", "changelog")


def check(catalog: Catalog, options: Options) -> Iterator[Finding]:
    """Yields one finding for each page that nothing leads to."""
    sites = [site for site in navigations(catalog) if site.pages is not None]
    if not sites:
        return
    unnamed: list[tuple[str, Navigation]] = []
    for path in catalog.facts:
        document = catalog.fact(path, Document)
        if document is None or document.class_ in options.classes:
            continue
        site = next((site for site in sites if path.startswith(site.docs)), None)
        if site and path not in (site.pages or ()):
            unnamed.append((path, site))
    found = reached(catalog) if unnamed else frozenset()
    for path, site in unnamed:
        if path not in found:
            yield Finding(
                rule=rule.id,
                message=f"Nothing leads to {path}: `nav` does not name it, and no document links to it.",
                mend=f"Add it to `nav` in {site.site}, link to it where its reader comes from, or delete it.",
                place=Place(path, 1),
            )
