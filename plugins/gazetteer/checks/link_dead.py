"""A link out of the repository leads nowhere any more.

## What it finds

Addresses on the network that documents link and that failed on two different days. Only `gazetteer links` asks the
network and finds them, in a job of its own; no check, no site and no pull request ever does.

## Why

The reader who follows the link finds nothing, and does not know whether the sentence beside it still holds.

## How to mend

Link where the page went, or an archived copy of it, or take the link out. Where the server only keeps programs out,
silence the finding with that reason.

## Wrong

```json title="links.json"
{
  "links": {
    "https://docs.kestrel.dev/old": {
      "failed": ["2026-11-15", "2026-11-22"], "on": "2026-11-22", "reason": "it answers 404"
    }
  },
  "schema": "gazetteer.links-asked/1"
}
```

```markdown title="README.md"
# Cart

How carts came to be: [the old manual](https://docs.kestrel.dev/old).
```

## Right

```json title="links.json"
{
  "links": {
    "https://docs.kestrel.dev/new": {"on": "2026-11-22"}
  },
  "schema": "gazetteer.links-asked/1"
}
```

```markdown title="README.md"
# Cart

How carts came to be: [the manual](https://docs.kestrel.dev/new).
```
"""

from collections.abc import Iterator, Mapping

from gazetteer.evidence.external import Asked, external_links
from gazetteer.extension import NoOptions
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding
from gazetteer.model.rule import Confidence, Rule, Severity

rule = Rule(
    "link-dead",
    Severity.WARNING,
    "A link out of the repository leads nowhere any more.",
    Confidence.MEDIUM,
    occasional=True,
)


def check(_catalog: Catalog, _options: NoOptions) -> Iterator[Finding]:
    """Yields nothing: what is known of the network is no part of the repository."""
    return iter(())


def dead(catalog: Catalog, known: Mapping[str, Asked]) -> Iterator[Finding]:
    """Yields one finding for each dead address in each document that links it.

    Args:
        catalog: whose documents are looked at.
        known: address -> what is remembered of asking for it.
    """
    for url, places in external_links(catalog).items():
        asked = known.get(url)
        if asked is None or not asked.is_dead:
            continue
        for path in sorted({place.path for place in places}):
            here = [place for place in places if place.path == path]
            yield Finding(
                rule=rule.id,
                message=f"{url} led nowhere on {asked.failed[0]} and on {asked.failed[-1]}: {asked.reason}.",
                mend=f"Link where it went, or an archived copy, or take the link out of {path}.",
                place=here[0],
                subject=url,
                related=tuple(here[1:]),
            )
