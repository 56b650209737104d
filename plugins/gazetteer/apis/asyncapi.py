"""AsyncAPI 2.x and 3.x: a loaded document to a surface, told from the application's side in both."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from gazetteer.apis.anchors import Anchors
from gazetteer.apis.asyncapi_bindings import told_bindings
from gazetteer.apis.asyncapi_messages import Written, message_body, schema_of, together, with_traits
from gazetteer.apis.languages import language
from gazetteer.apis.paths import Mapping, mapping
from gazetteer.apis.references import MISSING, MOUNT, Keys, Where, last_part, resolve
from gazetteer.apis.schemas import text
from gazetteer.apis.security import schemes
from gazetteer.apis.shapes import Shapes
from gazetteer.model.surface import Body, Operation, Parameter, Surface, Tag

_ACTIONS = {"publish": "RECEIVE", "subscribe": "SEND"}
"""Version 2 says what a client may do with a channel, version 3 what the application does (its migration guide)."""


def surface(document: object, where: Where) -> Surface:
    """What an application sends and receives.

    The payload of an event is the `request` of its operation whichever way it goes; a reply is its response.
    """
    root = mapping(document)
    about = mapping(root.get("info"))
    reader = _Reader(root, where, Shapes(root, ("components", "schemas"), where))
    reader.declare_payloads()
    version = text(root.get("asyncapi"))
    operations = tuple(reader.version_2() if version.startswith("2") else reader.version_3())
    listed = root.get("tags", about.get("tags"))
    return Surface(
        format="asyncapi",
        dialect=version,
        title=text(about.get("title")).strip(),
        version=text(about.get("version")).strip(),
        description=text(about.get("description")),
        servers=tuple(_servers(root)),
        operations=operations,
        types=tuple(reader.shapes.types()),
        tags=tuple(
            Tag(text(tag.get("name")), text(tag.get("description")))
            for tag in map(mapping, listed if isinstance(listed, list) else ())
            if text(tag.get("name"))
        ),
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

    def declare_payloads(self) -> None:
        """The payload of a named message that has no name of its own is called as the message."""
        for name, written in mapping(mapping(self.root.get("components")).get("messages")).items():
            payload = mapping(mapping(written).get("payload"))
            schema = schema_of(payload)
            stated = payload if "schemaFormat" in payload else mapping(written)
            is_json = language(text(stated.get("schemaFormat"))) == "json"
            if schema and is_json and "$ref" not in schema:
                self.shapes.declare(name, ("components", "messages", name), schema)

    def version_2(self) -> Iterator[Operation]:
        for address, written in mapping(self.root.get("channels")).items():
            channel, keys = self._resolve(written, ("channels", address))
            for key, method in _ACTIONS.items():
                if key in channel:
                    stated = with_traits(self.root, mapping(channel[key]))
                    here = (*keys, key, "message")
                    message, found = self._resolve(stated.get("message"), here)
                    choices = message.get("oneOf")
                    if isinstance(choices, list):
                        messages = [(m, (*found, "oneOf", n)) for n, m in enumerate(choices)]
                    else:
                        messages = [(stated["message"], here)] if "message" in stated else []
                    yield self._operation(
                        stated,
                        channel,
                        (*keys, key),
                        id_=text(stated.get("operationId")),
                        method=method,
                        path=address,
                        at=keys,
                        messages=messages,
                    )

    def version_3(self) -> Iterator[Operation]:
        for id_, written in mapping(self.root.get("operations")).items():
            stated, keys = self._resolve(written, ("operations", id_))
            stated = with_traits(self.root, stated)
            channel, channel_keys = self._resolve(stated.get("channel"), ())
            reference = text(mapping(stated.get("channel")).get("$ref"))
            named = str(channel_keys[-1]) if channel_keys else last_part(reference)
            reply = mapping(stated.get("reply"))
            replies = self._messages(
                reply, (*keys, "reply"), *self._resolve(reply.get("channel"), ())
            )
            yield self._operation(
                stated,
                channel,
                keys,
                id_=id_,
                method="RECEIVE" if stated.get("action") == "receive" else "SEND",
                path=text(channel.get("address")) or named,
                at=channel_keys,
                messages=self._messages(stated, keys, channel, channel_keys),
                responses=(together(list(map(self._body, replies))),) if reply else (),
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
        at: Keys,
        messages: list[Written],
        responses: tuple[Body, ...] = (),
    ) -> Operation:
        bodies = tuple(map(self._body, messages))
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
            parameters=tuple(self._parameters(channel, at)),
            request=together(list(bodies)),
            responses=responses,
            security=_names(stated.get("security")),
            stability=text(stated.get("x-stability-level")),
            since=text(stated.get("x-since")),
            messages=bodies,
            bindings=(
                *told_bindings(self.root, channel.get("bindings")),
                *told_bindings(self.root, stated.get("bindings")),
            ),
        )

    def _messages(
        self, operation: Mapping, keys: Keys, channel: Mapping, at: Keys
    ) -> list[Written]:
        """The messages named by an operation of version 3, or all of its channel (Operation Object, `messages`)."""
        stated = operation.get("messages")
        if isinstance(stated, list):
            return [(m, (*keys, "messages", n)) for n, m in enumerate(stated)]
        of_channel = mapping(channel.get("messages"))
        return [(m, (*at, "messages", name)) for name, m in of_channel.items()]

    def _body(self, written: Written) -> Body:
        self._resolve(*written)  # tells whether all of it could be read
        return message_body(self.root, self.shapes, self.where, written)

    def _parameters(self, channel: Mapping, at: Keys) -> Iterator[Parameter]:
        for name, written in mapping(channel.get("parameters")).items():
            parameter, keys = self._resolve(written, (*at, "parameters", name))
            schema = parameter.get("schema")
            # Version 3 dropped the schema: a parameter is a text, perhaps one of some values.
            shape = self.shapes.shape(
                schema if schema is not None else {**parameter, "type": "string"}
            )
            yield Parameter(
                name=name,
                where="path",
                required=True,
                description=text(parameter.get("description")),
                place=self.where(keys),
                **shape,
            )

    def _resolve(self, written: object, keys: Keys) -> tuple[Mapping, Keys]:
        value, found = resolve(self.root, written, keys)
        if value is MISSING and isinstance(written, dict):
            self.complete = False
        return mapping(value), found


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
