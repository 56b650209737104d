"""Messages of AsyncAPI: what an event carries, with the traits that it takes over."""

from typing import Any

from gazetteer.apis import avro, protobuf
from gazetteer.apis.asyncapi_bindings import told_bindings
from gazetteer.apis.languages import language
from gazetteer.apis.limits import brief
from gazetteer.apis.paths import Mapping, mapping
from gazetteer.apis.references import Keys, Where, last_part, resolve
from gazetteer.apis.schemas import text
from gazetteer.apis.shapes import Shapes
from gazetteer.apis.traits import merged
from gazetteer.model.surface import Body, Parameter

Written = tuple[object, Keys]
"""A message as written, and where."""

_OF_BODIES = ("values", "limits", "parts", "choices", "fields")


def message_body(root: Mapping, shapes: Shapes, where: Where, written: Written) -> Body:
    """One message, with the traits that it takes over."""
    message, keys = _found(root, *written)
    message = with_traits(root, message)
    schema = schema_of(message.get("payload"))
    name = text(message.get("name")) or (str(keys[-1]) if message and _is_name(keys) else "")
    shape: dict[str, Any] = {}
    foreign = _foreign(root, shapes, where, message, keys)
    if foreign is not None:
        shape = {"parts": foreign[:1]}
    elif called := shapes.called(keys):
        shape["parts"] = (called,)
    elif schema:
        whole = shapes.shape(schema)
        shape = {key: whole[key] for key in _OF_BODIES if key in whole}
    headers = shapes.field("", mapping(message.get("headers")), required=False)
    return Body(
        media=tuple(
            filter(
                None,
                [text(message.get("contentType")) or text(root.get("defaultContentType"))],
            )
        ),
        type=foreign[0] if foreign else _payload_name(message, keys, written[0], shapes),
        description=text(message.get("summary")) or text(message.get("description")),
        name=name,
        headers=tuple(
            Parameter(h.name, "header", h.type, h.required, h.description, h.deprecated)
            for h in headers.fields
        ),
        example=_example(message),
        place=where(keys) if keys else None,
        bindings=told_bindings(root, message.get("bindings")),
        **shape,
    )


def _foreign(
    root: Mapping, shapes: Shapes, where: Where, message: Mapping, keys: Keys
) -> tuple[str, ...] | None:
    """The types of a payload that is written in Avro or protobuf, the outermost first; None for any other."""
    payload, at = resolve(root, message.get("payload"), (*keys, "payload"))
    stated = mapping(payload)
    wrapped = "schemaFormat" in stated
    kind = language(text((stated if wrapped else message).get("schemaFormat")))
    if wrapped:
        payload, at = resolve(root, stated.get("schema"), (*at, "schema"))
    if kind == "avro":
        types = [*avro.types(payload, at, where)]
    elif kind == "protobuf" and isinstance(payload, str):
        surface, _ = protobuf.read(payload, lambda _line, _column: where(at))
        types = [*surface.types] if surface else []
    else:
        return None
    for type_ in types:
        shapes.add(type_)
    return tuple(type_.name for type_ in types)


def with_traits(root: Mapping, stated: Mapping) -> Mapping:
    """An operation or message with the traits that it takes over."""
    listed = stated.get("traits")
    if not isinstance(listed, list):
        return stated
    return merged(
        stated, (_found(root, trait, ())[0] for trait in listed), text(root.get("asyncapi"))
    )


def _found(root: Mapping, written: object, keys: Keys) -> tuple[Mapping, Keys]:
    value, found = resolve(root, written, keys)
    return mapping(value), found


def _is_name(keys: Keys) -> bool:
    """Whether keys end in the name of a message, not in the place where one is written."""
    return len(keys) > 1 and keys[-2] == "messages" and isinstance(keys[-1], str)


def together(bodies: list[Body]) -> Body:
    """Several messages as one body: their names and media types."""
    if len(bodies) == 1:
        return bodies[0]
    return Body(
        media=tuple(dict.fromkeys(media for body in bodies for media in body.media)),
        type=" | ".join(dict.fromkeys(body.type for body in bodies if body.type)),
    )


def _example(message: Mapping) -> str:
    listed = message.get("examples")
    for example in listed if isinstance(listed, list) else ():
        found = mapping(example)
        return brief(found.get("payload", example), 4_000)
    return ""


def schema_of(payload: object) -> Mapping:
    """The schema of a payload; version 3 may wrap it with its format."""
    stated = mapping(payload)
    return mapping(stated.get("schema")) if "schemaFormat" in stated else stated


def _payload_name(message: Mapping, keys: Keys, written: object, shapes: Shapes) -> str:
    """What the payload is called: by its schema's name, else by the message's."""
    schema = schema_of(message.get("payload"))
    if isinstance(reference := schema.get("$ref"), str):
        return shapes.name(reference)
    if not message and isinstance(reference := mapping(written).get("$ref"), str):
        return last_part(reference)
    if not message:
        return ""
    named = str(keys[-1]) if _is_name(keys) else ""
    return named or text(message.get("name")) or shapes.type(schema)
