"""The glossary: every term that a document explains, with the place that explains it."""

from collections.abc import Iterator
from itertools import groupby

from gazetteer.model.page import Page, SearchEntry
from gazetteer.model.survey import Survey
from gazetteer.model.term import Term
from gazetteer.pages import address
from gazetteer.pages._glossary_uri import glossary_uri
from gazetteer.pages._paging import chunks, pager
from gazetteer.pages._sheet import Sheet
from gazetteer.pages.view import View

FEW = 30
"""Fewer terms than these need no letters above them."""


def render(survey: Survey) -> Iterator[Page]:
    """Yields the page, in pieces where there is much to explain; nothing where no document explains a term."""
    view = survey.once(View)
    root = glossary_uri(view)
    if not root:
        return
    terms = list(view.glossary.terms.values())
    parts = chunks(terms)
    labels = [f"{part[0].name[:12]} \N{EN DASH} {part[-1].name[:12]}" for part in parts]
    for number, part in enumerate(parts, 1):
        sheet = Sheet(view, root if number == 1 else f"{root}{number}/")
        yield sheet.page(
            "glossary",
            "Glossary",
            description=f"{len(terms)} terms and acronyms, explained.",
            nav=("Catalog", "Glossary") if number == 1 else (),
            search=(SearchEntry(title="Glossary", text=" ".join(t.name for t in part)),),
            crumbs=(("Catalog", address.home(view.site)),),
            total=len(terms),
            groups=[("", part)]
            if len(terms) < FEW
            else [(letter, [*found]) for letter, found in groupby(part, _letter)],
            where=lambda term: _where(view, term),
            pager=pager(sheet, root, len(parts), number, labels),
        )


def _letter(term: Term) -> str:
    first = term.name[:1].upper()
    return first if first.isalpha() else "0-9"


def _where(view: View, term: Term) -> str:
    """The address of the section that explains it; empty when its page is not on the site."""
    shelved = view.documents.get(term.place.path)
    if not shelved or not shelved.uri:
        return ""
    return shelved.at(term.anchor)
