"""The rules of a descriptor's metadata: names, labels, annotations, tags, links (Backstage's policies)."""

from collections.abc import Iterator, Mapping

from gazetteer.sources import _descriptor_formats as formats
from gazetteer.sources._descriptor_words import (
    Keys,
    Trouble,
    malformed,
    not_text,
    required_text,
    shown,
    wrong_shape,
)


def metadata_troubles(metadata: Mapping[str, object]) -> Iterator[Trouble]:
    """Yields all rules that the metadata breaks, beyond those of the envelope."""
    yield from malformed(
        (("metadata", "name"), metadata.get("name")), formats.is_name, formats.NAME_RULE
    )
    yield from malformed(
        (("metadata", "namespace"), metadata.get("namespace")),
        formats.is_namespace,
        formats.NAMESPACE_RULE,
    )
    for key in ("uid", "etag", "title", "description"):
        if key in metadata:
            trouble = not_text(
                "policy", ("metadata", key), metadata[key], may_be_empty=key == "description"
            )
            if trouble:
                yield trouble
    yield from _labels(metadata)
    yield from _annotations(metadata)
    yield from _tags(metadata)
    yield from _links(metadata)


def _labels(metadata: Mapping[str, object]) -> Iterator[Trouble]:
    for keys, value in _pairs(metadata, "labels"):
        yield from _key(keys)
        if isinstance(value, str):
            yield from malformed((keys, value), formats.is_name, formats.NAME_RULE)
    yield from _not_a("labels", metadata, dict)
    yield from _not_texts("labels", metadata)


def _annotations(metadata: Mapping[str, object]) -> Iterator[Trouble]:
    for keys, _ in _pairs(metadata, "annotations"):
        yield from _key(keys)
    yield from _not_a("annotations", metadata, dict)
    yield from _not_texts("annotations", metadata)


def _pairs(metadata: Mapping[str, object], name: str) -> Iterator[tuple[Keys, object]]:
    value = metadata.get(name)
    if isinstance(value, dict):
        for key, member in value.items():
            yield ("metadata", name, key), member


def _key(keys: Keys) -> Iterator[Trouble]:
    if not formats.is_key(str(keys[-1])):
        message = f"{shown(str(keys[-1]))} is not allowed as a key of {keys[-2]}"
        yield Trouble("policy", message, keys, f"use {formats.KEY_RULE}")


def _not_a(name: str, metadata: Mapping[str, object], shape: type) -> Iterator[Trouble]:
    if name in metadata and not isinstance(metadata[name], shape):
        wanted = "a mapping" if shape is dict else "a list"
        yield wrong_shape("policy", ("metadata", name), metadata[name], wanted)


def _not_texts(name: str, metadata: Mapping[str, object]) -> Iterator[Trouble]:
    for keys, value in _pairs(metadata, name):
        if trouble := not_text("policy", keys, value, may_be_empty=True):
            yield trouble


def _tags(metadata: Mapping[str, object]) -> Iterator[Trouble]:
    yield from _not_a("tags", metadata, list)
    tags = metadata.get("tags")
    for number, tag in enumerate(tags if isinstance(tags, list) else ()):
        keys = ("metadata", "tags", number)
        if trouble := not_text("policy", keys, tag):
            yield trouble
        yield from malformed((keys, tag), formats.is_tag, formats.TAG_RULE)


def _links(metadata: Mapping[str, object]) -> Iterator[Trouble]:
    yield from _not_a("links", metadata, list)
    links = metadata.get("links")
    for number, link in enumerate(links if isinstance(links, list) else ()):
        keys: Keys = ("metadata", "links", number)
        if not isinstance(link, dict):
            yield wrong_shape("policy", keys, link, "a mapping")
            continue
        yield from required_text("policy", (*keys, "url"), link)
        yield from malformed(
            ((*keys, "url"), link.get("url")),
            formats.is_url,
            "a complete URL such as `https://example.com/x`",
        )
        for key in ("title", "icon", "type"):
            if key in link and (trouble := not_text("policy", (*keys, key), link[key])):
                yield trouble
