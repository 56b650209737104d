"""Variables of the environment that the code of components reads, and the documents that list them."""

import re
from collections.abc import Iterator, Mapping

import msgspec

from gazetteer.evidence._words import holds_words
from gazetteer.evidence.claims import Claims
from gazetteer.model.catalog import Catalog
from gazetteer.model.document import Document
from gazetteer.model.entity import Entity
from gazetteer.model.place import Place

FEWEST = 2
"""Variables that a document must name, among those the code reads, to be taken for a list of them."""

LONGEST = 1_000_000
"""Characters of a file that is searched."""

_QUOTED = r"""\s*["']([A-Z][A-Z0-9_]{2,80})["']"""
_READ = re.compile(
    # Python; getenv of C, Python, PHP, Go, Java; Go; Ruby; Rust; Scala; C#; Deno; Elixir; PHP
    rf"(?:\benviron(?:\.(?:get|pop|setdefault)\s*\(|\s*\[)|\b[gG]et_?[eE]nv\s*\(|\bLookupEnv\s*\(|\bENV(?:\.fetch\s*\(|\s*\[)"
    rf"|\benv::var(?:_os)?\s*\(|\b(?:option_)?env!\s*\(|\bsys\.env(?:\.get(?:OrElse)?)?\s*\(|\bGetEnvironmentVariable\s*\("
    rf"|\benv\.get\s*\(|\bfetch_env!?\s*\(|\$_(?:ENV|SERVER)\s*\[|\bprocess\.env\s*\[){_QUOTED}"
    # JavaScript
    r"|\b(?:process\.env|import\.meta\.env)\.([A-Z][A-Z0-9_]{2,80})\b"
)
_TEST = re.compile(
    r"(?:^|/)(?:tests?|spec|__tests__|testdata|fixtures|examples?)/|(?:^|/)test_|[._]test\.|\.spec\."
)


class Listing(msgspec.Struct, frozen=True):
    """A component whose variables a document lists.

    Attributes:
        document: path of the document that names most of them; line: of the first it names.
        read: variable -> where the code reads it first.
        named: those that any document of the tree names.
    """

    component: Entity
    document: str
    line: int
    read: Mapping[str, Place]
    named: frozenset[str]


def listings(catalog: Catalog) -> Iterator[Listing]:
    """The components with a document that lists variables; the code of no other component is read."""
    lists = {
        path: {m.text: m.place.line for m in reversed(document.mentions) if m.kind == "variable"}
        for path in catalog.facts
        for document in catalog.facts_of(path, Document)
        if any(mention.kind == "variable" for mention in document.mentions)
    }
    claims = Claims(catalog)
    for component in catalog.of_kind("component") if lists else ():
        pages = [
            page.place.path
            for ref in catalog.graph.others(component.ref, "describedBy")
            if (page := catalog.entity(ref)) and len(lists.get(page.place.path, ())) >= FEWEST
        ]
        read = _read(catalog, claims.code_of(component)) if pages else {}
        best = max(pages, key=lambda page: len(read.keys() & lists[page].keys()), default="")
        known = [name for name in lists.get(best, ()) if name in read]
        if len(known) >= FEWEST:
            line = min(lists[best][name] for name in known)
            named = _named(catalog, component, read, lists)
            yield Listing(component, best, line, read, named)


def _read(catalog: Catalog, files: tuple[str, ...]) -> dict[str, Place]:
    """Variable -> the first place that reads it, outside of tests."""
    found: dict[str, Place] = {}
    for path in files:
        text = catalog.read(path) if holds_words(path) and not _TEST.search(path) else None
        for match in _READ.finditer(text) if text and len(text) <= LONGEST else ():
            name = match[1] or match[2]
            if name not in found:
                found[name] = Place(path, (text or "").count("\n", 0, match.start()) + 1)
    return found


def _named(
    catalog: Catalog,
    component: Entity,
    read: Mapping[str, Place],
    lists: Mapping[str, dict[str, int]],
) -> frozenset[str]:
    """What documents name: any of the tree in a code span, those of the component also in blocks of code."""
    found = {name for by_name in lists.values() for name in by_name}
    for ref in catalog.graph.others(component.ref, "describedBy"):
        page = catalog.entity(ref)
        text = (catalog.read(page.place.path) or "") if page else ""
        found |= {name for name in read if name not in found and re.search(rf"\b{name}\b", text)}
    return frozenset(found & read.keys())
