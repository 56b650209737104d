"""Protocol buffers: a `.proto` file to a surface; the methods of its services are operations."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from msgspec.structs import replace

from gazetteer.apis.anchors import Anchors
from gazetteer.apis.prose import summary_and_rest
from gazetteer.apis.protoimports import Read, imported
from gazetteer.apis.protojoin import together
from gazetteer.apis.protoparse import Unread, parsed
from gazetteer.model.fault import Fault
from gazetteer.model.place import Place
from gazetteer.model.surface import Body, Field, Operation, SchemaType, Surface, Tag

At = Callable[[int, int], Place]

_HIDDEN = re.compile(r"""//[^\n]*|/\*.*?\*/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'""", re.DOTALL)
_SCALARS = frozenset(
    [
        *("double", "float", "bool", "string", "bytes", "int32", "int64", "uint32", "uint64"),
        *("sint32", "sint64", "fixed32", "fixed64", "sfixed32", "sfixed64"),
    ]
)
_DECLARATION = re.compile(r"\b(service|rpc|message|enum)\s+(\w+)")
_FIELD = re.compile(r"\b(\w+)\s*=\s*(\d+)\s*[;\[]")
_VERSION = re.compile(r"v\d+\w*")


def read(
    text: str, at: At, path: str = "", files: Read | None = None
) -> tuple[Surface | None, tuple[Fault, ...]]:
    """The surface of a file, or the fault that kept it from being read.

    Args:
        text: decoded.
        at: the place of a line and a column.
        path: of the file; imports are looked for in the folders above it.
        files: gives the text of other files of the tree; a file that offers services takes the types from there that
            these need.
    """
    file = parsed(text)
    if isinstance(file, Unread):
        place = at(file.line, file.column)
        return None, (Fault(kind="api", code=file.code, message=file.message, place=place),)
    found = _Reader(text, at).surface(file)
    if files and found.operations:
        others = [
            (other.path, _Reader(other.text, partial(Place, other.path)).surface(other.tree))
            for other in imported(path, file, files)
        ]
        found = together(found, others) if others else found
    return found, ()


class _Reader:
    """One pass over one parsed file; lines and comments come from a light scan, which the parser does not give."""

    def __init__(self, text: str, at: At) -> None:
        self._at = at
        self._package = ""
        self._lines = text.split("\n")
        self._found: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
        visible = _HIDDEN.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
        line, start = 1, 0
        for match in _DECLARATION.finditer(visible):
            line += visible.count("\n", start, match.start())
            start = match.start()
            column = start - visible.rfind("\n", 0, start)
            self._found[match[1], match[2]].append((line, column))
        line, start = 1, 0
        for match in _FIELD.finditer(visible):
            line += visible.count("\n", start, match.start())
            start = match.start()
            self._found[match[1], match[2]].append((line, 0))
        for places in self._found.values():
            places.reverse()

    def surface(self, file: Any) -> Surface:
        packages = (e.name for e in file.file_elements if type(e).__name__ == "Package")
        self._package = package = next(packages, "")
        last = package.rpartition(".")[2]
        anchors = Anchors()
        operations: list[Operation] = []
        tags: list[Tag] = []
        types: list[SchemaType] = []
        for element in file.file_elements:
            if type(element).__name__ == "Service":
                tags.append(Tag(element.name, self._where("service", element.name)[1]))
                operations += self._operations(element, anchors)
            else:
                types += self._types(element, "")
        return Surface(
            format="protobuf",
            dialect=file.syntax or file.edition or "proto2",
            title=package,
            version=last if _VERSION.fullmatch(last) else "",
            operations=tuple(operations),
            types=tuple(types),
            tags=tuple(tags),
        )

    def _operations(self, service: Any, anchors: Anchors) -> Iterator[Operation]:
        full = ".".join(filter(None, (self._package, service.name)))
        for method in service.elements:
            if type(method).__name__ != "Method":
                continue
            place, comment = self._where("rpc", method.name)
            summary, rest = summary_and_rest(comment)
            yield Operation(
                id=method.name,
                method="RPC",
                path=f"{full}/{method.name}",
                anchor=anchors.anchor(f"{service.name}.{method.name}", "", ""),
                place=place,
                summary=summary,
                description=rest,
                deprecated=_is_deprecated(method.elements),
                tags=(service.name,),
                request=self._body(method.input_type, place),
                responses=(self._body(method.output_type, place),),
            )

    def _types(self, element: Any, outer: str) -> Iterator[SchemaType]:
        kind = type(element).__name__
        if kind not in {"Message", "Enum"}:
            return
        place, comment = self._where(kind.lower(), element.name)
        name = f"{outer}{element.name}"
        values = (e.name for e in element.elements if type(e).__name__ == "EnumValue")
        fields = () if kind == "Enum" else tuple(self._fields(element.elements))
        yield SchemaType(name, kind.lower(), place, comment, fields, tuple(values))
        for inner in element.elements:
            yield from self._types(inner, f"{name}.")

    def _where(self, kind: str, name: str) -> tuple[Place, str]:
        """Place and comment of the next declaration of a name, in the order written."""
        places = self._found[kind, name]
        if not places:
            return self._at(1, 0), ""
        line, column = places.pop()
        return self._at(line, column), self._comment(line - 2)

    def _comment(self, index: int) -> str:
        """The comment whose last line has the index: it describes what follows (protobuf style guide)."""
        found: list[str] = []
        block = index >= 0 and self._lines[index].rstrip().endswith("*/")
        while index >= 0:
            line = self._lines[index].strip()
            if not block and not line.startswith("//"):
                break
            found.append(re.sub(r"^(?://+|/\*+|\*+(?!/))\s?|\s*\*+/$", "", line).strip())
            if block and "/*" in line:
                break
            index -= 1
        return "\n".join(reversed(found)).strip()

    def _fields(self, elements: list[Any]) -> Iterator[Field]:
        for element in elements:
            kind = type(element).__name__
            if kind == "OneOf":
                for inner in self._fields(element.elements):
                    yield replace(inner, limits=(f"one of {element.name}",))
            elif kind in {"Field", "MapField"}:
                named = str(element.value_type if kind == "MapField" else element.type)
                yield Field(
                    name=element.name,
                    type=self._field_type(element, kind),
                    required=getattr(element, "cardinality", None) == "REQUIRED",
                    description=self._remark(element.name, element.number),
                    deprecated=_is_deprecated(element.options),
                    number=element.number,
                    parts=() if named in _SCALARS else (self._short(named),),
                )

    def _remark(self, name: str, number: int) -> str:
        """What a comment says of a field: the one above it, else the one behind it."""
        places = self._found[name, str(number)]
        if not places:
            return ""
        line = places.pop()[0]
        above = self._comment(line - 2)
        if above and not self._lines[line - 2].strip().startswith(("//", "/*", "*")):
            above = ""  # it stands behind the field before
        behind = self._lines[line - 1].partition("//")[2] if not above else ""
        return above or behind.strip()

    def _field_type(self, element: Any, kind: str) -> str:
        if kind == "MapField":
            return f"map of {self._short(element.value_type)}"
        cardinality = str(getattr(element.cardinality, "value", ""))
        return self._short(element.type) + {"REPEATED": "[]", "OPTIONAL": "?"}.get(cardinality, "")

    def _body(self, type_: Any, place: Place) -> Body:
        name = self._short(str(type_.type))
        shown = f"stream of {name}" if type_.stream else name
        return Body(type=shown, required=True, parts=(name,), place=place)

    def _short(self, name: str) -> str:
        """A type of the file's own package without it, as the types of the surface are called."""
        name = name.lstrip(".")
        return name.removeprefix(f"{self._package}.") if self._package else name


def _is_deprecated(elements: list[Any]) -> bool:
    return any(
        type(element).__name__ == "Option"
        and element.name == "deprecated"
        and element.value in (True, "true")
        for element in elements
    )
