"""Parts: short documents on the page of what they belong to, and the signposts at their own addresses."""

from collections.abc import Iterable

import msgspec
from markupsafe import Markup, escape

from gazetteer.evidence.standing import Standing
from gazetteer.model.finding import Finding
from gazetteer.model.page import Asset, SearchEntry
from gazetteer.model.place import Place
from gazetteer.pages import address
from gazetteer.pages._banner import RULES, banner
from gazetteer.pages._prose import Raw, body
from gazetteer.pages._sheet import Sheet
from gazetteer.pages._shelf import Shelved
from gazetteer.pages.view import View

# The empty icon keeps a browser from asking the server for a `/favicon.ico` that nobody promised.
_SIGNPOST = Markup(
    '<!doctype html><meta charset="utf-8"><title>{title}</title><link rel="icon" href="data:,">'
    '<meta http-equiv="refresh" content="0; url={to}"><a href="{to}">{title}</a>\n'
)


class Part(msgspec.Struct, frozen=True):
    """A short document as the page of its owner shows it."""

    id: str
    title: str
    html: Raw
    fresh: Markup
    found: tuple[Finding, ...]
    source: Place


def parts(sheet: Sheet, shelf: Iterable[Shelved]) -> tuple[Part, ...]:
    """The short documents of a shelf; the ids of their own headings begin with that of the part."""
    made = []
    for shelved in shelf:
        if not shelved.part:
            continue
        view, path = sheet.view, shelved.path
        standing = view.standings.of(path)
        text = body(view.survey.read(path) or "")
        made.append(
            Part(
                shelved.part,
                shelved.document.title,
                Raw(sheet.written(text, path, part=shelved.part).html),
                banner(standing),
                _not_below(untold(view.findings_at.get(path, ()), standing), shelved),
                Place(path),
            )
        )
    return tuple(made)


def untold(found: Iterable[Finding], standing: Standing | None) -> tuple[Finding, ...]:
    """The findings about a document that its banner does not tell."""
    shown = standing is not None and standing.is_claim
    return tuple(finding for finding in found if not (shown and finding.rule in RULES))


def _not_below(found: tuple[Finding, ...], shelved: Shelved) -> tuple[Finding, ...]:
    """Without those about the owner: its page lists them in full."""
    return tuple(finding for finding in found if finding.entity != shelved.owner)


def searched(view: View, shelved: Shelved) -> SearchEntry:
    """The search record of a document: its title and class, whose it is, and who answers for that."""
    document, owner = shelved.document, shelved.owner
    whose = [owner, *view.others(owner, "ownedBy")] if owner else []
    return SearchEntry(
        title=document.title,
        text=" · ".join(filter(None, (document.class_, *map(view.label, whose)))),
        anchor=shelved.part,
        tags=(document.class_,) if document.class_ not in {"page", "readme"} else (),
    )


def signpost(view: View, shelved: Shelved) -> Asset:
    """What stands at a short document's own address: a page that leads to its section at once."""
    to = address.relative(view.site.index, shelved.page, shelved.uri)
    made = _SIGNPOST.format(title=escape(shelved.document.title), to=to)
    return Asset(uri=f"{shelved.page}index.html", content=made.encode("utf-8", "replace"))
