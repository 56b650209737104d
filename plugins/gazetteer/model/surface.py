"""A surface: what an API offers. Types refer to one another by name and are never expanded, so cycles are normal."""

import msgspec

from gazetteer.model.place import Place
from gazetteer.model.sharing import share, share_all


class Field(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """One member of a type, or one of the shapes that a value may have.

    Attributes:
        name: of the property; empty for a shape among `choices`.
        type: readable type, such as `string (uuid)`, `Order[]`, `map of Price`.
        values: the members of an enumeration, texts bare, everything else as JSON.
        default: as JSON, texts bare; empty when there is none.
        example: as JSON, texts bare; empty when there is none or it is long.
        limits: what else must hold, in words: `1 to 100`, `at most 80 characters`, `read only`.
        parts: names of the types (`Surface.types`) whose fields this value has, for a list or map each of its values.
        choices: the shapes of which a value has one, where they are more than scalars.
        fields: members written in place; those of `parts` come on top.
        number: of a field of protobuf; 0 elsewhere.
        sunset: date after which it may be gone, as written; place: where it is declared, known where that is.
    """

    name: str
    type: str
    required: bool = False
    description: str = ""
    deprecated: bool = False
    values: tuple[str, ...] = ()
    default: str = ""
    example: str = ""
    limits: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    choices: tuple["Field", ...] = ()
    fields: tuple["Field", ...] = ()
    number: int = 0
    sunset: str = ""
    place: Place | None = None

    def __post_init__(self) -> None:
        """Shares the texts that come again in other APIs."""
        share(self, "name", "type", "description")


class Parameter(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A parameter, header, or field of a request.

    Attributes:
        where: `path`, `query`, `header`, `cookie`, `body`, `formData`, `querystring`, `argument`.
        type: readable type, such as `string (uuid)` or `Order[]`.
        place: where it is declared, which may be another file.

    The others mean what they mean for a `Field`.
    """

    name: str
    where: str
    type: str = ""
    required: bool = False
    description: str = ""
    deprecated: bool = False
    values: tuple[str, ...] = ()
    default: str = ""
    example: str = ""
    limits: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    choices: tuple[Field, ...] = ()
    fields: tuple[Field, ...] = ()
    sunset: str = ""
    place: Place | None = None

    def __post_init__(self) -> None:
        """Shares the texts that come again in other APIs."""
        share(self, "name", "where", "type", "description")


class Body(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A message in one direction: a request body, a response of one status, an event payload.

    Attributes:
        status: HTTP status or `default`; empty for requests and events.
        media: media types.
        type: readable type; `#/...` schema names are shortened to their last part.
        name: what an event is called; empty where messages have no names.
        headers: of the response or the event.
        example: an example as its author wrote it, as JSON; empty when there is none.
        place: where it is described.
        bindings: what the protocol needs to know of an event, as `kafka.key: string`.

    The others mean what they mean for a `Field`.
    """

    status: str = ""
    media: tuple[str, ...] = ()
    type: str = ""
    description: str = ""
    required: bool = False
    name: str = ""
    values: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    choices: tuple[Field, ...] = ()
    fields: tuple[Field, ...] = ()
    headers: tuple[Parameter, ...] = ()
    example: str = ""
    place: Place | None = None
    bindings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Shares the texts that come again in other APIs."""
        share(self, "status", "type", "description", "example")
        share_all(self, "media", "parts")


class Operation(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """One thing a caller can do.

    Attributes:
        id: operationId, GraphQL field or RPC name; empty where the description gives none.
        method: upper-case HTTP method, or `WEBHOOK`, `CALLBACK`, `SEND`/`RECEIVE`,
            `QUERY`/`MUTATION`/`SUBSCRIPTION`, `RPC`.
        path: path template, channel address, field name, or `package.Service/Method`.
        anchor: unique id within the surface, usable in a URL fragment.
        sunset: date after which it may be gone, as written (`x-sunset`).
        stability: `x-stability-level` as written: `draft`, `alpha`, `beta`, `stable`.
        since: version or date from which it is there (`x-since`).
        security: names of `Surface.schemes`; `anonymous` is true where a caller may come without any.
        messages: the single messages of an event, when `request` stands for several; the same as `request` for one.
        parent: anchor of the operation that a callback belongs to.
        bindings: what the protocol needs to know of an event's channel and operation, as `kafka.topic: orders`.
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
    anonymous: bool = False
    stability: str = ""
    since: str = ""
    messages: tuple[Body, ...] = ()
    parent: str = ""
    bindings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Shares the texts that come again in other APIs."""
        share(self, "id", "method", "path", "anchor", "summary", "description")
        share_all(self, "tags")


class SchemaType(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A named type of the surface; types within it are named, never expanded.

    Attributes:
        name: unique within the surface.
        kind: readable type of what it stands for.

    The others mean what they mean for a `Field`.
    """

    name: str
    kind: str
    place: Place
    description: str = ""
    fields: tuple[Field, ...] = ()
    values: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    choices: tuple[Field, ...] = ()
    limits: tuple[str, ...] = ()
    default: str = ""
    example: str = ""
    deprecated: bool = False


class Tag(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A group of operations, as the description declares it."""

    name: str
    description: str = ""


class Scheme(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A way to prove who calls.

    Attributes:
        kind: in words: `bearer token (JWT)`, `API key in the header X-Key`, `OAuth 2.0, client credentials`.
        header: what a request carries, for an example: `Authorization: Bearer $TOKEN`; empty when it is no header.
        query: the same for a query parameter: `key=$KEY`.
    """

    name: str
    kind: str
    description: str = ""
    header: str = ""
    query: str = ""


class Surface(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="surface", gc=False
):
    """An API description, read.

    Attributes:
        format: `openapi`, `asyncapi`, `graphql`, `protobuf`, `jsonschema`, `avro`.
        dialect: version of the format, such as `3.1.0`.
        version: version of the API, from `info.version` or a path segment; empty when none is given.
        files: other files of the tree that it was read from.
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
    tags: tuple[Tag, ...] = ()
    schemes: tuple[Scheme, ...] = ()
    files: tuple[str, ...] = ()
    complete: bool = True
