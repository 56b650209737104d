"""A block of code in a document is no longer what stands in the file it is copied from.

## What it finds

Blocks whose opening line names a file of the repository (`title=`, `file=` or `source=`), whose lines stood in an
earlier version of that file and do not now. White space and empty lines make no difference, and a line of three dots
stands for what was left out. A block that never stood there is an example, and left alone.

## Why

People copy what they read. A setting that was renamed since, or a call with an argument too few, costs each of them
the same hour.

## How to mend

`gazetteer fix` puts the present lines into the block where it is sure which they are. Otherwise copy them.

## Wrong

````markdown title="docs/deploy.md"
# Deploy

```yaml title="deploy.yaml"
replicas: 3
```
````

```yaml title="deploy.yaml (before)"
replicas: 3
```

```yaml title="deploy.yaml"
replicas: 5
```

## Right

````markdown title="docs/deploy.md"
# Deploy

```yaml title="deploy.yaml"
replicas: 5
```
````

```yaml title="deploy.yaml"
replicas: 5
```
"""

from collections.abc import Iterator

import msgspec

from gazetteer.checks._words import sentence
from gazetteer.evidence.snippets import Doubt, Drift, drifts
from gazetteer.model.catalog import Catalog
from gazetteer.model.document import Document
from gazetteer.model.finding import Finding
from gazetteer.model.place import Place
from gazetteer.model.rule import Confidence, Rule, Severity

rule = Rule(
    "snippet-drifted",
    Severity.WARNING,
    "A block of code is no longer what its file holds.",
    Confidence.MEDIUM,
)


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What may be chosen.

    Attributes:
        classes: classes of documents that may show code as it was.
    """

    classes: tuple[str, ...] = ("decision", "changelog", "post-mortem", "generated")


def check(catalog: Catalog, options: Options) -> Iterator[Finding]:
    """Yields one finding for each block that has drifted; one more when that cannot be known of others."""
    if catalog.history.state == "none" and catalog.before is None:
        return
    doubtful: list[Place] = []
    for found in drifts(catalog):
        document = catalog.fact(found.mention.place.path, Document)
        if document and document.class_ in options.classes:
            continue
        if isinstance(found, Doubt):
            doubtful.append(found.mention.place)
        else:
            yield _finding(found)
    if doubtful:
        yield Finding(
            rule=rule.id,
            severity=Severity.NOTE,
            message=f"Whether {len(doubtful)} blocks of code in documents ever stood in the files they name cannot be "
            f"known: {catalog.history.reason}",
            mend="Give the job the history, or switch the rule off there: `rules: {snippet-drifted: off}`.",
            place=doubtful[0],
            related=tuple(doubtful[1:4]),
            undecided=True,
        )


def _finding(drift: Drift) -> Finding:
    commit = drift.commit
    by = f" since {commit.id[:9]} ({commit.subject}, {commit.date})" if commit else ""
    return Finding(
        rule=rule.id,
        message=sentence(f"This block is no longer what stands in {drift.file}{by}"),
        mend=f"Let `gazetteer fix {drift.document}` put the present lines in."
        if drift.fresh
        else f"Copy the lines that are meant from {drift.file}.",
        place=drift.mention.place,
        subject=drift.file,
        related=(Place(drift.file),),
    )
