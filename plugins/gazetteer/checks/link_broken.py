"""A page links to an entity, a file or an anchor that does not exist.

## What it finds

Links and images of Markdown pages and decision records whose file is not in the tree, anchors that no heading has, and
`[[component:cart]]` references to entities that do not exist or that could mean several. Addresses on the network are
not fetched; paths from the site's root and links filled in by templates are believed.

With the plugin `gazetteer/gate`, the pages are also judged as the site shows them: links and images of raw HTML,
reference links and footnotes without a definition, addresses of the site itself, links to pages that the site leaves
out. A link to a heading whose anchor hangs on the order of headings with the same text is a note.

## Why

The reader who clicks is lost, and usually the page tells of something that moved or is gone.

## How to mend

Correct the link as the message suggests, or take it out.

## Wrong

```markdown title="docs/cart.md"
# Cart

See [the prices](pricing.md#discounts).
```

```markdown title="docs/pricing.md"
# Pricing

## Discount
```

## Right

```markdown title="docs/cart.md"
# Cart

See [the prices](pricing.md#discount).
```

```markdown title="docs/pricing.md"
# Pricing

## Discount
```
"""

from collections.abc import Iterator, Mapping

from gazetteer.checks._pages import PageRecord, page_records
from gazetteer.checks._records import decision_records
from gazetteer.checks._refused import refused
from gazetteer.checks._words import called, sentence
from gazetteer.evidence.links import Broken, resolve
from gazetteer.evidence.relinking import Relinking
from gazetteer.extension import NoOptions
from gazetteer.model.catalog import Catalog
from gazetteer.model.document import DocumentLink
from gazetteer.model.fault import Fault
from gazetteer.model.finding import Finding
from gazetteer.model.ref import Ref, parse_ref
from gazetteer.model.rule import Rule, Severity

rule = Rule(
    "link-broken", Severity.ERROR, "A page links to an entity, file or anchor that does not exist."
)
ADVISED = 500
"""Broken links for which history is asked where their targets went."""

LONGEST = 80
"""Characters of a link that are shown."""


def check(catalog: Catalog, _options: NoOptions) -> Iterator[Finding]:
    """Yields one finding for each link that leads nowhere, unless another rule tells it already."""
    told = _told_otherwise(catalog)
    kept_out = refused(catalog)
    relinking, broken = Relinking(catalog), 0
    for page in page_records(catalog):
        for link in page.document.links:
            if (link.place.path, link.place.line) in told:
                continue
            found = resolve(catalog, page.path, link)
            if isinstance(found, Broken):
                broken += 1
                asks = link.kind != "ref" and broken <= ADVISED
                new = relinking.target(page.path, link) if asks else ""
                yield _broken(page, link, found, kept_out, new)


def _broken(
    page: PageRecord,
    link: DocumentLink,
    broken: Broken,
    kept_out: Mapping[Ref, Fault],
    new: str,
) -> Finding:
    written = f"[[{link.target}]]" if link.kind == "ref" else link.target
    shown = written if len(written) <= LONGEST else f"{written[:LONGEST]}..."
    ref = parse_ref(link.target) if link.kind == "ref" else None
    fault = kept_out.get(ref) if isinstance(ref, Ref) else None
    if fault is not None and isinstance(ref, Ref):
        return Finding(
            rule=rule.id,
            severity=Severity.NOTE,
            message=f"{shown} names the {called(ref)}, which was refused at {fault.place}.",
            mend=f"Mend the {called(ref)} in {fault.place.path}; this link is right as soon as it is.",
            place=link.place,
            subject=written,
            entity=page.entity,
            related=(fault.place,),
        )
    if new:
        mend = f"What it named was moved or renamed: write `{new}`, or let `gazetteer fix {page.path}` do it."
    elif broken.candidates:
        mend = f"Say which one you mean in {page.path}: `[[{broken.suggestion}]]`, for example."
    elif broken.suggestion:
        meant = f"[[{broken.suggestion}]]" if link.kind == "ref" else broken.suggestion
        mend = f"Write `{meant}` if that is what you mean, or take the link out of {page.path}."
    else:
        mend = f"Correct the link in {page.path}, or take it out."
    what = "image" if link.kind == "image" else "link"
    return Finding(
        rule=rule.id,
        message=sentence(f"The {what} {shown} leads nowhere: {broken.reason}"),
        mend=mend,
        place=link.place,
        subject=written,
        entity=page.entity,
    )


def _told_otherwise(catalog: Catalog) -> set[tuple[str, int]]:
    """Lines on which `decision-unlinked` or `ref-dangling` tell the same mistake."""
    ties = {
        (record.path, link.place.line)
        for record in decision_records(catalog).values()
        for link in record.decision.links
        if not link.target and link.type != "relatesTo"
    }
    return ties | {
        (relation.place.path, relation.place.line)
        for relation in catalog.dangling
        if relation.source.kind in {"decision", "document"} and relation.type != "ownedBy"
    }
