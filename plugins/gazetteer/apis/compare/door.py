"""The one door of the comparison: texts in, changes out, whatever the format."""

from collections.abc import Callable
from datetime import date

from gazetteer.apis.compare import graphql, openapi, protobuf
from gazetteer.apis.compare.nodes import Files, Node
from gazetteer.apis.compare.oas import Description
from gazetteer.apis.compare.reach import Reach
from gazetteer.apis.compare.result import Found, settle
from gazetteer.apis.compare.version import Comparison, Refused, Version
from gazetteer.apis.sniff import format_of, is_description
from gazetteer.formats.structured import Problem
from gazetteer.model.place import Place

STRUCTURED: dict[str, Callable[[Description, Description, date], Found]] = {
    "openapi": openapi.compare,
}
"""Format -> what compares two loaded documents of it."""

TEXTS: dict[str, Callable[[Version, Version], Comparison | Refused]] = {
    "graphql": graphql.compare,
    "protobuf": protobuf.compare,
}
"""Format -> what compares two texts of it."""


def compare(old: Version, new: Version, today: date) -> Comparison | Refused:
    """Compares two versions of one description; `today` decides whether a sunset has come."""
    formats = format_of(old.path, old.text), format_of(new.path, new.text)
    if formats[0] != formats[1] or not formats[0]:
        which = old if not formats[0] else new
        names = " and ".join(name or "no description of an API" for name in formats)
        return Refused(f"these two cannot be compared: they are {names}", Place(which.path))
    if formats[0] in TEXTS:
        return TEXTS[formats[0]](old, new)
    if formats[0] not in STRUCTURED:
        return Refused(f"versions of {formats[0]} cannot be compared yet", Place(new.path))
    return _structured(old, new, STRUCTURED[formats[0]], today)


def _structured(
    old: Version,
    new: Version,
    compare_: Callable[[Description, Description, date], Found],
    today: date,
) -> Comparison | Refused:
    before, after = _load(old), _load(new)
    if isinstance(before, Refused):
        return before
    if isinstance(after, Refused):
        return after
    found = compare_(before, after, today)
    settled = settle(found)
    versions = before.root.get("info").text("version"), after.root.get("info").text("version")
    place = after.root.get("info").get("version").place
    return Comparison(settled.changes, versions, place, Reach(found, settled.told))


def _load(version: Version) -> Description | Refused:
    files = Files(version.read)
    loaded = files.load(version.path, version.text)
    if isinstance(loaded, Problem):
        place = Place(version.path, loaded.line, loaded.column)
        return Refused(f"this description cannot be read: {loaded.message}", place)
    if not is_description(loaded.value):
        return Refused("this is no description of an API", Place(version.path))
    return Description(files, Node(loaded.value, None, loaded))
