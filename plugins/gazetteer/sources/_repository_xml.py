"""XML manifests, read flat and safely: no document type, so no entity can expand and nothing can be fetched."""

from xml.parsers import expat

import msgspec

MAX_TEXT = 10_000


class XmlProblem(msgspec.Struct, frozen=True):
    """Why a text is no XML that we read; 1-based line and column."""

    message: str
    line: int
    column: int


class _DoctypeError(Exception):
    """A document type was met."""


def leaves(text: str, *, depth: int = 3) -> dict[str, str] | XmlProblem:
    """The text of all elements down to a depth, by their path without namespaces: `project/version`.

    The first of several equal paths counts. Elements deeper than `depth` are passed over.
    """
    found: dict[str, str] = {}
    path: list[str] = []
    words: list[str] = []

    def start(name: str, _attributes: object) -> None:
        path.append(name.rpartition("}")[2].rpartition(":")[2])
        words.clear()

    def end(_name: str) -> None:
        value = "".join(words)[:MAX_TEXT].strip()
        if len(path) <= depth and value:
            found.setdefault("/".join(path), value)
        path.pop()
        words.clear()

    def doctype(*_arguments: object) -> None:
        raise _DoctypeError

    parser = expat.ParserCreate(encoding="utf-8", namespace_separator="}")
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = words.append
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(text.encode("utf-8"), True)
    except _DoctypeError:
        return XmlProblem(
            "it has a document type (`<!DOCTYPE`), which a manifest does not need",
            parser.CurrentLineNumber,
            parser.CurrentColumnNumber + 1,
        )
    except expat.ExpatError as error:
        return XmlProblem(expat.ErrorString(error.code), error.lineno, error.offset + 1)
    return found
