"""The names inside of an operation, by which a search finds it: of its parameters and the fields of its messages."""

from collections.abc import Iterator, Mapping

from gazetteer.model.surface import Body, Field, Operation, SchemaType


def inner_names(operation: Operation, types: Mapping[str, SchemaType]) -> tuple[str, ...]:
    """Each name once: parameters, fields of the request, fields of answers that tell of no error."""
    found = dict.fromkeys(parameter.name for parameter in operation.parameters)
    successes = [body for body in operation.responses if not body.status.startswith(("4", "5"))]
    for body in filter(None, (operation.request, *operation.messages, *successes)):
        found.update(dict.fromkeys(field.name for field in _fields(body, types) if field.name))
    return tuple(found)


def _fields(body: Body, types: Mapping[str, SchemaType]) -> Iterator[Field]:
    yield from body.fields
    for name in body.parts:
        if named := types.get(name):
            yield from named.fields
