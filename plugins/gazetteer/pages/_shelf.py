"""The shelf: every document of the tree with the place where the site shows it."""

from collections.abc import Callable, Container

import msgspec

from gazetteer.model.catalog import Catalog
from gazetteer.model.document import Document
from gazetteer.model.ref import Ref
from gazetteer.model.survey import Site
from gazetteer.pages import address

PROSE = (".md", ".markdown", ".mkd")
SHOWING = frozenset(["component", "template", "airesource"])
"""Kinds whose pages show the short documents of an entity."""
SHORT_WORDS, SHORT_TEXT = 100, 2_000
"""Words and characters of a document without a page of its own: a frame around two sentences only hides them."""
LONGEST = 200
"""Characters of the id of a section; whose path gives a longer one has a page of its own."""


class Shelved(msgspec.Struct, frozen=True):
    """A document with its place on the site.

    Attributes:
        owner: the entity it belongs to.
        uri: where it is read: its page, or its section on the page of its owner; empty for what is not shown.
        page: its own address, which only leads to the section where there is one.
        part: the id of that section; empty for a document with a page of its own.
    """

    path: str
    document: Document
    owner: Ref | None
    uri: str
    page: str = ""
    part: str = ""

    def at(self, anchor: str) -> str:
        """The address of one of its sections, by the id it has in the file; without one, of all of it."""
        if not anchor:
            return self.uri
        return f"{self.uri}-{anchor}" if self.part else f"{self.uri}#{anchor}"


def shelved_documents(
    catalog: Catalog,
    site: Site,
    *,
    paged: Container[str],
    apart: Container[str],
    read: Callable[[str], str | None],
) -> dict[str, Shelved]:
    """Path -> every document of the tree, as it is shown.

    Args:
        catalog: what was surveyed.
        site: the site that the pages stand in.
        paged: kinds whose entities have pages.
        apart: paths of what is shown in another way, as decisions are.
        read: tells the text of a file.
    """
    described: dict[str, Ref] = {}
    for entity in catalog.of_kind("document"):
        for ref in catalog.graph.others(entity.ref, "describes")[:1]:
            described[entity.place.path] = ref
    shelved: dict[str, Shelved] = {}
    taken: set[str] = set()
    sections = _Sections()
    for path in catalog.facts:
        document = catalog.fact(path, Document)
        if document is None or path in apart:
            continue
        owner = catalog.entity(described[path]) if path in described else None
        page = uri = site.written.get(path, "")
        part = ""
        if not uri and owner and owner.kind in paged and path.endswith(PROSE):
            roots = [owner.docs_path or "", owner.folder]
            root = next((r for r in roots if r and path.startswith(f"{r}/")), "")
            page = uri = address.document_uri(site, owner.ref, path, root)
            if uri in taken:
                page = uri = f"{uri[:-1]}-{address.slug(path)}/"
            taken.add(uri)
            if owner.kind in SHOWING and _is_short(document, path, read):
                home = address.uri(site, owner.ref)
                part = sections.placed(home, page.removeprefix(home).strip("/").replace("/", "-"))
                uri = f"{home}#{part}" if part else page
        shelved[path] = Shelved(path, document, owner.ref if owner else None, uri, page, part)
    return shelved


class _Sections:
    """The ids of sections on each page, so that no id inside one can be that of another, or of something inside it."""

    def __init__(self) -> None:
        self._taken: set[tuple[str, str]] = set()
        self._begun: set[tuple[str, str]] = set()

    def placed(self, home: str, part: str) -> str:
        """The id of a section on a page; empty where `docs-a` and `docs-a-b` would stand together, in any order."""
        if len(part) > LONGEST:
            return ""
        begins = {(home, part[:at]) for at, sign in enumerate(part) if sign == "-"}
        if (home, part) in self._taken or (home, part) in self._begun or begins & self._taken:
            return ""
        self._taken.add((home, part))
        self._begun |= begins
        return part


def _is_short(document: Document, path: str, read: Callable[[str], str | None]) -> bool:
    # Words are counted without code and tables, which take room as well.
    return document.words <= SHORT_WORDS and len(read(path) or "") <= SHORT_TEXT


def reading_order(shelved: Shelved) -> tuple[int, str]:
    """By path, an index or README first."""
    name = shelved.path.rpartition("/")[2].lower()
    return (0 if name.startswith(("index.", "readme.")) else 1, shelved.path)
