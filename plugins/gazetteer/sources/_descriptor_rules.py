"""Every rule of the descriptor format, applied to one document: envelope, policies, kind (Backstage's order)."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from gazetteer.sources import _descriptor_formats as formats
from gazetteer.sources._descriptor_kinds import KINDS, Shape, rules_of
from gazetteer.sources._descriptor_metadata import metadata_troubles
from gazetteer.sources._descriptor_words import (
    Keys,
    Trouble,
    dotted,
    malformed,
    missing,
    not_text,
    required_text,
    shown,
    wrong_shape,
)

_ROOT_KEYS = frozenset({"apiVersion", "kind", "metadata", "spec", "relations", "status"})
_SHAPES: Mapping[Shape, str] = {
    "text": "text",
    "texts": "a list",
    "list": "a list",
    "profile": "a mapping",
    "remotes": "a list of `type` and `url`",
    "presence": "`required` or `optional`",
}


def troubles_of(document: Mapping[str, object]) -> Iterator[Trouble]:
    """Yields all rules that a document breaks, not only the first; none for a document Backstage would take."""
    yield from _envelope(document)
    yield from _root(document)
    metadata = document.get("metadata")
    if isinstance(metadata, dict):
        yield from metadata_troubles(metadata)
    yield from _kind(document)


def _envelope(document: Mapping[str, object]) -> Iterator[Trouble]:
    for key in ("apiVersion", "kind"):
        yield from required_text("envelope", (key,), document)
    metadata = document.get("metadata")
    if "metadata" not in document:
        yield missing("envelope", ("metadata",), "a mapping with at least `name`")
    elif not isinstance(metadata, dict):
        yield wrong_shape("envelope", ("metadata",), metadata, "a mapping")
    else:
        yield from required_text("envelope", ("metadata", "name"), metadata)
        if "namespace" in metadata:
            keys = ("metadata", "namespace")
            if trouble := not_text("envelope", keys, metadata["namespace"]):
                yield trouble


def _root(document: Mapping[str, object]) -> Iterator[Trouble]:
    for key in document:
        if key not in _ROOT_KEYS:
            close = get_close_matches(key, _ROOT_KEYS, 1)
            hint = f"did you mean `{close[0]}`?" if close else "move it under `metadata` or `spec`"
            yield Trouble("policy", f"{key} is no key of a descriptor", (key,), hint)
    for key, shape, name in (
        ("spec", dict, "a mapping"),
        ("relations", list, "a list"),
        ("status", dict, "a mapping"),
    ):
        if key in document and not isinstance(document[key], shape):
            yield wrong_shape("policy", (key,), document[key], name)
    yield from malformed(
        (("apiVersion",), document.get("apiVersion")),
        formats.is_api_version,
        "a version such as `backstage.io/v1alpha1`",
    )
    yield from malformed(
        (("kind",), document.get("kind")), formats.is_kind, "letters and digits, at most 63"
    )


def _kind(document: Mapping[str, object]) -> Iterator[Trouble]:
    kind, version, spec = document.get("kind"), document.get("apiVersion"), document.get("spec")
    if not (isinstance(kind, str) and kind and isinstance(version, str) and version):
        return
    rules = rules_of(kind, version, spec.get("type") if isinstance(spec, dict) else None)
    if rules is None:
        yield _unknown(kind, version)
    elif "spec" not in document:
        yield missing("kind", ("spec",), "a mapping")
    elif isinstance(spec, dict):
        for name, shape in rules.required.items():
            if name not in spec:
                yield missing("kind", ("spec", name), _SHAPES[shape])
            else:
                yield from _shaped(("spec", name), spec[name], shape)
        for name, shape in rules.optional.items():
            if name in spec and name not in rules.required:
                yield from _shaped(("spec", name), spec[name], shape)


def _unknown(kind: str, version: str) -> Trouble:
    known = KINDS.get(kind)
    if known is not None:
        message = f"the kind {kind} is not known in apiVersion {shown(version)}"
        return Trouble(
            "unknown-kind", message, ("apiVersion",), f"write `apiVersion: {known.versions[0]}`"
        )
    message = f"the kind {shown(kind)} is not known"
    by_lower = {name.lower(): name for name in KINDS}
    close = get_close_matches(kind.lower(), by_lower, 1)
    hint = f"write `kind: {by_lower[close[0]]}`" if close else f"use one of {', '.join(KINDS)}"
    return Trouble("unknown-kind", message, ("kind",), hint)


def _shaped(keys: Keys, value: object, shape: Shape) -> Iterator[Trouble]:
    if shape == "text":
        if trouble := not_text("kind", keys, value):
            yield trouble
    elif shape == "presence":
        if value not in ("required", "optional"):
            yield wrong_shape("kind", keys, value, _SHAPES[shape])
    elif shape == "profile":
        yield from _profile(keys, value)
    elif not isinstance(value, list):
        yield wrong_shape("kind", keys, value, "a list")
    elif shape == "texts":
        for number, member in enumerate(value):
            if trouble := not_text("kind", (*keys, number), member):
                yield trouble
    elif shape == "remotes":
        yield from _remotes(keys, value)


def _profile(keys: Keys, value: object) -> Iterator[Trouble]:
    if not isinstance(value, dict):
        yield wrong_shape("kind", keys, value, "a mapping")
        return
    for name in ("displayName", "email", "picture"):
        if name in value and (trouble := not_text("kind", (*keys, name), value[name])):
            yield trouble


def _remotes(keys: Keys, remotes: list[object]) -> Iterator[Trouble]:
    if not remotes:
        yield Trouble(
            "kind", f"{dotted(keys)} is an empty list", keys, "name at least one `type` and `url`"
        )
    for number, remote in enumerate(remotes):
        if not isinstance(remote, dict):
            yield wrong_shape("kind", (*keys, number), remote, "a mapping")
            continue
        for name in ("type", "url"):
            yield from required_text("kind", (*keys, number, name), remote)
