"""Pact files (specification 1 to 4), found by what they hold: who consumes whose API, and which fields it reads."""

import json
from base64 import b64decode
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from gazetteer.extension import File, Siblings
from gazetteer.formats.json import JsonDocument, load
from gazetteer.model.catalog import Record
from gazetteer.model.fact import Fact
from gazetteer.model.pact import Interaction, Pact
from gazetteer.model.place import Place

name = "pact"
version = 2
patterns: tuple[str, ...] = ("**/*.json",)

LONGEST = 200_000
"""Characters of a body that are kept; a longer one is no example that somebody wrote."""


def read(file: File, _siblings: Siblings) -> Iterator[Record]:
    """Yields the pact of a file; a file that is none yields nothing."""
    if '"consumer"' not in file.text or '"provider"' not in file.text:
        return
    document = load(file.text)
    if not isinstance(document, JsonDocument) or not isinstance(document.value, dict):
        return
    root = document.value
    consumer, provider = _name(root.get("consumer")), _name(root.get("provider"))
    listed = [(key, root[key]) for key in ("interactions", "messages") if key in root]
    if not consumer or not provider or not listed:
        return

    def place(*keys: str | int) -> Place:
        return Place(file.path, *document.at(*keys))

    interactions = tuple(
        _interaction(value, place(key, index))
        for key, values in listed
        for index, value in enumerate(values if isinstance(values, list) else ())
        if isinstance(value, dict)
    )
    yield Fact(
        file.path,
        Pact(
            consumer=consumer,
            provider=provider,
            place=place("consumer"),
            version=_version(root),
            interactions=interactions,
        ),
    )


def _name(party: object) -> str:
    value = party.get("name") if isinstance(party, dict) else None
    return value.strip() if isinstance(value, str) else ""


def _version(root: Mapping[str, Any]) -> str:
    """The version of the specification, in each of the spellings that tools have used."""
    about = root.get("metadata", root.get("metaData"))
    if not isinstance(about, dict):
        return ""
    for key in ("pactSpecification", "pact-specification", "pact_specification"):
        stated = about.get(key)
        if isinstance(stated, dict) and isinstance(stated.get("version"), str):
            return str(stated["version"])
    for key in ("pactSpecificationVersion", "pactSpecification"):
        if isinstance(about.get(key), str):
            return str(about[key])
    return ""


def _interaction(value: Mapping[str, Any], place: Place) -> Interaction:
    description = str(value.get("description") or "")
    request, response = value.get("request"), value.get("response")
    if not isinstance(request, dict) or "path" not in request:
        contents = value.get("contents", value.get("content"))
        return Interaction(description, place, body=_body(contents), topic=_topic(value))
    answer = response if isinstance(response, dict) else {}
    path = str(request.get("path") or "")
    return Interaction(
        description,
        place,
        method=str(request.get("method") or "GET").upper(),
        path=urlsplit(path).path or "/",
        query=_query(request.get("query")),
        request=_body(request.get("body")),
        status=str(answer.get("status") or ""),
        body=_body(answer.get("body")),
    )


TOPICS = ("topic", "kafka_topic", "channel", "destination", "queue", "subject", "routingkey")
"""Keys of metadata under which tests say where a message goes; the specification leaves them free."""


def _topic(message: Mapping[str, Any]) -> str:
    about = message.get("metadata", message.get("metaData"))
    stated = {str(k).lower(): v for k, v in about.items()} if isinstance(about, dict) else {}
    return next((str(stated[key]) for key in TOPICS if isinstance(stated.get(key), str)), "")


def _query(stated: object) -> tuple[str, ...]:
    """Version 2 writes the query as one text, later ones as a mapping to lists."""
    if isinstance(stated, str):
        return tuple(dict.fromkeys(key for key, _ in parse_qsl(stated, keep_blank_values=True)))
    return tuple(map(str, stated)) if isinstance(stated, dict) else ()


def _decoded(content: object, encoding: str) -> object:
    """The content of a body of version 4, which may be text in base64."""
    if encoding != "base64" or not isinstance(content, str):
        return content if encoding in {"", "json", "false"} else None
    try:
        return b64decode(content, validate=True).decode()
    except ValueError:  # no base64, or no text
        return None


def _body(stated: object) -> str:
    """A body as JSON text; version 4 wraps it and says how it is encoded."""
    if isinstance(stated, dict) and "content" in stated and "encoded" in stated:
        stated = _decoded(stated["content"], str(stated["encoded"] or "").lower())
    if isinstance(stated, str):
        # Bodies of version 2 and encoded ones are JSON inside a text.
        document = load(stated)
        stated = document.value if isinstance(document, JsonDocument) else None
    if not isinstance(stated, dict | list):
        return ""
    text = json.dumps(stated, ensure_ascii=True, sort_keys=True)
    return text if len(text) <= LONGEST else ""
