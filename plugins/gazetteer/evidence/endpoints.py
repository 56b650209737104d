"""Endpoints that documents name, against the operations of the APIs that the documents are about."""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cached_property
from urllib.parse import urlsplit

import msgspec

from gazetteer.evidence._timeline import Timeline
from gazetteer.evidence.links import Resolved, resolve
from gazetteer.evidence.providers import operation_called
from gazetteer.evidence.verdicts import Thresholds
from gazetteer.model.catalog import Catalog
from gazetteer.model.document import Document
from gazetteer.model.mention import Mention
from gazetteer.model.surface import Operation, Surface

MOST_VERSIONS = 20
"""Earlier versions of a specification that are searched for a path."""


class Unknown(msgspec.Struct, frozen=True):
    """An endpoint that a document names and no specification offers.

    Attributes:
        specification: path of the one that it was looked for in.
        nearest: the operation that was probably meant, as `GET /orders/{id}`; empty for none.
    """

    document: str
    mention: Mention
    specification: str
    nearest: str = ""


class Endpoints:
    """Documents and the specifications they are about, in one catalog."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._timeline = Timeline(catalog, Thresholds())

    @cached_property
    def guides(self) -> Mapping[str, tuple[str, ...]]:
        """Document that names endpoints -> the keys of the whole HTTP surfaces that it is about."""
        found = {}
        for page in self._catalog.of_kind("document"):
            path = page.place.path
            document = self._catalog.fact(path, Document)
            if document and any(mention.kind == "endpoint" for mention in document.mentions):
                about = dict.fromkeys(self._about(path, document))
                found[path] = tuple(key for key in about if key in self.surfaces)
        return found

    @cached_property
    def surfaces(self) -> Mapping[str, Surface]:
        """Path (or `path#ref`, for one inside a descriptor) -> HTTP surface that could be read as a whole."""
        return {
            key: surface
            for key in self._catalog.facts
            for surface in self._catalog.facts_of(key, Surface)
            if surface.format == "openapi" and surface.complete
        }

    def named(self, path: str) -> tuple[Mention, ...]:
        """The endpoints that a document names."""
        document = self._catalog.fact(path, Document)
        return tuple(m for m in document.mentions if m.kind == "endpoint") if document else ()

    def unknown(self, path: str) -> Iterator[Unknown]:
        """The endpoints that a document names, that no API of the tree offers, and that its own API could have.

        An API could have it when it has other operations below the same first segment, or had the path once.
        """
        keys = self.guides.get(path, ())
        for mention in self.named(path) if keys else ():
            if any(called(surface, mention.text) for surface in self.surfaces.values()):
                continue
            for key in keys:
                if self._could_have(key, mention.text):
                    yield Unknown(path, mention, key, _nearest(self.surfaces[key], mention.text))
                    break

    def _about(self, path: str, document: Document) -> Iterator[str]:
        graph = self._catalog.graph
        page = next((e for e in self._catalog.of_kind("document") if e.place.path == path), None)
        for home in graph.others(page.ref, "describes") if page else ():
            for ref in (home, *graph.others(home, "providesApi"), *graph.others(home, "hasPart")):
                api = self._catalog.entity(ref)
                if api and api.kind == "api":
                    yield api.definition_path or f"{api.place.path}#{api.ref}"
        for link in document.links:
            if link.kind == "link":
                found = resolve(self._catalog, path, link)
                if isinstance(found, Resolved) and found.path:
                    yield found.path

    def _could_have(self, key: str, endpoint: str) -> bool:
        path = endpoint.partition(" ")[2]
        surface = self.surfaces[key]
        first = _first(path)
        for prefix in ("", *_prefixes(surface)):
            if first and any(_first(f"{prefix}{o.path}") == first for o in surface.operations):
                return True
        file = key.partition("#")[0]
        template = re.sub(r"\{[^}]*\}", "{", path).partition("{")[0].rstrip("/")
        for change in self._timeline.changes(file)[:MOST_VERSIONS]:
            if template and template in (self._catalog.past(change.blob) or ""):
                return True
        return False


def called(surface: Surface, endpoint: str) -> Operation | None:
    """The operation that `METHOD /path` means, with or without the path of a server before it."""
    method, _, written = endpoint.partition(" ")
    path = re.sub(r":([A-Za-z_]\w*)|<(\w+)>", r"{\1\2}", written)
    return operation_called(surface, method, path)


def operation_label(operation: Operation) -> str:
    """`GET /orders/{id}`."""
    return f"{operation.method} {operation.path}"


def _prefixes(surface: Surface) -> Iterator[str]:
    """Paths of the servers, which documents often write before those of the operations."""
    for server in surface.servers:
        path = (
            urlsplit(re.sub(r"\{[^}]*\}", "x", server)).path.rstrip("/")
            if len(server) < 500
            else ""
        )
        if path:
            yield path


def _first(path: str) -> str:
    segment = path.strip("/").partition("/")[0]
    return "" if segment.startswith("{") else segment.lower()


def _nearest(surface: Surface, endpoint: str) -> str:
    labels = [operation_label(operation) for operation in surface.operations[:1_000]]
    near = get_close_matches(endpoint, labels, n=1, cutoff=0.6)
    return near[0] if near else ""
