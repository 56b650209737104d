"""Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2: a loaded document to a surface; wrong shapes are passed over."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from msgspec.structs import replace

from gazetteer.apis.about import about_servers, about_tags, texts
from gazetteer.apis.anchors import Anchors
from gazetteer.apis.limits import brief
from gazetteer.apis.paths import (
    Mapping,
    PathItem,
    callbacks,
    dialect,
    mapping,
    methods,
    parameters_of,
    path_items,
)
from gazetteer.apis.references import MOUNT, Keys, Where, last_part, resolve
from gazetteer.apis.schemas import text
from gazetteer.apis.security import required, schemes
from gazetteer.apis.shapes import Shapes
from gazetteer.model.surface import Body, Operation, Parameter, Surface

LONGEST_EXAMPLE = 4_000
"""Longer examples are left to the description itself, in characters."""


def surface(document: object, where: Where) -> Surface:
    """What a document offers.

    Operations come in the order written, those of `paths` before webhooks, a callback behind its operation; the
    parameters of a path item are merged into its operations. What cannot be read is left out, and `complete` says so.
    """
    root = mapping(document)
    swagger = "swagger" in root and "openapi" not in root
    keys: Keys = ("definitions",) if swagger else ("components", "schemas")
    reader = _Reader(root, where, Shapes(root, keys, where))
    operations = tuple(reader.operations())
    types = tuple(reader.shapes.types())
    about = mapping(root.get("info"))
    return Surface(
        format="openapi",
        dialect=dialect(root),
        title=text(about.get("title")).strip(),
        version=text(about.get("version")).strip(),
        description=text(about.get("description")) or text(about.get("summary")),
        servers=tuple(about_servers(root)),
        operations=operations,
        types=types,
        tags=tuple(about_tags(root)),
        schemes=tuple(schemes(root)),
        files=tuple(mapping(root.get(MOUNT))),
        complete=reader.complete and reader.shapes.complete and isinstance(document, dict),
    )


@dataclass
class _Reader:
    """One pass over one document."""

    root: Mapping
    where: Where
    shapes: Shapes
    complete: bool = True
    anchors: Anchors = field(default_factory=Anchors)

    def operations(self) -> Iterator[Operation]:
        names = methods(self.root)
        for item in path_items(self.root):
            self.complete &= item.is_read
            for method, keys, stated in item.operations(names):
                if not isinstance(stated, dict):
                    self.complete = False
                    continue
                kind = "WEBHOOK" if item.webhook else method
                made = self._operation(stated, item, kind, keys)
                yield made
                for called in callbacks(self.root, stated, keys):
                    for _, inner_keys, inner in called.operations(names):
                        if isinstance(inner, dict):
                            back = self._operation(inner, called, "CALLBACK", inner_keys)
                            tags = back.tags or made.tags
                            yield replace(back, parent=made.anchor, tags=tags)

    def _operation(self, operation: Mapping, item: PathItem, method: str, keys: Keys) -> Operation:
        path = item.webhook or item.path
        id_ = text(operation.get("operationId")).strip()
        parameters, request = self._inputs(operation, item, keys)
        needed, anonymous = required(operation.get("security", self.root.get("security")))
        return Operation(
            id=id_,
            method=method,
            path=path,
            anchor=self.anchors.anchor(id_, method, path),
            place=self.where(keys),
            summary=text(operation.get("summary")) or text(item.value.get("summary")),
            description=text(operation.get("description")) or text(item.value.get("description")),
            deprecated=operation.get("deprecated") is True,
            sunset=text(operation.get("x-sunset")),
            tags=texts(operation.get("tags")),
            parameters=parameters,
            request=request,
            responses=tuple(self._responses(operation, keys)),
            security=needed,
            anonymous=anonymous,
            stability=text(operation.get("x-stability-level")),
            since=text(operation.get("x-since")),
        )

    def _inputs(
        self, operation: Mapping, item: PathItem, keys: Keys
    ) -> tuple[tuple[Parameter, ...], Body | None]:
        parameters: list[Parameter] = []
        request: Body | None = None
        for found, here, written in parameters_of(
            self.root, ((item.value, item.target), (operation, keys))
        ):
            if not found and isinstance(reference := mapping(written).get("$ref"), str):
                parameters.append(Parameter(last_part(reference), "", place=self.where(here)))
            elif found.get("in") == "body":  # Swagger 2.0: the body is a parameter
                request = self._swagger_body(operation, found, here)
            elif name := text(found.get("name")):
                declared = resolve(self.root, written, here)[1]
                parameters.append(self._parameter(name, text(found.get("in")), found, declared))
        if "requestBody" in operation:
            request = self._body("", operation["requestBody"], (*keys, "requestBody"))
        return tuple(parameters), request

    def _responses(self, operation: Mapping, keys: Keys) -> Iterator[Body]:
        for status, response in mapping(operation.get("responses")).items():
            if not status.startswith("x-"):
                yield self._body(status, response, (*keys, "responses", status), operation)

    def _body(
        self, status: str, written: object, keys: Keys, operation: Mapping | None = None
    ) -> Body:
        value, here = resolve(self.root, written, keys)
        if not isinstance(value, dict):
            reference = mapping(written).get("$ref")
            name = last_part(reference) if isinstance(reference, str) else ""
            return Body(status, type=name, place=self.where(keys))
        content = mapping(value.get("content"))
        media, shapes = tuple(content), [self._shape(part) for part in content.values()]
        if "schema" in value and operation is not None:  # Swagger 2.0: media types stand apart
            media = texts(operation.get("produces", self.root.get("produces")))
            shapes = [self.shapes.shape(value["schema"])]
        names = [shape["type"] for shape in shapes]
        return Body(
            status,
            media,
            " | ".join(name for name in dict.fromkeys(names) if name),
            text(value.get("description")),
            required=value.get("required") is True,
            headers=tuple(self._headers(value.get("headers"), here)),
            example=self._example(value, content),
            place=self.where(here),
            **_first(shapes),
        )

    def _swagger_body(self, operation: Mapping, parameter: Mapping, keys: Keys) -> Body:
        shape = self.shapes.shape(parameter.get("schema"))
        return Body(
            media=texts(operation.get("consumes", self.root.get("consumes"))),
            type=shape["type"],
            description=text(parameter.get("description")),
            required=parameter.get("required") is True,
            place=self.where(keys),
            **_first([shape]),
        )

    def _headers(self, headers: object, keys: Keys) -> Iterator[Parameter]:
        for name, written in mapping(headers).items():
            found, here = resolve(self.root, written, (*keys, "headers", name))
            if not name.startswith("x-") or isinstance(found, dict):
                yield self._parameter(name, "header", mapping(found), here)

    def _parameter(self, name: str, place: str, found: Mapping, keys: Keys) -> Parameter:
        content = mapping(found.get("content"))
        schema = found.get("schema", found if "type" in found else None)
        if schema is None and content:
            media = next(iter(content.values()))
            schema, shape = _schema_of(media), self._shape(media)
        else:
            shape = self.shapes.shape(schema)
        if "example" in found:
            shape["example"] = brief(found["example"])
        return Parameter(
            name=name,
            where=place,
            required=found.get("required") is True,
            description=text(found.get("description")) or text(mapping(schema).get("description")),
            deprecated=found.get("deprecated") is True,
            sunset=text(found.get("x-sunset")),
            place=self.where(keys),
            **shape,
        )

    def _shape(self, media: object) -> dict[str, Any]:
        """What a media type carries."""
        shape = self.shapes.shape(_schema_of(media))
        if "itemSchema" in (stated := mapping(media)):  # 3.2: a stream of items
            shape["type"] = f"stream of {self.shapes.type(stated['itemSchema'])}"
        return shape

    def _example(self, value: Mapping, content: Mapping) -> str:
        """The first example of the first media type that has one; Swagger 2.0 keeps them in the response."""
        for media in content.values():
            stated = mapping(media)
            if "example" in stated:
                return brief(stated["example"], LONGEST_EXAMPLE)
            for example in mapping(stated.get("examples")).values():
                found = mapping(resolve(self.root, example, ())[0])
                if key := next((k for k in ("value", "dataValue") if k in found), ""):
                    return brief(found[key], LONGEST_EXAMPLE)
        for example in mapping(value.get("examples")).values() if not content else ():
            return brief(example, LONGEST_EXAMPLE)
        return ""


def _schema_of(media: object) -> object:
    stated = mapping(media)
    return stated.get("schema", stated.get("itemSchema"))


_OF_BODIES = ("values", "limits", "parts", "choices", "fields")


def _first(shapes: list[dict[str, Any]]) -> dict[str, Any]:
    """The first shape that says anything of members, as far as a `Body` tells it."""
    best = next((shape for shape in shapes if len(shape) > 1), {})
    return {key: best[key] for key in _OF_BODIES if key in best}
