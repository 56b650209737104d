"""The paths, webhooks and callbacks of an OpenAPI document: operations with the way to them, parameters merged."""

from collections.abc import Iterator

import msgspec

from gazetteer.apis.references import MISSING, Keys, resolve
from gazetteer.apis.schemas import text

Mapping = dict[str, object]

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
"""Fixed fields of a path item; `query` joined them in 3.2 (specification 3.2, Path Item Object)."""


def dialect(document: object) -> str:
    """The version a document claims for itself, as written; empty when it claims none."""
    if not isinstance(document, dict):
        return ""
    return text(document.get("openapi")) or text(document.get("swagger"))


def methods(document: Mapping) -> tuple[str, ...]:
    """The keys of a path item that are operations in the document's dialect."""
    return METHODS if dialect(document).startswith(("2.", "3.0", "3.1")) else (*METHODS, "query")


def mapping(value: object) -> Mapping:
    """The value when it is a mapping, else an empty one."""
    return value if isinstance(value, dict) else {}


class PathItem(msgspec.Struct, frozen=True):
    """What stands under a path or a webhook.

    Attributes:
        path: the path template; empty for a webhook.
        webhook: the name of a webhook; empty for a path.
        keys: where it is listed; target: where its `$ref` leads, else the same.
        written: as listed; value: with the fields of its target.
        is_read: false when it is no mapping, or its `$ref` leads nowhere that can be read.
    """

    path: str
    webhook: str
    keys: Keys
    target: Keys
    written: Mapping
    value: Mapping
    is_read: bool

    def operations(self, methods: tuple[str, ...]) -> Iterator[tuple[str, Keys, object]]:
        """Upper-case method, keys, and what stands there."""
        for method in methods:
            if method in self.value:
                yield method.upper(), (*self._holder(method), method), self.value[method]
        more = "additionalOperations"
        for method, operation in mapping(self.value.get(more)).items():
            yield method.upper(), (*self._holder(more), more, method), operation

    def _holder(self, key: str) -> Keys:
        return self.keys if key in self.written else self.target


def callbacks(root: Mapping, operation: Mapping, keys: Keys) -> Iterator[PathItem]:
    """The path items that an operation calls back; `path` is the name of the callback and its address."""
    for name, written in mapping(operation.get("callbacks")).items():
        found, target = resolve(root, written, (*keys, "callbacks", name))
        for address, listed in mapping(found).items():
            if address.startswith("x-"):
                continue
            value, inner = resolve(root, listed, (*target, address))
            yield PathItem(
                path=f"{name} {address}",
                webhook="",
                keys=(*target, address),
                target=inner,
                written=mapping(listed),
                value={**mapping(value), **mapping(listed)},
                is_read=isinstance(value, dict),
            )


def path_items(root: Mapping) -> Iterator[PathItem]:
    """Every path, then every webhook (`x-webhooks` is what tools read before 3.1)."""
    for section in ("paths", "webhooks", "x-webhooks"):
        for name, written in mapping(root.get(section)).items():
            if section == "paths" and name.startswith("x-"):
                continue
            found, target = resolve(root, written, (section, name))
            yield PathItem(
                path=name if section == "paths" else "",
                webhook="" if section == "paths" else name,
                keys=(section, name),
                target=target,
                written=mapping(written),
                # Fields beside a $ref belong to the path item too (specification 3.1, Path Item Object).
                value={**mapping(found), **mapping(written)},
                is_read=isinstance(found, dict),
            )


def parameters_of(
    root: Mapping, holders: tuple[tuple[Mapping, Keys], ...]
) -> Iterator[tuple[Mapping, Keys, object]]:
    """Parameters of an operation merged over those of its path item: (resolved, keys where listed, as listed).

    A parameter is the same when name and place agree, header names without case. One that leads out of the document
    comes as an empty mapping.
    """
    merged: dict[object, tuple[Mapping, Keys, object]] = {}
    for holder, keys in holders:
        listed = holder.get("parameters")
        for index, written in enumerate(listed if isinstance(listed, list) else ()):
            here = (*keys, "parameters", index)
            value = resolve(root, written, here)[0]
            found = mapping(None if value is MISSING else value)
            name, place = text(found.get("name")), text(found.get("in"))
            identity = (name.lower() if place == "header" else name, place) if name else here
            merged[identity] = (found, here, written)
    yield from merged.values()


class Called(msgspec.Struct, frozen=True):
    """One operation with the way to it.

    Attributes:
        name: for people: `GET /orders`, `WEBHOOK paid`, `CALLBACK done {$url}`.
        item: the path item that holds it.
    """

    name: str
    item: PathItem
    keys: Keys
    value: Mapping
    is_callback: bool = False


def operations(root: Mapping) -> Iterator[Called]:
    """Every operation that is a mapping: of paths, then of webhooks, callbacks behind theirs."""
    names = methods(root)
    for item in path_items(root):
        for method, keys, operation in item.operations(names):
            if not isinstance(operation, dict):
                continue
            name = f"WEBHOOK {item.webhook}" if item.webhook else f"{method} {item.path}"
            yield Called(name, item, keys, operation)
            for inner in callbacks(root, operation, keys):
                for _, inner_keys, called in inner.operations(names):
                    if isinstance(called, dict):
                        yield Called(f"CALLBACK {inner.path}", inner, inner_keys, called, True)
