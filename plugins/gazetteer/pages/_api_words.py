"""The names inside of an operation, by which a search finds it: of its parameters and the fields of its messages."""

from collections.abc import Mapping

from gazetteer.model.surface import Operation, SchemaType


def inner_names(operation: Operation, types: Mapping[str, SchemaType]) -> tuple[str, ...]:
    """Each name once: parameters, fields of the request, fields of answers that tell of no error."""
    found = dict.fromkeys([parameter.name for parameter in operation.parameters])
    request = (operation.request,) if operation.request else ()
    successes = [body for body in operation.responses if not body.status.startswith(("4", "5"))]
    for body in (*request, *operation.messages, *successes):
        found.update(dict.fromkeys([field.name for field in body.fields]))
        for name in body.parts:
            if named := types.get(name):
                found.update(dict.fromkeys([field.name for field in named.fields]))
    found.pop("", None)
    return tuple(found)
