"""What a page describes has changed since somebody last looked at the page.

## What it finds

Pages whose `covers:` names files that were changed after the page's last review (`last_reviewed`) or last real edit,
whichever is later, and pages whose `covers:` names no file at all (errors). A README or a page in `docs/` of a
component that says nothing about what it covers is taken to cover the component's code; it is a warning, and only after
many commits (`inferred_commits`).

Commits that touch very many files (`bulk`) and those in `.git-blame-ignore-revs` neither refresh a page nor outdate it.
Where the history is missing (a shallow clone, no git) the answer is neither fresh nor stale: one finding says so, and
the command ends with exit code 3.

## Why

A page that describes last year's behaviour is worse than none, since it is believed.

## How to mend

Read what changed, correct the page, and commit it. If the page is still right, write the date of your review into
`last_reviewed`. If it covers too much, narrow `covers:`.

## Wrong

```markdown title="docs/cart.md"
---
covers: [services/cart/**]
---
# Cart

Keeps what a customer is about to buy.
```

## Right

```markdown title="docs/cart.md"
---
covers: [services/cart/**]
last_reviewed: 2026-11-22
---
# Cart

Keeps what a customer is about to buy.
```

```python title="services/cart/main.py"
print("cart")
```
"""

from collections.abc import Iterator

import msgspec

from gazetteer.checks._pages import PageRecord, page_records
from gazetteer.checks._words import listed
from gazetteer.evidence.reviews import Reviews, Thresholds, Verdict
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding
from gazetteer.model.place import Place
from gazetteer.model.rule import Rule, Severity

rule = Rule("doc-stale", Severity.ERROR, "What a page describes has changed since its last review.")
RELATED = 10
"""Changed files that a finding names besides its own place."""


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What may be chosen.

    Attributes:
        commits: so many commits to files that `covers:` names make a page stale.
        inferred_commits: so many commits to a component's code make its README and docs stale; 0 for never.
        bulk: commits that touch so many files do not count.
    """

    commits: int = 1
    inferred_commits: int = 20
    bulk: int = 100


def check(catalog: Catalog, options: Options) -> Iterator[Finding]:
    """Yields one finding for each stale page, and one for all that a lack of history left undecided."""
    reviews = Reviews(
        catalog,
        Thresholds(
            commits=options.commits, inferred_commits=options.inferred_commits, bulk=options.bulk
        ),
    )
    undecided: dict[str, list[PageRecord]] = {}
    for page in page_records(catalog):
        if not page.document.covers and not options.inferred_commits:
            continue
        verdict = reviews.verdict(page.path)
        if verdict.state == "stale":
            yield _stale(page, verdict) if verdict.changed else _covers_nothing(page)
        elif verdict.state == "unknown" and page.document.covers:
            undecided.setdefault(verdict.reason, []).append(page)
    for reason, pages in undecided.items():
        yield _undecided(reason, pages)


def _place(page: PageRecord) -> Place:
    return page.document.covers_place or Place(page.path, 1)


def _stale(page: PageRecord, verdict: Verdict) -> Finding:
    files = listed(changed.path for changed in verdict.changed)
    reviewed_last = verdict.reviewed and not (
        verdict.edited and verdict.edited.date > verdict.reviewed
    )
    since = verdict.reviewed if reviewed_last else verdict.edited.date if verdict.edited else ""
    times = "once" if verdict.commits == 1 else f"in {verdict.commits} commits"
    last = "was last reviewed" if reviewed_last else "was last edited"
    what = "belongs to" if verdict.inferred else "covers"
    return Finding(
        rule=rule.id,
        severity=Severity.WARNING if verdict.inferred else None,
        message=f"{page.path} {last} on {since or 'an unknown date'}; the code that it {what} has changed "
        f"{times} since: {files}.",
        mend=f"Read what changed, correct {page.path}, or confirm it with today's date as `last_reviewed:` in its "
        "front matter.",
        place=_place(page),
        subject="inferred" if verdict.inferred else "covers",
        entity=page.entity,
        related=tuple(Place(changed.path) for changed in verdict.changed[:RELATED]),
    )


def _covers_nothing(page: PageRecord) -> Finding:
    return Finding(
        rule=rule.id,
        message=f"{page.path} covers {listed(page.document.covers)}, but no file fits.",
        mend=f"Name the files that {page.path} describes now, or delete the page if they are gone.",
        place=_place(page),
        subject="nothing",
        entity=page.entity,
    )


def _undecided(reason: str, pages: list[PageRecord]) -> Finding:
    names = listed(page.path for page in pages)
    return Finding(
        rule=rule.id,
        severity=Severity.NOTE,
        undecided=True,
        message=f"Whether {names} still {'hold' if len(pages) > 1 else 'holds'} cannot be told: {reason.rstrip('.')}.",
        mend="Run in a clone with its full history (`git fetch --unshallow --filter=blob:none`; "
        "`fetch-depth: 0` in CI).",
        place=_place(pages[0]),
        subject="undecided",
        related=tuple(_place(page) for page in pages[1 : RELATED + 1]),
    )
