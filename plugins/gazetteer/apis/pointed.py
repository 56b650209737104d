"""Definitions that no source looks for: JSON Schema and Avro files are read only where an API names them."""

import re
from collections.abc import Iterator

from gazetteer.apis.read import FORMATS, read_surface
from gazetteer.model.catalog import Catalog
from gazetteer.model.entity import Entity
from gazetteer.model.fact import Fact
from gazetteer.model.fault import Fault

_LOOKED_FOR = ("yaml", "yml", "json", "graphql", "graphqls", "gql", "proto")
"""Endings of files that sources try by themselves; what they pass over there is none of theirs."""

_SCHEMA = re.compile(r"""["']?\$schema["']?\s*:\s*["']?https?://json-schema\.org/""")


def pointed_surfaces(catalog: Catalog) -> Iterator[Fact | Fault]:
    """The surface of each file that is an API's definition and was not recognised by itself; then its faults."""
    done: set[str] = set()
    for api in catalog.of_kind("api"):
        path = api.definition_path
        if not path or path in done or path not in catalog.paths or catalog.surface(api):
            continue
        done.add(path)
        text = catalog.read(path)
        kind = _kind(api, path, text) if text is not None else ""
        if text is None or not kind:
            continue
        surface, faults = read_surface(kind, path, text, read=catalog.read)
        if surface is not None:
            yield Fact(path, surface)
        yield from faults


def _kind(api: Entity, path: str, text: str) -> str:
    """The format of a definition, by the word of its API, by its ending, or by what it says of itself."""
    ending = path.rpartition(".")[2].lower()
    stated = FORMATS.get(api.type.lower(), "")
    if ending == "avsc":
        return "avro"
    if stated in {"jsonschema", "avro"}:
        return stated
    if _SCHEMA.search(text[:2_000]):
        return "jsonschema"
    return stated if ending not in _LOOKED_FOR else ""
