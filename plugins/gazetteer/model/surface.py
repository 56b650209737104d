"""A surface: what an API offers."""

import msgspec

from gazetteer.model.place import Place


class Parameter(msgspec.Struct, frozen=True, omit_defaults=True):
    """A parameter, header, or field of a request.

    Attributes:
        where: `path`, `query`, `header`, `cookie`, `body`, `formData`, `argument`.
        type: readable type, such as `string (uuid)` or `Order[]`.
    """

    name: str
    where: str
    type: str = ""
    required: bool = False
    description: str = ""
    deprecated: bool = False


class Body(msgspec.Struct, frozen=True, omit_defaults=True):
    """A message in one direction: a request body, a response of one status, an event payload.

    Attributes:
        status: HTTP status or `default`; empty for requests and events.
        media: media types.
        type: readable type; `#/...` schema names are shortened to their last part.
    """

    status: str = ""
    media: tuple[str, ...] = ()
    type: str = ""
    description: str = ""
    required: bool = False


class Operation(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing a caller can do.

    Attributes:
        id: operationId, GraphQL field or RPC name; empty where the description gives none.
        method: upper-case HTTP method, or `SEND`/`RECEIVE`, `QUERY`/`MUTATION`/`SUBSCRIPTION`, `RPC`.
        path: path template, channel address, field name, or `package.Service/Method`.
        anchor: unique id within the surface, usable in a URL fragment.
    """

    id: str
    method: str
    path: str
    anchor: str
    place: Place
    summary: str = ""
    description: str = ""
    deprecated: bool = False
    sunset: str = ""
    tags: tuple[str, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    request: Body | None = None
    responses: tuple[Body, ...] = ()
    security: tuple[str, ...] = ()


class Field(msgspec.Struct, frozen=True, omit_defaults=True):
    """One property of a schema type."""

    name: str
    type: str
    required: bool = False
    description: str = ""
    deprecated: bool = False
    values: tuple[str, ...] = ()


class SchemaType(msgspec.Struct, frozen=True, omit_defaults=True):
    """A named type of the surface, one level deep; nested types are named, never expanded."""

    name: str
    kind: str
    place: Place
    description: str = ""
    fields: tuple[Field, ...] = ()
    values: tuple[str, ...] = ()


class Surface(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="surface"):
    """An API description, read.

    Attributes:
        format: `openapi`, `asyncapi`, `graphql`, `protobuf`, `jsonschema`, `avro`.
        dialect: version of the format, such as `3.1.0`.
        version: version of the API, from `info.version` or a path segment; empty when none is given.
        complete: false when faults kept part of it from being read.
    """

    format: str
    dialect: str = ""
    title: str = ""
    version: str = ""
    description: str = ""
    servers: tuple[str, ...] = ()
    operations: tuple[Operation, ...] = ()
    types: tuple[SchemaType, ...] = ()
    complete: bool = True
