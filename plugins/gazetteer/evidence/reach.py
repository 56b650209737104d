"""Which documents a reader can come to: by a link, by a site's navigation, or because they stand where people look."""

from collections.abc import Iterator
from posixpath import normpath
from typing import NamedTuple
from urllib.parse import unquote

from gazetteer.evidence.links import Resolved, resolve_ref
from gazetteer.formats.yaml import YamlDocument, load
from gazetteer.model.catalog import Catalog
from gazetteer.model.document import Document, DocumentLink

SITE_FILES = ("mkdocs.yml", "mkdocs.yaml")
FOUND_BY_NAME = ("readme", "index", "changelog", "contributing", "license", "security", "support")
"""Names of files, in lower case without their ending, that people and hosts look for by themselves."""

NAVIGATORS = (
    "awesome-pages",
    "awesome-nav",
    "literate-nav",
    "section-index",
    "gen-files",
    "monorepo",
)
"""MkDocs plugins that make a navigation which the site file does not hold."""


class Navigation(NamedTuple):
    """The navigation of one MkDocs site.

    Attributes:
        site: path of its settings file.
        docs: the folder of its pages, ending in `/`.
        pages: paths in the tree that the navigation names; None where it holds every page by itself.
    """

    site: str
    docs: str
    pages: frozenset[str] | None


def navigations(catalog: Catalog) -> Iterator[Navigation]:
    """The navigation of each MkDocs site in the tree whose settings can be read."""
    for folder, names in catalog.folders.items():
        name = next((name for name in SITE_FILES if name in names), "")
        path = f"{folder}/{name}" if folder else name
        text = catalog.read(path) if name and path in catalog.paths else None
        document = load(text) if text else None
        if isinstance(document, YamlDocument) and isinstance(document.value, dict):
            yield _navigation(path, folder, document.value)


def reached(catalog: Catalog) -> frozenset[str]:
    """Paths of the documents that something leads to, not counting what leads from a document to itself."""
    found = {path for path in catalog.facts if _is_found_by_name(path)}
    for path in catalog.facts:
        for document in catalog.facts_of(path, Document):
            for link in document.links:
                found.update(target for target in _targets(catalog, path, link) if target != path)
    for document_entity in catalog.of_kind("document"):
        if catalog.graph.others(document_entity.ref, "describes"):
            found.add(document_entity.place.path)
    for navigation in navigations(catalog):
        found |= navigation.pages or set()
    return frozenset(found)


def _is_found_by_name(path: str) -> bool:
    folder, _, name = path.rpartition("/")
    return not folder or name.partition(".")[0].lower() in FOUND_BY_NAME


def _targets(catalog: Catalog, path: str, link: DocumentLink) -> Iterator[str]:
    if link.kind == "ref":
        resolved = resolve_ref(catalog, link.target)
        entity = (
            catalog.entity(resolved.ref)
            if isinstance(resolved, Resolved) and resolved.ref
            else None
        )
        if entity:
            yield entity.place.path
        return
    address = unquote(link.target.partition("#")[0].partition("?")[0]).strip()
    if not address or address.startswith("/") or ":" in address:
        return
    target = normpath(f"{path.rpartition('/')[0]}/{address}".lstrip("/"))
    stem = target.removesuffix(".html")
    yield from (
        candidate
        for candidate in (target, f"{stem}.md", f"{target}/README.md", f"{target}/index.md")
        if candidate in catalog.paths
    )


def _navigation(path: str, folder: str, settings: dict[str, object]) -> Navigation:
    docs = normpath(f"{folder}/{settings.get('docs_dir') or 'docs'}".lstrip("/"))
    docs = "" if docs == "." else f"{docs}/"
    nav, plugins = settings.get("nav"), settings.get("plugins")
    by_plugin = any(name.startswith(NAVIGATORS) for name in _texts(plugins))
    if nav is None or by_plugin:
        return Navigation(path, docs, None)
    return Navigation(path, docs, frozenset(f"{docs}{normpath(text)}" for text in _texts(nav)))


def _texts(value: object) -> Iterator[str]:
    """Every text in nested lists, and every key and text in nested mappings."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for member in value:
            yield from _texts(member)
    elif isinstance(value, dict):
        for key, member in value.items():
            yield str(key)
            yield from _texts(member)
