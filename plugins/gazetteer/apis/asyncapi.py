"""AsyncAPI 2.x and 3.x: a loaded document to a surface, told from the application's side in both."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from gazetteer.apis.anchors import Anchors
from gazetteer.apis.openapi import Mapping, mapping
from gazetteer.apis.references import MISSING, Keys, Where, last_part, resolve
from gazetteer.apis.schemas import schema_types, text, type_name
from gazetteer.model.surface import Body, Operation, Parameter, SchemaType, Surface

_ACTIONS = {"publish": "RECEIVE", "subscribe": "SEND"}
"""Version 2 says what a client may do with a channel, version 3 what the application does (its migration guide)."""


def surface(document: object, where: Where) -> Surface:
    """What an application sends and receives.

    The payload of an event is the `request` of its operation whichever way it goes; a reply is its response.
    """
    root = mapping(document)
    about = mapping(root.get("info"))
    reader = _Reader(root, where)
    version = text(root.get("asyncapi"))
    operations = reader.version_2() if version.startswith("2") else reader.version_3()
    return Surface(
        format="asyncapi",
        dialect=version,
        title=text(about.get("title")).strip(),
        version=text(about.get("version")).strip(),
        description=text(about.get("description")),
        servers=tuple(_servers(root)),
        operations=tuple(operations),
        types=tuple(reader.types()),
        complete=reader.complete and isinstance(document, dict),
    )


@dataclass
class _Reader:
    """One pass over one document."""

    root: Mapping
    where: Where
    complete: bool = True
    anchors: Anchors = field(default_factory=Anchors)

    def version_2(self) -> Iterator[Operation]:
        for address, written in mapping(self.root.get("channels")).items():
            channel, keys = self._resolve(written, ("channels", address))
            for key, method in _ACTIONS.items():
                if key in channel:
                    stated = mapping(channel[key])
                    message = self._resolve(stated.get("message"), ())[0]
                    choices = message.get("oneOf")
                    yield self._operation(
                        stated,
                        channel,
                        (*keys, key),
                        id_=text(stated.get("operationId")),
                        method=method,
                        path=address,
                        messages=choices if isinstance(choices, list) else [stated.get("message")],
                    )

    def version_3(self) -> Iterator[Operation]:
        for id_, written in mapping(self.root.get("operations")).items():
            stated, keys = self._resolve(written, ("operations", id_))
            channel, channel_keys = self._resolve(stated.get("channel"), ())
            reference = text(mapping(stated.get("channel")).get("$ref"))
            named = str(channel_keys[-1]) if channel_keys else last_part(reference)
            reply = mapping(stated.get("reply"))
            replies = self._messages(reply, self._resolve(reply.get("channel"), ())[0])
            yield self._operation(
                stated,
                channel,
                keys,
                id_=id_,
                method="RECEIVE" if stated.get("action") == "receive" else "SEND",
                path=text(channel.get("address")) or named,
                messages=self._messages(stated, channel),
                responses=(self._body(replies),) if reply else (),
            )

    def _operation(
        self,
        stated: Mapping,
        channel: Mapping,
        keys: Keys,
        *,
        id_: str,
        method: str,
        path: str,
        messages: list[object],
        responses: tuple[Body, ...] = (),
    ) -> Operation:
        return Operation(
            id=id_,
            method=method,
            path=path,
            anchor=self.anchors.anchor(id_, method, path),
            place=self.where(keys),
            summary=text(stated.get("summary")) or text(stated.get("title")),
            description=text(stated.get("description")) or text(channel.get("description")),
            deprecated=stated.get("deprecated") is True,
            sunset=text(stated.get("x-sunset")),
            tags=_names(stated.get("tags")),
            parameters=tuple(self._parameters(channel)),
            request=self._body(messages),
            responses=responses,
            security=_names(stated.get("security")),
        )

    def _messages(self, operation: Mapping, channel: Mapping) -> list[object]:
        """The messages named by an operation of version 3, or all of its channel (Operation Object, `messages`)."""
        stated = operation.get("messages")
        return stated if isinstance(stated, list) else [*mapping(channel.get("messages")).values()]

    def _body(self, messages: list[object]) -> Body:
        names: dict[str, None] = {}
        media: dict[str, None] = {}
        descriptions: list[str] = []
        for written in messages:
            message, keys = self._resolve(written, ())
            names[_payload_name(message, keys, written)] = None
            media[text(message.get("contentType")) or text(self.root.get("defaultContentType"))] = (
                None
            )
            descriptions.append(text(message.get("summary")) or text(message.get("description")))
        return Body(
            media=tuple(filter(None, media)),
            type=" | ".join(filter(None, names)),
            description=descriptions[0] if len(descriptions) == 1 else "",
        )

    def _parameters(self, channel: Mapping) -> Iterator[Parameter]:
        for name, written in mapping(channel.get("parameters")).items():
            parameter = self._resolve(written, ())[0]
            yield Parameter(
                name=name,
                where="path",
                type=type_name(parameter.get("schema"))
                or ("enum" if parameter.get("enum") else "string"),
                required=True,
                description=text(parameter.get("description")),
            )

    def types(self) -> Iterator[SchemaType]:
        """The named schemas, and the messages whose payload has no name of its own."""
        components = mapping(self.root.get("components"))
        schemas = mapping(components.get("schemas"))
        yield from schema_types(schemas, ("components", "schemas"), self.where)
        inline = {
            name: _schema(mapping(message).get("payload"))
            for name, message in mapping(components.get("messages")).items()
            if name not in schemas and "$ref" not in _schema(mapping(message).get("payload"))
        }
        yield from schema_types(
            {name: schema for name, schema in inline.items() if schema},
            ("components", "messages"),
            self.where,
        )

    def _resolve(self, written: object, keys: Keys) -> tuple[Mapping, Keys]:
        value, found = resolve(self.root, written, keys)
        if value is MISSING and isinstance(written, dict):
            self.complete = False
        return mapping(value), found


def _schema(payload: object) -> Mapping:
    """The schema of a payload; version 3 may wrap it with its format."""
    stated = mapping(payload)
    return mapping(stated.get("schema")) if "schemaFormat" in stated else stated


def _payload_name(message: Mapping, keys: Keys, written: object) -> str:
    """What the payload is called: by its schema's name, else by the message's."""
    schema = _schema(message.get("payload"))
    if isinstance(reference := schema.get("$ref"), str):
        return last_part(reference)
    if not message and isinstance(reference := mapping(written).get("$ref"), str):
        return last_part(reference)
    named = str(keys[-1]) if keys else ""
    return named or text(message.get("name")) or type_name(schema) if message else ""


def _servers(root: Mapping) -> Iterator[str]:
    for server in mapping(root.get("servers")).values():
        stated = mapping(server)
        protocol = text(stated.get("protocol"))
        address = text(stated.get("url")) or text(stated.get("host")) + text(stated.get("pathname"))
        if address:
            yield address if "://" in address or not protocol else f"{protocol}://{address}"


def _names(values: object) -> tuple[str, ...]:
    """Names of tags or security schemes, however they are written: texts, objects with a name, references, mappings."""
    found: dict[str, None] = {}
    for value in values if isinstance(values, list) else ():
        stated = mapping(value)
        if isinstance(reference := stated.get("$ref"), str):
            found[last_part(reference)] = None
        elif isinstance(value, str):
            found[value] = None
        elif "name" in stated:
            found[text(stated["name"])] = None
        else:
            found.update(dict.fromkeys(stated))
    return tuple(filter(None, found))
