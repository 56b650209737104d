"""Payloads of AsyncAPI messages that are written in another schema language: Avro and protobuf."""

from collections.abc import Iterable
from posixpath import dirname, join, normpath
from typing import NamedTuple

import msgspec

from gazetteer.apis.compare import avro, protobuf
from gazetteer.apis.compare.nodes import Node
from gazetteer.apis.compare.oas import Description
from gazetteer.apis.compare.version import Comparison, Version
from gazetteer.apis.languages import language
from gazetteer.apis.references import MOUNT
from gazetteer.model.change import ApiChange
from gazetteer.model.place import Place


class Payload(NamedTuple):
    """What a message carries.

    Attributes:
        language: `json` for JSON Schema and its relatives, `avro`, `protobuf`, or as stated.
        schema: in that language, references followed where they lead to a value.
    """

    language: str
    schema: Node


def payload(document: Description, message: Node) -> Payload:
    """The payload of a message; version 3 may wrap it with the name of its language."""
    stated = message.get("payload")
    followed = document.whole.follow(stated)
    if "schemaFormat" in followed.mapping:
        inner = followed.get("schema")
        return Payload(language(followed.text("schemaFormat")), inner)
    return Payload(language(message.text("schemaFormat")), stated)


def compare(old: Payload, new: Payload, side: str) -> tuple[ApiChange, ...] | None:
    """The changes of two payloads of one language other than JSON Schema; None when they cannot be compared."""
    if old.language != new.language:
        return None
    if old.language == "avro":
        before, after = (one.schema.whole.follow(one.schema) for one in (old, new))
        return avro.changes(before, after, side)
    if old.language == "protobuf":
        versions = _text(old.schema), _text(new.schema)
        if versions[0] is None or versions[1] is None:
            return None
        found = protobuf.compare(versions[0], versions[1])
        if not isinstance(found, Comparison):
            return None
        return tuple(_placed(found.changes, old.schema, new.schema))
    return None


def _text(schema: Node) -> Version | None:
    """A schema of protobuf: written in place, or in a file that is referred to."""
    if isinstance(schema.value, str):
        return Version(_INLINE, schema.value, schema.whole.read)
    reference = schema.text("$ref").partition("#")[0]
    if not reference or "://" in reference:
        return None
    keys = schema.keys
    here = str(keys[1]) if keys[:1] == (MOUNT,) else schema.whole.path
    path = normpath(join(dirname(here), reference))
    text = None if path.startswith(("..", "/")) else schema.whole.read(path)
    return None if text is None else Version(path, text, schema.whole.read)


_INLINE = "payload.proto"
"""What a schema written in place is called while it is compared; no change is told of that name."""


def _placed(changes: Iterable[ApiChange], old: Node, new: Node) -> Iterable[ApiChange]:
    """Changes of schemas written in place stand where these do."""

    def of(place: Place | None, schema: Node) -> Place | None:
        return schema.place if place is not None and place.path == _INLINE else place

    for change in changes:
        places = {"place_old": of(change.place_old, old), "place_new": of(change.place_new, new)}
        yield msgspec.structs.replace(change, **places)
