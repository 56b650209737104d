"""Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2: a loaded document to a surface; wrong shapes are passed over."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from gazetteer.apis.anchors import Anchors
from gazetteer.apis.references import MISSING, Keys, Where, last_part, resolve
from gazetteer.apis.schemas import schema_types, text, type_name
from gazetteer.model.surface import Body, Operation, Parameter, Surface

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


def surface(document: object, where: Where) -> Surface:
    """What a document offers.

    Operations come in the order written, those of `paths` before webhooks; the parameters of a path item are merged
    into its operations. What cannot be read is left out, and `complete` says so.
    """
    root = mapping(document)
    reader = _Reader(root, where)
    operations = tuple(reader.operations())
    about = mapping(root.get("info"))
    components = mapping(root.get("components"))
    swagger = "swagger" in root and "openapi" not in root
    keys: Keys = ("definitions",) if swagger else ("components", "schemas")
    schemas = root.get("definitions") if swagger else components.get("schemas")
    return Surface(
        format="openapi",
        dialect=dialect(root),
        title=text(about.get("title")).strip(),
        version=text(about.get("version")).strip(),
        description=text(about.get("description")),
        servers=tuple(_servers(root)),
        operations=operations,
        types=tuple(schema_types(schemas, keys, where)),
        complete=reader.complete and isinstance(document, dict),
    )


@dataclass(frozen=True)
class PathItem:
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


@dataclass
class _Reader:
    """One pass over one document."""

    root: Mapping
    where: Where
    complete: bool = True
    anchors: Anchors = field(default_factory=Anchors)

    def operations(self) -> Iterator[Operation]:
        names = methods(self.root)
        for item in path_items(self.root):
            self.complete &= item.is_read
            for method, keys, operation in item.operations(names):
                if isinstance(operation, dict):
                    yield self._operation(operation, item, method, keys)
                else:
                    self.complete = False

    def _operation(self, operation: Mapping, item: PathItem, method: str, keys: Keys) -> Operation:
        if item.webhook:
            method = "WEBHOOK"
        path = item.webhook or item.path
        id_ = text(operation.get("operationId")).strip()
        parameters, request = self._inputs(operation, item.value)
        return Operation(
            id=id_,
            method=method,
            path=path,
            anchor=self.anchors.anchor(id_, method, path),
            place=self.where(keys),
            summary=text(operation.get("summary")) or text(item.value.get("summary")),
            description=text(operation.get("description")),
            deprecated=operation.get("deprecated") is True,
            sunset=text(operation.get("x-sunset")),
            tags=_texts(operation.get("tags")),
            parameters=parameters,
            request=request,
            responses=tuple(self._responses(operation)),
            security=tuple(_security(operation.get("security", self.root.get("security")))),
        )

    def _inputs(
        self, operation: Mapping, item: Mapping
    ) -> tuple[tuple[Parameter, ...], Body | None]:
        parameters: list[Parameter] = []
        request: Body | None = None
        for found, _keys, written in parameters_of(
            self.root, ((item, ("item",)), (operation, ("operation",)))
        ):
            if not found and isinstance(reference := mapping(written).get("$ref"), str):
                parameters.append(Parameter(name=last_part(reference), where=""))
            elif found.get("in") == "body":  # Swagger 2.0: the body is a parameter
                request = self._swagger_body(operation, found)
            elif name := text(found.get("name")):
                parameters.append(_parameter(name, found))
        if "requestBody" in operation:
            request = self._body("", operation["requestBody"])
        return tuple(parameters), request

    def _responses(self, operation: Mapping) -> Iterator[Body]:
        for status, response in mapping(operation.get("responses")).items():
            if not status.startswith("x-"):
                yield self._body(status, response, operation)

    def _body(self, status: str, written: object, operation: Mapping | None = None) -> Body:
        value = resolve(self.root, written, ())[0]
        if not isinstance(value, dict):
            reference = mapping(written).get("$ref")
            return Body(status, type=last_part(reference) if isinstance(reference, str) else "")
        content = mapping(value.get("content"))
        media, names = tuple(content), [_media_type(part) for part in content.values()]
        if "schema" in value and operation is not None:  # Swagger 2.0: media types stand apart
            media = _texts(operation.get("produces", self.root.get("produces")))
            names = [type_name(value["schema"])]
        return Body(
            status,
            media,
            " | ".join(name for name in dict.fromkeys(names) if name),
            text(value.get("description")),
            required=value.get("required") is True,
        )

    def _swagger_body(self, operation: Mapping, parameter: Mapping) -> Body:
        return Body(
            media=_texts(operation.get("consumes", self.root.get("consumes"))),
            type=type_name(parameter.get("schema")),
            description=text(parameter.get("description")),
            required=parameter.get("required") is True,
        )


def _parameter(name: str, found: Mapping) -> Parameter:
    content = mapping(found.get("content"))
    schema = found.get("schema", found if "type" in found else None)
    return Parameter(
        name=name,
        where=text(found.get("in")),
        type=type_name(schema) or next((_media_type(part) for part in content.values()), ""),
        required=found.get("required") is True,
        description=text(found.get("description")),
        deprecated=found.get("deprecated") is True,
    )


def _media_type(media: object) -> str:
    stated = mapping(media)
    if "itemSchema" in stated:  # 3.2: a stream of items
        return f"stream of {type_name(stated['itemSchema'])}"
    return type_name(stated.get("schema"))


def _servers(root: Mapping) -> Iterator[str]:
    servers = root.get("servers")
    for server in servers if isinstance(servers, list) else ():
        if url := text(mapping(server).get("url")):
            yield url
    if host := text(root.get("host")):
        base = host + text(root.get("basePath"))
        yield from (f"{scheme}://{base}" for scheme in _texts(root.get("schemes")))
        if not root.get("schemes"):
            yield base


def _security(requirements: object) -> Iterator[str]:
    named: dict[str, None] = {}
    for requirement in requirements if isinstance(requirements, list) else ():
        named.update(dict.fromkeys(mapping(requirement)))
    yield from named


def _texts(values: object) -> tuple[str, ...]:
    return tuple(filter(None, map(text, values))) if isinstance(values, list) else ()
