"""A document names what is no longer there.

## What it finds

Files and folders, targets of make, npm, task and just, environment variables and symbols that a document names outside
of links, which the repository held when the sentence was written and does not hold now. A name that was never here is
left alone: it is an example, a file that a program makes, or another repository's. So are decisions, change logs and
post-mortems, which tell of the past; the option `classes` names others. Where the history is missing, the base of
`--since` is asked instead, and without one a single finding says that it cannot be known.

## Why

The reader follows the document to a place that does not exist, and stops trusting the rest of it.

## How to mend

The finding says by which commit the name went, and what it is called now where that is known: `gazetteer fix` writes
the new name of a moved file. Otherwise correct the sentence, or delete it.

## Wrong

```markdown title="docs/deploy.md (before)"
# Deploy

The settings are in `config/old.yaml`.
```

```yaml title="config/old.yaml (before)"
replicas: 3
```

```markdown title="docs/deploy.md"
# Deploy

The settings are in `config/old.yaml`.
```

## Right

```markdown title="docs/deploy.md"
# Deploy

The settings are in `config/new.yaml`.
```

```yaml title="config/new.yaml"
replicas: 3
```
"""

from collections.abc import Iterator

import msgspec

from gazetteer.checks._words import sentence
from gazetteer.evidence.mentions import Gone, Mentions
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding
from gazetteer.model.place import Place
from gazetteer.model.rule import Confidence, Rule, Severity

rule = Rule(
    "mention-gone", Severity.WARNING, "A document names what is no longer there.", Confidence.MEDIUM
)
WORDS = {"path": "", "target": "the target ", "variable": "the variable ", "symbol": ""}


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What may be chosen.

    Attributes:
        classes: classes of documents that may name what is gone.
        kinds: kinds of mentions that are judged.
    """

    classes: tuple[str, ...] = ("decision", "changelog", "post-mortem", "generated")
    kinds: tuple[str, ...] = ("path", "target", "variable", "symbol")


def check(catalog: Catalog, options: Options) -> Iterator[Finding]:
    """Yields one finding for each line of a document that names what is gone; one more when that cannot be known."""
    history = catalog.history
    if history.state == "none":
        return
    mentions = Mentions(catalog)
    doubtful: list[Place] = []
    for path, mention in mentions.unresolved(frozenset(options.classes)):
        if mention.kind not in options.kinds:
            continue
        gone = mentions.gone(path, mention)
        if gone:
            yield _finding(gone)
        elif history.state != "full":
            doubtful.append(mention.place)
    if doubtful:
        yield Finding(
            rule=rule.id,
            severity=Severity.NOTE,
            message=f"Whether {len(doubtful)} names in documents were ever here cannot be known: {history.reason}",
            mend="Give the job the history, or switch the rule off there: `rules: {mention-gone: off}`.",
            place=doubtful[0],
            related=tuple(doubtful[1:4]),
            undecided=True,
        )


def _finding(gone: Gone) -> Finding:
    mention, commit = gone.mention, gone.commit
    if mention.kind == "path" and gone.holder:
        what = f"moved to {gone.to}" if gone.to else "was removed"
    elif gone.holder:
        what = f"was taken out of {gone.holder}"
    else:
        what = "is not here any more"
    by = f" by {commit.id[:9]} ({commit.subject}, {commit.date})" if commit else ""
    if gone.to and gone.is_sure:
        mend = f"Write `{gone.to}`, or let `gazetteer fix` do it."
    elif gone.to:
        mend = f"Write `{gone.to}` if that took its place; else correct the sentence, or delete it."
    else:
        mend = "Correct the sentence, or delete it."
    return Finding(
        rule=rule.id,
        # A path without its first folders may mean another file.
        severity=None if gone.is_sure or mention.kind != "path" else Severity.NOTE,
        message=sentence(f"{WORDS[mention.kind]}`{mention.text}` {what}{by}"),
        mend=mend,
        place=mention.place,
        subject=f"{mention.kind} {mention.text}",
        related=(Place(gone.holder),) if gone.holder and mention.kind != "path" else (),
    )
