"""For machines: `llms.txt`, `llms-full.txt`, raw copies of prose, and `/.well-known/api-catalog` (RFC 9727)."""

import json
from collections.abc import Iterator
from importlib.resources import files
from urllib.parse import urljoin

import msgspec

from gazetteer.formats.frontmatter import split
from gazetteer.formats.markdown import shorten
from gazetteer.model.entity import Entity
from gazetteer.model.page import Asset, Page
from gazetteer.model.survey import Survey
from gazetteer.pages import address
from gazetteer.pages._common import INDEXES, index_uri
from gazetteer.pages._copies import copy_of, definition_uri
from gazetteer.pages.view import View

SCRIPT = "assets/gazetteer-page.js"
API_CATALOG = ".well-known/api-catalog"
LINES = 2_000
"""Entries of one kind in `llms.txt`; the whole catalog is `catalog.json`."""
FULL = 16_000_000
"""Characters of `llms-full.txt`; what does not fit is named in it by its address."""

_KINDS = ("system", "component", "api", "resource", "group")


def render(survey: Survey) -> Iterator[Page | Asset]:
    """Yields the files, and the script that copies a page as Markdown."""
    view = survey.once(View)
    script = files("gazetteer.pages") / "assets" / SCRIPT.rpartition("/")[2]
    yield Asset(uri=SCRIPT, content=script.read_bytes())
    yield Asset(uri="llms.txt", content=_encoded("\n".join(_short(view))))
    yield Asset(uri="llms-full.txt", content=_encoded("".join(_full(view))))
    yield Asset(uri=API_CATALOG, content=api_catalog(view))
    for uri, path, _title in _prose(view):
        shelved = view.documents.get(path)
        if copy := copy_of(shelved.page if shelved else uri, path):
            yield copy


def api_catalog(view: View) -> bytes:
    """A linkset (RFC 9264): each API with the page that documents it and the file that describes it.

    Where the site's address is not known, links are relative to the file itself.
    """
    up = "" if view.site.site_url else "../" * API_CATALOG.count("/")
    linkset: list[dict[str, object]] = []
    items = []
    for api in view.catalog.of_kind("api"):
        page = up + _absolute(view, address.uri(view.site, api.ref))
        items.append({"href": page, "title": view.label(api.ref)})
        links: dict[str, object] = {
            "anchor": page,
            "service-doc": [{"href": page, "type": "text/html"}],
        }
        url = api.definition_url
        if api.definition_path in view.catalog.paths:
            copy = definition_uri(address.uri(view.site, api.ref), api.definition_path)
            url = up + _absolute(view, copy)
        if url:
            links["service-desc"] = [{"href": url}]
        linkset.append(links)
    first = {"anchor": up + _absolute(view, API_CATALOG), "item": items}
    text = _encoded(json.dumps({"linkset": [first, *linkset]}, ensure_ascii=False))
    return msgspec.json.format(text, indent=1) + b"\n"


def _short(view: View) -> Iterator[str]:
    """`llms.txt` as llmstxt.org describes it: a title, what it is, and lists of links."""
    name = view.site.name or "Catalog"
    yield f"# {name}\n"
    yield f"> The services, APIs, data, teams and decisions of {name}, read from the repository itself.\n"
    yield "The whole catalog as data is catalog.json, all prose and decisions are llms-full.txt.\n"
    for kind in _KINDS:
        found = view.catalog.of_kind(kind)
        if not found:
            continue
        yield f"## {INDEXES[kind][1]}\n"
        for entity in found[:LINES]:
            yield _line(
                view,
                address.uri(view.site, entity.ref),
                view.label(entity.ref),
                _about(view, entity),
            )
        if found[LINES:]:
            yield _line(view, index_uri(view, kind), f"{len(found) - LINES} more", "")
        yield ""
    in_force = [(e, d) for e, d in view.decisions.values() if d.in_force]
    if in_force:
        yield "## Decisions in force\n"
        for entity, decision in in_force[:LINES]:
            about = " ".join(filter(None, (decision.date, shorten(_flat(decision.summary), 160))))
            yield _line(view, address.uri(view.site, entity.ref), decision.title, about)
        yield ""
    documents = [d for d in view.documents.values() if d.uri]
    if documents:
        yield "## Documents\n"
        for shelved in documents[:LINES]:
            about = shorten(_flat(shelved.document.summary), 160)
            yield _line(view, shelved.uri, shelved.document.title, about)
        yield ""


def _full(view: View) -> Iterator[str]:
    """Every entity in a few lines, then every decision and document as its author wrote it."""
    name = view.site.name or "Catalog"
    yield f"# {name}\n\n> All entities, decisions and documents of {name} in one file.\n"
    size = 0
    for kind in _KINDS:
        for entity in view.catalog.of_kind(kind):
            text = "\n".join(_entity(view, entity))
            size += len(text)
            if size > FULL:
                break
            yield text
    for uri, path, title in _prose(view):
        text = view.survey.read(path) or ""
        size += len(text)
        shown = split(text).body.strip() if size <= FULL else "(left out here for its size)"
        yield f"\n---\n\nSource: {_absolute(view, uri)} ({path})\nTitle: {_flat(title)}\n\n{shown}\n"


def _entity(view: View, entity: Entity) -> Iterator[str]:
    yield f"\n## {entity.kind}: {_flat(view.label(entity.ref))}\n"
    if entity.description:
        yield f"{_flat(entity.description)}\n"
    yield f"- ref: {entity.ref}"
    yield f"- page: {_absolute(view, address.uri(view.site, entity.ref))}"
    for key, value in (
        ("type", entity.type),
        ("lifecycle", entity.lifecycle),
        ("tags", ", ".join(entity.tags)),
    ):
        if value:
            yield f"- {key}: {_flat(value)}"
    ties: dict[str, list[str]] = {}
    for tie in view.catalog.graph.ties(entity.ref):
        ties.setdefault(tie.type, []).append(tie.other.short)
    yield from (f"- {type_}: {', '.join(others[:100])}" for type_, others in ties.items())
    surface = view.catalog.surface(entity) if entity.kind == "api" else None
    for operation in surface.operations[:200] if surface else ():
        yield _flat(
            f"- operation: {operation.method} {operation.path} {operation.summary}"
        ).rstrip()
    yield ""


def _prose(view: View) -> Iterator[tuple[str, str, str]]:
    """(address, path, title) of every page that is a file somebody wrote: decisions, then documents."""
    for entity, decision in view.decisions.values():
        yield address.uri(view.site, entity.ref), entity.place.path, decision.title
    for shelved in view.documents.values():
        if shelved.uri:
            yield shelved.uri, shelved.path, shelved.document.title


def _about(view: View, entity: Entity) -> str:
    owner = view.catalog.owner(entity.ref)
    owned = f"(owner: {view.label(owner)})" if owner else ""
    return " ".join(filter(None, (shorten(_flat(entity.description), 160), owned)))


def _line(view: View, uri: str, title: str, about: str) -> str:
    shown = _flat(title).replace("[", "(").replace("]", ")")
    return f"- [{shown}]({_absolute(view, uri)})" + (f": {about}" if about else "")


def _absolute(view: View, uri: str) -> str:
    """An address of the site from outside; relative to the site's root where that is unknown."""
    page, hash_, anchor = uri.partition("#")
    path = f"{page}{view.site.index}" if page.endswith("/") or not page else page
    path = f"{path}{hash_}{anchor}"
    return urljoin(view.site.site_url, path) if view.site.site_url else path


def _flat(text: str) -> str:
    """A text of somebody on one line."""
    return " ".join(text.split())


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")
