"""What a page describes is no longer what somebody vouched for.

## What it finds

A page says what it describes with `covers:` (globs, `path#symbol`, refs of entities). The rule has two ways to know:

- **With an entry in `docs.lock`** (written by `gazetteer review`): the digest of a covered part differs from the one
  that was reviewed, a covered file was added, or is gone. It needs no history.
- **Without one**: since the page was last reviewed (`last_reviewed`) or really edited, covered files were added,
  removed or renamed, or their public signatures, operations, keys or text changed (`changes`), or very many commits
  touched them (`commits`, a warning).

A `covers:` that names what does not exist is found as well. A README or a page in `docs/` of a component that says
nothing is held against the component's code, an API guide against the description that it links, a runbook against
the manifests that deploy its service; that is inferred, so it is a warning and no more.

Formatting, comments and licence headers do not count, nor do generated files, commits that touch very many files
(`bulk`), and those in `.git-blame-ignore-revs`; the finding lists them. What cannot be known (a shallow clone without
a lock) is neither fresh nor stale: a note says so, and the command ends with exit code 3.



## Why

A page that describes last year's behaviour is worse than none, since it is believed.

## How to mend

`gazetteer review PAGE` shows what changed. Correct the page, then confirm it with `gazetteer review PAGE
--still-accurate`. If it covers too much, narrow `covers:`.

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
from itertools import groupby

import msgspec

from gazetteer.checks._pages import PageRecord, page_records
from gazetteer.checks._words import listed
from gazetteer.evidence.lock import PATH
from gazetteer.evidence.reviews import Reviews
from gazetteer.evidence.telling import changes_told, since_told, uncounted_told
from gazetteer.evidence.verdicts import Changed, Thresholds, Verdict
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding
from gazetteer.model.place import Place
from gazetteer.model.rule import Confidence, Rule, Severity

rule = Rule("doc-stale", Severity.ERROR, "What a page describes is not what was reviewed.")
RELATED = 10
"""Changed files that a finding names besides its own place."""


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What may be chosen.

    Attributes:
        changes: so many covered parts with another structure make a page without a lock stale.
        commits: so many commits to covered files do, whatever they changed; 0 for never.
        inferred_changes: so many files added, removed or renamed in a component's code, and at least every twentieth
            of its files, make its README and docs stale; 0 for never.
        inferred_commits: so many commits to that code do; 0 for never.
        bulk: commits that touch so many files do not count.
    """

    changes: int = 1
    commits: int = 20
    inferred_changes: int = 3
    inferred_commits: int = 20
    bulk: int = 100


def check(catalog: Catalog, options: Options) -> Iterator[Finding]:
    """Yields the findings of each page, one for each way in which nothing can be known, and bad lines of the lock."""
    reviews = Reviews(catalog, Thresholds(**msgspec.structs.asdict(options)))
    for line, problem in reviews.lock.problems:
        yield _bad_line(line, problem)
    undecided: dict[str, list[PageRecord]] = {}
    for page in page_records(catalog):
        if catalog.asked is not None and page.path not in catalog.asked:
            continue
        verdict = reviews.verdict(page.path)
        yield from _missing(page, verdict)
        if verdict.changed and verdict.state == "stale":
            yield from _stale(page, verdict)
        elif verdict.state == "unknown" and not verdict.inferred:
            undecided.setdefault(verdict.reason, []).append(page)
    for reason, pages in undecided.items():
        yield _undecided(catalog, reason, pages)


def _stale(page: PageRecord, verdict: Verdict) -> Iterator[Finding]:
    """A finding for the document, and one for each section that says itself what it describes."""
    ordered = sorted(verdict.changed, key=lambda changed: changed.section)
    for section, found in groupby(ordered, key=lambda changed: changed.section):
        yield _changed(page, verdict, section, list(found))


def _changed(page: PageRecord, verdict: Verdict, section: str, found: list[Changed]) -> Finding:
    soft = verdict.inferred or all(changed.how == "commits" for changed in found)
    where = f"{page.path}#{section}" if section else page.path
    place = next((changed.place for changed in found if changed.place), None)
    confirm = f"confirm it with `gazetteer review {page.path} --still-accurate`"
    if not verdict.locked:
        confirm += " (or today's date as `last_reviewed:`)"
    return Finding(
        rule=rule.id,
        severity=Severity.WARNING if soft else None,
        confidence=_confidence(verdict, found),
        message=f"{where} {since_told(verdict)}; since then {changes_told(found)}.{uncounted_told(verdict)}",
        mend=f"Read what changed (`gazetteer review {page.path}` shows it), correct {page.path}, and {confirm}.",
        place=place or page.document.covers_place or Place(page.path, 1),
        subject=f"section {section}" if section else "inferred" if verdict.inferred else "covers",
        entity=page.entity,
        related=tuple(Place(changed.path) for changed in found[:RELATED]),
    )


def _confidence(verdict: Verdict, found: list[Changed]) -> Confidence:
    """A digest is certain, structure since a date less so; many commits only make one wonder."""
    if all(changed.how == "commits" for changed in found):
        return Confidence.LOW
    return Confidence.HIGH if verdict.locked and not verdict.inferred else Confidence.MEDIUM


def _missing(page: PageRecord, verdict: Verdict) -> Iterator[Finding]:
    for pattern, place in verdict.missing:
        yield Finding(
            rule=rule.id,
            message=f"{page.path} covers {pattern}, but nothing fits{_fate(verdict, pattern)}.",
            mend=f"Name what {page.path} describes now in `covers:`, or delete the page if that is gone.",
            place=place,
            subject=f"missing {pattern}",
            entity=page.entity,
        )


def _fate(verdict: Verdict, pattern: str) -> str:
    """What became of a path that is written as such, where the history tells."""
    for changed in verdict.changed:
        if changed.how == "renamed" and changed.old == pattern:
            return f": it is {changed.path} now"
        if changed.how == "removed" and changed.path == pattern and changed.commits:
            commit = changed.commits[0]
            return f": it was removed by {commit.id[:7]} ({commit.author}, {commit.landing})"
    return ""


def _bad_line(line: int, problem: str) -> Finding:
    return Finding(
        rule=rule.id,
        message=f"Line {line} of {PATH} cannot be read: {problem}.",
        mend="Finish the merge (both sides' lines may stay), or take the line out and review the document again.",
        place=Place(PATH, line),
        subject=f"lock {problem}",
    )


def _undecided(catalog: Catalog, reason: str, pages: list[PageRecord]) -> Finding:
    names = listed(page.path for page in pages)
    first = pages[0]
    return Finding(
        rule=rule.id,
        severity=Severity.NOTE,
        undecided=True,
        message=f"Whether {names} still {'hold' if len(pages) > 1 else 'holds'} cannot be told: {reason.rstrip('.')}.",
        mend=f"{_advice(catalog)}; or run `gazetteer review {first.path}`: what {PATH} holds needs no history.",
        place=first.document.covers_place or Place(first.path, 1),
        subject="undecided",
        related=tuple(Place(page.path) for page in pages[1 : RELATED + 1]),
    )


def _advice(catalog: Catalog) -> str:
    """The line to put into the workflow."""
    if catalog.history.state == "full":
        return "Run where the old versions of these files are (`fetch-depth: 0` in a workflow, without `filter:`)"
    return (
        "Run in a clone with its full history: `fetch-depth: 0` in a GitHub workflow, `GIT_DEPTH: 0` in GitLab, "
        "`git fetch --unshallow` by hand"
    )
