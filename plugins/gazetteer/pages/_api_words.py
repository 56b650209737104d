"""What a search finds an operation by: its own words, and the names of parameters and of the fields of messages."""

from collections.abc import Mapping

from gazetteer.model.page import SearchEntry
from gazetteer.model.surface import Operation, SchemaType

WORDS = 160
"""Characters of the names of parameters and fields in the search record of an operation."""


def search_entry(operation: Operation, api: str, types: Mapping[str, SchemaType]) -> SearchEntry:
    """Method and path, summary, and the names of parameters and fields; no prose."""
    old = "deprecated" if operation.deprecated else ""
    words = (operation.summary, operation.id, api, old)
    names = " ".join(inner_names(operation, types))
    known = " · ".join(filter(None, words))
    return SearchEntry(
        title=f"{operation.method} {operation.path}",
        text=f"{known} · {names[:WORDS]}" if names else known,
        anchor=operation.anchor,
    )


def inner_names(operation: Operation, types: Mapping[str, SchemaType]) -> tuple[str, ...]:
    """Each name once: parameters, fields of the request, fields of answers that tell of no error."""
    names = [parameter.name for parameter in operation.parameters]
    request = (operation.request,) if operation.request else ()
    successes = [body for body in operation.responses if not body.status.startswith(("4", "5"))]
    for body in (*request, *operation.messages, *successes):
        names += [field.name for field in body.fields]
        for part in body.parts:
            if named := types.get(part):
                names += [field.name for field in named.fields]
    return tuple(filter(None, dict.fromkeys(names)))
