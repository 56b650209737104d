"""A version of a protobuf file as what is compared: messages, enums and methods by name, each with its place."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from gazetteer.model.place import Place

_VERSION = re.compile(r"v\d+\w*")


class Member(NamedTuple):
    """A field or an enum's value.

    Attributes:
        cardinality: `required`, `optional`, `repeated`, `map`, or empty.
        oneof: the name of the group of which one is set.
    """

    name: str
    number: int
    place: Place
    type: str = ""
    cardinality: str = ""
    oneof: str = ""
    default: str = ""
    deprecated: bool = False


@dataclass(frozen=True, eq=False)
class Element:
    """A message or an enum.

    Attributes:
        members: by number.
        reserved: ranges of numbers, ends included; names: reserved names.
    """

    kind: str
    place: Place
    members: dict[int, Member] = field(default_factory=dict)
    reserved: tuple[tuple[int, int], ...] = ()
    names: frozenset[str] = frozenset()

    def reserves(self, number: int) -> bool:
        """Whether a number may not be used again."""
        return any(low <= number <= high for low, high in self.reserved)


class Rpc(NamedTuple):
    """A method of a service; the types say `stream` where they are one."""

    request: str
    response: str
    place: Place
    deprecated: bool


@dataclass(frozen=True, eq=False)
class ProtoFile:
    """One version of a file.

    Attributes:
        elements: full name below the package -> message or enum.
        imported: the same for the files that it imports; of another package with the package before it.
        rpcs: `package.Service/Method` -> method.
        services: name -> place.
    """

    path: str
    package: str
    elements: dict[str, Element]
    rpcs: dict[str, Rpc]
    services: dict[str, Place]
    imported: dict[str, Element] = field(default_factory=dict)

    @property
    def version(self) -> str:
        """The last part of the package when it is a version."""
        last = self.package.rpartition(".")[2]
        return last if _VERSION.fullmatch(last) else ""

    def plain(self, type_: str) -> str:
        """A type as named inside the package."""
        return type_.removeprefix(".").removeprefix(f"{self.package}.")

    def known(self, name: str) -> Element | None:
        """A message or enum of the file, or of one that it imports."""
        return self.elements.get(name) or self.imported.get(name)

    def resolved(self, type_: str, scope: str) -> str:
        """The full name of a type that a message names (language guide, "Packages and Name Resolution").

        Of a map, that of its values; the innermost scope counts first, then the packages around.
        """
        if type_.startswith("map<"):
            key, _, value = type_[4:].rstrip(">").partition(",")
            return f"map<{key.strip()}, {self.resolved(value.strip(), scope)}>"
        plain = self.plain(type_)
        around = scope
        while around:
            if self.known(f"{around}.{plain}"):
                return f"{around}.{plain}"
            around = around.rpartition(".")[0]
        package = "" if self.known(plain) else self.package
        while package:
            if self.known(f"{package}.{plain}"):
                return f"{package}.{plain}"
            package = package.rpartition(".")[0]
        return plain

    def reached(self) -> frozenset[str]:
        """Names of the imported messages and enums that the file needs."""
        found: set[str] = set()
        pending = [self.resolved(bare(t), "") for r in self.rpcs.values() for t in r[:2]]
        pending += self.elements
        while pending:
            name = pending.pop()
            element = self.known(name)
            if element is None or name in found:
                continue
            found.add(name)
            pending += [self.resolved(bare(m.type), name) for m in element.members.values()]
        return frozenset(found - self.elements.keys())


def bare(type_: str) -> str:
    """A type without `stream`, of a map that of its values."""
    return type_.removeprefix("stream ").partition(",")[2].strip(" >") or type_.removeprefix(
        "stream "
    )
