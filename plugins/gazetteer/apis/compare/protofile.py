"""A protobuf file and what it imports, read for the comparison."""

from collections.abc import Iterator
from typing import Any

from gazetteer.apis.compare.protomodel import Element, Member, ProtoFile, Rpc
from gazetteer.apis.compare.protoplaces import places
from gazetteer.apis.compare.version import Refused, Version
from gazetteer.apis.protoimports import imported
from gazetteer.apis.protoparse import Unread, parsed
from gazetteer.model.place import Place


def read_file(version: Version) -> ProtoFile | Refused:
    """Reads one version; a file that cannot be parsed is refused."""
    file = parsed(version.text)
    if isinstance(file, Unread):
        return Refused(
            file.message[:1].lower() + file.message[1:],
            Place(version.path, file.line, file.column),
        )
    found = _Reader(version, file).file()
    for other in imported(version.path, file, version.read):
        inside = _Reader(Version(other.path, other.text), other.tree).file()
        ahead = "" if inside.package == found.package else f"{inside.package}."
        for name, element in inside.elements.items():
            found.imported.setdefault(f"{ahead}{name}", element)
    return found


class _Reader:
    """One pass over one parsed file; places come from a scan of the text, which the parser does not give."""

    def __init__(self, version: Version, tree: Any) -> None:
        self._path = version.path
        self._tree = tree
        self._places = dict(places(version))
        self._elements: dict[str, Element] = {}

    def file(self) -> ProtoFile:
        package = next((e.name for e in self._all("Package")), "")
        for element in self._tree.file_elements:
            self._element(element, "")
        rpcs: dict[str, Rpc] = {}
        services: dict[str, Place] = {}
        for service in self._all("Service"):
            services[service.name] = self._place(service.name)
            full = ".".join(filter(None, (package, service.name)))
            for method in service.elements:
                if type(method).__name__ == "Method":
                    rpcs[f"{full}/{method.name}"] = self._rpc(service.name, method)
        return ProtoFile(self._path, package, self._elements, rpcs, services)

    def _all(self, kind: str) -> Iterator[Any]:
        return (e for e in self._tree.file_elements if type(e).__name__ == kind)

    def _place(self, name: str) -> Place:
        return self._places.get(name, Place(self._path, 1))

    def _rpc(self, service: str, method: Any) -> Rpc:
        request, response = (
            f"stream {kind.type}" if kind.stream else kind.type
            for kind in (method.input_type, method.output_type)
        )
        place = self._place(f"{service}.{method.name}")
        return Rpc(request, response, place, _is_true(method.elements, "deprecated"))

    def _element(self, element: Any, scope: str) -> None:
        kind = type(element).__name__
        if kind not in {"Message", "Enum", "Group"}:
            return
        name = f"{scope}{element.name}"
        members = {m.number: m for m in self._members(name, element.elements, "")}
        reserved, names = _reserved(element.elements)
        self._elements[name] = Element(
            "enum" if kind == "Enum" else "message", self._place(name), members, reserved, names
        )
        for inner in element.elements:
            self._element(inner, f"{name}.")

    def _members(self, owner: str, elements: list[Any], oneof: str) -> Iterator[Member]:
        for element in elements:
            kind = type(element).__name__
            if kind == "OneOf":
                yield from self._members(owner, element.elements, element.name)
            elif kind in {"Field", "MapField", "EnumValue", "Group"}:
                options = getattr(element, "options", None) or []
                stated = getattr(element, "cardinality", None)
                type_ = getattr(element, "type", element.name if kind == "Group" else "")
                if kind == "MapField":
                    type_ = f"map<{element.key_type}, {element.value_type}>"
                yield Member(
                    element.name,
                    int(element.number),
                    self._place(f"{owner}.{element.name}"),
                    type_,
                    "map" if kind == "MapField" else stated.value.lower() if stated else "",
                    oneof,
                    next((str(o.value) for o in options if o.name == "default"), ""),
                    _is_true(options, "deprecated"),
                )


def _is_true(options: list[Any], name: str) -> bool:
    return any(
        type(option).__name__ == "Option"
        and option.name == name
        and str(option.value).lower() == "true"
        for option in options
    )


def _reserved(elements: list[Any]) -> tuple[tuple[tuple[int, int], ...], frozenset[str]]:
    ranges: list[tuple[int, int]] = []
    names: set[str] = set()
    for element in elements:
        if type(element).__name__ in {"Reserved", "EnumReserved"}:
            names.update(str(name).strip("\"'") for name in element.names)
            for stated in element.ranges:
                low, _, high = str(stated).partition(" to ")
                end = 2**31 - 1 if high.strip() == "max" else _number(high or low)
                ranges.append((_number(low), end))
    return tuple(ranges), frozenset(names)


def _number(text: str) -> int:
    try:
        return int(text.strip(), 0)
    except ValueError:
        return -1
