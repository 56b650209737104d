"""The one door of the comparison: texts in, changes out, whatever the format."""

from collections.abc import Callable
from datetime import date

from gazetteer.apis.compare import asyncapi, avro, graphql, jsonschema, openapi, protobuf
from gazetteer.apis.compare.found import Found
from gazetteer.apis.compare.nodes import whole
from gazetteer.apis.compare.oas import Description
from gazetteer.apis.compare.reach import Reach
from gazetteer.apis.compare.result import settle
from gazetteer.apis.compare.version import Comparison, Refused, Version
from gazetteer.apis.read import FORMATS
from gazetteer.apis.sniff import format_of, is_description
from gazetteer.formats.structured import Problem
from gazetteer.model.change import ApiChange
from gazetteer.model.place import Place

STRUCTURED: dict[str, Callable[[Description, Description, date], Found | tuple[ApiChange, ...]]] = {
    "openapi": openapi.compare,
    "asyncapi": asyncapi.compare,
    "jsonschema": jsonschema.compare,
    "avro": avro.compare,
}
"""Format -> what compares two loaded documents of it."""

TEXTS: dict[str, Callable[[Version, Version], Comparison | Refused]] = {
    "graphql": graphql.compare,
    "protobuf": protobuf.compare,
}
"""Format -> what compares two texts of it."""

SIGNED = {"openapi", "asyncapi"}
"""Formats that say at their root what they are."""

_SCHEMA_SIGNS = {"$schema", "$defs", "definitions", "properties", "allOf", "oneOf", "anyOf"}


def compare(old: Version, new: Version, today: date) -> Comparison | Refused:
    """Compares two versions of one description; `today` decides whether a sunset has come."""
    formats = _format(old), _format(new)
    if formats[0] == formats[1] and formats[0] in TEXTS:
        return TEXTS[formats[0]](old, new)
    if TEXTS.keys() & set(formats):
        return _different(formats, new)
    before, after = _load(old, formats[0]), _load(new, formats[1])
    if isinstance(before, Refused):
        return before
    if isinstance(after, Refused):
        return after
    formats = formats[0] or _shape(before), formats[1] or _shape(after)
    if formats[0] != formats[1] or formats[0] not in STRUCTURED:
        return _different(formats, new if formats[0] else old)
    return _compared(STRUCTURED[formats[0]](before, after, today), before, after)


def _compared(
    found: Found | tuple[ApiChange, ...], before: Description, after: Description
) -> Comparison:
    if isinstance(found, tuple):
        return Comparison(found)
    settled = settle(found)
    versions = before.root.get("info").text("version"), after.root.get("info").text("version")
    place = after.root.get("info").get("version").place
    return Comparison(settled.changes, versions, place, Reach(found, settled.told))


def _different(formats: tuple[str, str], version: Version) -> Refused:
    names = " and ".join(name or "no description of an API" for name in formats)
    return Refused(f"these two cannot be compared: they are {names}", Place(version.path))


def _format(version: Version) -> str:
    return FORMATS.get(version.kind.lower(), "") or format_of(version.path, version.text)


def _shape(document: Description) -> str:
    """The format of a document that bears no sign of one."""
    root = document.root
    if root.text("type") in {"record", "enum", "fixed"} and root.text("name"):
        return "avro"
    return "jsonschema" if _SCHEMA_SIGNS & root.mapping.keys() else ""


def _load(version: Version, format_: str) -> Description | Refused:
    loaded = whole(version.path, version.text, version.read)
    if isinstance(loaded, Problem):
        place = Place(version.path, loaded.line, loaded.column)
        return Refused(f"this description cannot be read: {loaded.message}", place)
    if format_ in SIGNED and not is_description(loaded.value):
        return Refused("this is no description of an API", Place(version.path))
    return Description(loaded)
