"""One door for all formats: a text to its surface and its faults."""

from collections.abc import Callable
from itertools import islice

from gazetteer.apis import asyncapi, avro, graphql, jsonschema, openapi, protobuf
from gazetteer.apis.files import Joined, Read, joined
from gazetteer.apis.references import MOUNT, Keys
from gazetteer.apis.sniff import claims_root, format_of, is_description
from gazetteer.apis.validation import LIMIT, asyncapi_problems, openapi_problems
from gazetteer.formats.pointer import from_keys
from gazetteer.formats.structured import Document, Problem, load_structured
from gazetteer.model.fault import Fault
from gazetteer.model.place import Place
from gazetteer.model.surface import Surface

At = Callable[[int, int, str], Place]
"""The place of a line, a column and a JSON pointer (or nothing) of the text."""

Reading = tuple[Surface | None, tuple[Fault, ...]]
"""What a text offers, and what is wrong with it (kind `api`)."""

FORMATS = {
    "openapi": "openapi",
    "swagger": "openapi",
    "asyncapi": "asyncapi",
    "graphql": "graphql",
    "grpc": "protobuf",
    "protobuf": "protobuf",
    "jsonschema": "jsonschema",
    "json-schema": "jsonschema",
    "avro": "avro",
}
"""`spec.type` of an API entity -> format of its definition."""


_STRUCTURED = {
    "openapi": (openapi.surface, openapi_problems),
    "asyncapi": (asyncapi.surface, asyncapi_problems),
    "jsonschema": (jsonschema.surface, jsonschema.problems),
    "avro": (avro.surface, avro.problems),
}
"""Format -> what reads the loaded document, and what finds its faults."""


def read_surface(
    kind: str | None, path: str, text: str, at: At | None = None, read: Read | None = None
) -> Reading:
    """Reads an API description.

    Args:
        kind: a key of `FORMATS` when it is known that the text is one; None to find out, and to give no fault where
            it is something else.
        path: of the file; its ending helps to tell the format.
        text: decoded, line ends as line feeds.
        at: the place of a position of the text; by default the position itself in `path`.
        read: the text of another file of the tree; without it, references to other files are passed over.
    """
    place = at or (lambda line, column, key: Place(path, line, column, key))
    name = format_of(path, text) if kind is None else FORMATS.get(kind.lower(), "")
    if name == "graphql":
        return graphql.read(text, lambda line, column: place(line, column, ""))
    if name == "protobuf":
        return protobuf.read(text, lambda line, column: place(line, column, ""), path, read)
    if name in _STRUCTURED:
        return _structured(name, path, text, place, read, sure=kind is not None)
    return None, ()


def _structured(
    name: str, path: str, text: str, place: At, read: Read | None, *, sure: bool
) -> Reading:
    document = load_structured(path, text, merge=True)
    if isinstance(document, Problem):
        told = sure or claims_root(text)
        return None, (_broken(document, place),) if told else ()
    if not sure and not is_description(document.value):
        return None, ()
    whole = joined(path, text, document, read) if read else Joined(document.value)
    minor = _minor(document, place)

    def where(keys: Keys) -> Place:
        if keys[:1] == (MOUNT,) and len(keys) > 1 and (other := whole.documents.get(str(keys[1]))):
            return Place(str(keys[1]), *other.at(*keys[2:]), from_keys(keys[2:]))
        return place(*document.at(*keys), from_keys(keys))

    surface, problems = _STRUCTURED[name]
    faults = (*minor, *problems(whole.value, where, whole.troubles))
    return surface(whole.value, where), faults


def _broken(problem: Problem, place: At) -> Fault:
    return Fault(
        kind="api",
        code="syntax" if problem.code in {"json", "yaml"} else problem.code,
        message=f"This API description cannot be read: {problem.message}",
        place=place(problem.line, problem.column, ""),
        mend="Correct the file at this line; nothing of it is shown until then.",
    )


def _minor(document: Document, place: At) -> list[Fault]:
    """What the loader noticed without giving up, such as keys that stand twice."""
    return [
        Fault(
            kind="api",
            code=problem.code,
            message=problem.message[:1].upper() + problem.message[1:],
            place=place(problem.line, problem.column, ""),
        )
        for problem in islice(document.problems, LIMIT)
    ]
