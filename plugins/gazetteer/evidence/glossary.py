"""The glossary: every term that a document explains, and the acronyms that nobody explains."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from gazetteer.model.catalog import Catalog
from gazetteer.model.document import Document
from gazetteer.model.place import Place
from gazetteer.model.term import Term

COMMON = frozenset(
    """
    AM API APIS ASCII AWS BSD CD CI CLI CPU CSS CSV DB DNS DOM EOF ETA EU FAQ FIXME FTP GB GCP GDPR GET GIF GIT GNU GPU
    GUI HEAD HTML HTTP HTTPS ID IDE IDS IO IOS IP IPV4 IPV6 ISO IT JPEG JPG JS JSON JVM JWT KB LAN LICENSE LTS MB MD MIT
    MS NA NB NO NOTE NPM OK OS PATCH PDF PHP PM PNG POST PR PRS PUT QA RAM README REST RFC RGB RPC SDK SHA SMS SMTP SQL
    SSD SSH SSL SVG TB TCP TIP TLS TODO TS TSV TXT UDP UI UK UML UNIX URI URL URLS US USA USB UTC UTF UUID UX VM VPN
    WARNING WIP XML YAML YML ZIP DELETE OPTIONS TRUE FALSE NULL AND OR NOT IF ALL ANY SELECT FROM WHERE MUST SHOULD MAY
    SHALL
    """.split()  # noqa: SIM905 # readable as words
)
"""Acronyms that every engineer knows, and words that are written in capitals."""


_SINGULAR = ("ss", "us", "is", "ics", "news", "series")
"""Ends of words that look like a plural and are none."""


def spellings(name: str) -> tuple[str, ...]:
    """A term as written, then in the other number: `SLO`, `SLOs`; `waybills`, `waybill`; `sort key`, `sort keys`.

    The rules are those of regular English nouns; of the words of a term, the last one changes.
    """
    singular = name.removesuffix("s") if name != name.upper() and len(name) > 3 else name
    if singular == name or name.lower().endswith(_SINGULAR):
        return name, _plural(name)
    endings = (singular, name.removesuffix("es"), f"{name.removesuffix('ies')}y")
    # `cases` may be of `case` or of `cas`: what is no word stands nowhere.
    return name, *(one for one in dict.fromkeys(endings) if _plural(one) == name)


def _plural(name: str) -> str:
    low = name.lower()
    if name.isupper():
        return f"{name}s"
    if low.endswith(("s", "x", "z", "ch", "sh")):
        return f"{name}es"
    if low.endswith("y") and low[-2:-1] not in "aeiou":
        return f"{name[:-1]}ies"
    return f"{name}s"


class Glossary:
    """Answers what terms mean; made once for a catalog."""

    def __init__(self, catalog: Catalog) -> None:
        self._documents = {
            path: document
            for path in catalog.facts
            if (document := catalog.fact(path, Document)) is not None
        }

    @cached_property
    def terms(self) -> Mapping[str, Term]:
        """Name in lower case -> its best explanation, by name: the longest, then the first by path."""
        best: dict[str, Term] = {}
        for document in self._documents.values():
            for term in document.terms:
                known = best.get(term.name.lower())
                if known is None or len(term.meaning) > len(known.meaning):
                    best[term.name.lower()] = term
        return dict(sorted(best.items()))

    def undefined(self, documents: int) -> Iterator[tuple[str, Place, int]]:
        """(acronym, first use, documents) of acronyms that so many documents use and none explains."""
        uses: dict[str, list[Place]] = {}
        explained = {form.lower() for term in self.terms.values() for form in spellings(term.name)}
        for path, document in self._documents.items():
            if document.class_ not in {"changelog", "generated"}:
                for acronym in document.acronyms:
                    uses.setdefault(acronym.name, []).append(Place(path, acronym.line))
        for name, places in sorted(uses.items()):
            if len(places) >= documents and name not in COMMON and name.lower() not in explained:
                yield name, places[0], len(places)
