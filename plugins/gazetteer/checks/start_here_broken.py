"""A step that a team wrote for newcomers leads nowhere, or the file cannot be understood.

## What it finds

In `start-here.yml`: a link of `read` or `tasks` to a file, section or entity that does not exist; a `team` that is no
group of the catalog; keys that are unknown or of the wrong kind. Addresses of other hosts are believed.

## Why

It is the first thing that a new colleague tries. A dead end on the first day costs an hour and the trust in every other
page.

## How to mend

Correct the link or take the step out. Paths are relative to the file's own folder, `component:cart` names an entity.

## Wrong

```yaml title="teams.yaml"
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: shop}
spec: {type: team, children: []}
```

```yaml title="start-here.yml"
team: group:shop
read:
  - docs/first-day.md
```

## Right

```yaml title="teams.yaml"
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: shop}
spec: {type: team, children: []}
```

```yaml title="start-here.yml"
team: group:shop
read:
  - README.md
tasks:
  - title: Run the tests
    done: They pass on your machine.
```

```markdown title="README.md"
# Shop
```
"""

from collections.abc import Iterator

from gazetteer.checks._words import called, from_fault, sentence
from gazetteer.evidence.links import Broken
from gazetteer.evidence.start_here import followed, links, team_of, written
from gazetteer.extension import NoOptions
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding
from gazetteer.model.rule import Rule, Severity
from gazetteer.model.start_here import StartHere

rule = Rule(
    "start-here-broken", Severity.ERROR, "A step that is written for newcomers leads nowhere."
)


def check(catalog: Catalog, _options: NoOptions) -> Iterator[Finding]:
    """Yields one finding for each fault of a file, each unknown team and each link that leads nowhere."""
    for fault in catalog.faults:
        if fault.kind == "start-here":
            yield from_fault(fault, rule.id, "correct the file")
    for file in written(catalog):
        yield from _team(catalog, file)
        for link in links(file):
            found = followed(catalog, file, link)
            if isinstance(found, Broken):
                guess = (
                    f"Write `{found.suggestion}` if that is what you mean"
                    if found.suggestion
                    else ""
                )
                yield Finding(
                    rule=rule.id,
                    message=sentence(f"The step {link.target[:80]} leads nowhere: {found.reason}"),
                    mend=sentence(
                        guess or f"Correct the link in {link.place.path}, or take the step out"
                    ),
                    place=link.place,
                    subject=link.target,
                )


def _team(catalog: Catalog, file: StartHere) -> Iterator[Finding]:
    if not file.team:
        return
    ref = team_of(file)
    if ref is None or not catalog.knows(ref):
        shown = called(ref) if ref else f"group {file.team}"
        yield Finding(
            rule=rule.id,
            message=f"{file.place.path} is for the {shown}, which the catalog does not hold.",
            mend="Name a group that is declared, such as `group:shop`.",
            place=file.team_place or file.place,
            subject=file.team,
        )
