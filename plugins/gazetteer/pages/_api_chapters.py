"""The chapters of an API: small ones are one page, large ones have a page for each tag and pages of types."""

import re
from collections.abc import Mapping

import msgspec

from gazetteer.formats.slug import Ids, heading_id
from gazetteer.model.surface import Operation, SchemaType, Surface
from gazetteer.pages import address

SMALL = 25
"""Operations of an API that is shown on one page."""
LONG = 80
"""Operations of one page; a longer chapter goes on."""
TYPES = 80
"""Types of one page."""
RESERVED = frozenset(["types", "docs", "try", "versions"])

_VERSIONED = re.compile(r"v?\d+(?:\.\d+)*|api|\{.*\}", re.IGNORECASE)


class Group(msgspec.Struct, frozen=True):
    """Operations of one tag.

    Attributes:
        uri: address of the page that shows them; that of the API itself when it is one page.
        id: of its heading.
    """

    name: str
    description: str
    operations: tuple[Operation, ...]
    uri: str
    id: str


class Chapters(msgspec.Struct, frozen=True):
    """How an API is laid out.

    Attributes:
        groups: in the order of the description's tags, then as they come.
        pages: address -> groups of each page besides the first; empty for a small API.
        types: address -> types of each page of types; that of the API itself when it is one page.
        targets: type -> address of its place, with its anchor.
    """

    groups: tuple[Group, ...]
    pages: Mapping[str, tuple[Group, ...]]
    types: Mapping[str, tuple[SchemaType, ...]]
    targets: Mapping[str, str]

    def targets_on(self, uri: str) -> dict[str, str]:
        """Type -> its place as a page says it: `#...` for what is on the page itself."""
        return {
            name: to.removeprefix(uri) if to.startswith(f"{uri}#") else to
            for name, to in self.targets.items()
        }


def chapters(surface: Surface, root: str) -> Chapters:
    """Lays out an API whose first page has the address `root`."""
    small = _is_small(surface)
    named = _by_tag(surface, split=len(surface.operations) > SMALL)
    ids, slugs = Ids(), _Slugs()
    groups: list[Group] = []
    pages: dict[str, tuple[Group, ...]] = {}
    for name, description, operations in named:
        id_ = ids.unique(f"group-{heading_id(name) or 'operations'}")
        if small:
            groups.append(Group(name, description, operations, root, id_))
            continue
        for number in range(0, len(operations), LONG):
            part = operations[number : number + LONG]
            title = name if number == 0 else f"{name} {number // LONG + 1}"
            uri = f"{root}{slugs.slug(title)}/"
            group = Group(title, description if number == 0 else "", part, uri, id_)
            groups.append(group)
            pages[uri] = (group,)
    types = _types(surface, root, small=small)
    return Chapters(tuple(groups), pages, types, _targets(types))


def targets(surface: Surface, root: str) -> dict[str, str]:
    """Type -> address of its place, with its anchor, for an API whose first page has the address `root`."""
    return _targets(_types(surface, root, small=_is_small(surface)))


def _is_small(surface: Surface) -> bool:
    operations, types = len(surface.operations), len(surface.types)
    return operations <= SMALL and operations + types <= SMALL + TYPES


def _by_tag(surface: Surface, *, split: bool) -> list[tuple[str, str, tuple[Operation, ...]]]:
    """Operations by their first tag; those of a large API without tags by the first fixed part of their path."""
    declared = {tag.name: tag.description for tag in surface.tags}
    groups: dict[str, list[Operation]] = {name: [] for name in declared}
    for operation in surface.operations:
        name = operation.tags[0] if operation.tags else _segment(operation) if split else ""
        groups.setdefault(name or "Operations", []).append(operation)
    return [
        (name, declared.get(name, ""), tuple(operations))
        for name, operations in groups.items()
        if operations
    ]


def _segment(operation: Operation) -> str:
    parts = re.split(r"[/.]", operation.path)
    return next((part for part in parts if part and not _VERSIONED.fullmatch(part)), "")


def _types(surface: Surface, root: str, *, small: bool) -> dict[str, tuple[SchemaType, ...]]:
    if small:
        return {root: surface.types}
    ordered = sorted(surface.types, key=lambda type_: (type_.name.lower(), type_.name))
    return {
        f"{root}types/" if at == 0 else f"{root}types/{at // TYPES + 1}/": tuple(
            ordered[at : at + TYPES]
        )
        for at in range(0, len(ordered), TYPES)
    }


def _targets(types: Mapping[str, tuple[SchemaType, ...]]) -> dict[str, str]:
    targets: dict[str, str] = {}
    for uri, listed in types.items():
        ids = Ids()
        for type_ in listed:
            anchor = ids.unique(f"type-{heading_id(type_.name) or 'unnamed'}")
            targets[type_.name] = f"{uri}#{anchor}"
    return targets


class _Slugs:
    """Path segments that are unique below one API, also on a disk that ignores case."""

    def __init__(self) -> None:
        self._taken: set[str] = set(RESERVED)

    def slug(self, name: str) -> str:
        """The segment of a chapter."""
        plain = heading_id(name)
        wanted = address.slug(plain) if plain else address.slug(name)
        found, number = wanted, 1
        while found in self._taken:
            number += 1
            found = f"{wanted}-{number}"
        self._taken.add(found)
        return found
