"""Versions of an API that the tree holds side by side: `orders-v1` and `orders-v2`, by name, path or title."""

import re
from collections import defaultdict
from collections.abc import Mapping

import msgspec

from gazetteer.apis.fixtures import is_fixture
from gazetteer.model.catalog import Catalog
from gazetteer.model.entity import Entity
from gazetteer.model.ref import Ref
from gazetteer.model.surface import Surface

_SPELLED = r"v?\d+(?:[._]\d+)*(?:(?:alpha|beta|rc)\d*)?"
_IN_NAME = re.compile(rf"(?:^|[-_.]?)({_SPELLED})$", re.IGNORECASE)
_IN_FILE = re.compile(rf"(?:^|[-_.])({_SPELLED})(?=\.[A-Za-z]+$)", re.IGNORECASE)
_FOLDER = re.compile(_SPELLED, re.IGNORECASE)
_NUMBER = re.compile(r"\d+")


class Version(msgspec.Struct, frozen=True):
    """One version of an API.

    Attributes:
        label: `2.3.0`, `v2`; what its description or its name says.
        path: of its description; empty when it stands in the descriptor.
        api: its entity; None for a description that no entity names.
        surface: what it offers; None when it cannot be read.
    """

    label: str
    path: str
    api: Ref | None
    surface: Surface | None


def unversioned(path: str) -> str:
    """A path without what names a version: `api/v2/orders.yaml` and `api/orders-v1.yaml` are `api/orders.yaml`."""
    *folders, file = path.split("/")
    kept = [folder for folder in folders if not _FOLDER.fullmatch(folder)]
    return "/".join([*kept, _IN_FILE.sub("", file)])


def base_name(name: str) -> str:
    """A name without its version; the name itself when it is nothing but one."""
    return _IN_NAME.sub("", name) or name


def order(label: str) -> tuple[tuple[int, ...], bool]:
    """What versions are ordered by: their numbers, a pre-release before its release."""
    plain, _, _build = label.partition("+")
    numbers = tuple(int(number[:18]) for number in _NUMBER.findall(plain.partition("-")[0]))
    return numbers, not re.search(r"-|alpha|beta|rc", plain, re.IGNORECASE)


def label_of(path: str, surface: Surface | None, name: str = "") -> str:
    """What to call a version: by its description, else by its name or path."""
    if surface and surface.version:
        return surface.version
    if match := _IN_NAME.search(name):
        return match[1]
    *folders, file = path.split("/")
    if match := _IN_FILE.search(file):
        return match[1]
    return next((folder for folder in reversed(folders) if _FOLDER.fullmatch(folder)), "")


def families(catalog: Catalog) -> Mapping[Ref, tuple[Version, ...]]:
    """API -> all its versions, newest first, itself among them; an API alone has one.

    APIs belong together whose names differ by a version only; a description that no API names belongs to the API whose
    description has the same path but for a version, or stands in the same folder with the same title.
    """
    apis = catalog.of_kind("api")
    named = {api.definition_path for api in apis if api.definition_path}
    loose: dict[tuple[str, ...], list[tuple[str, Surface]]] = defaultdict(list)
    for path in catalog.facts:
        surface = catalog.fact(path, Surface)
        if surface is not None and path not in named and "#" not in path and not is_fixture(path):
            for key in keys(path, surface):
                loose[key].append((path, surface))
    by_name: dict[tuple[str, str], list[Entity]] = defaultdict(list)
    for api in apis:
        by_name[api.ref.namespace, base_name(api.ref.name)].append(api)
    found: dict[Ref, tuple[Version, ...]] = {}
    for members in by_name.values():
        versions = _family(catalog, members, loose)
        found.update((api.ref, versions) for api in members)
    return found


def keys(path: str, surface: Surface) -> tuple[tuple[str, ...], ...]:
    """By what a description is recognised as a version of another one."""
    found: list[tuple[str, ...]] = [("path", surface.format, unversioned(path))]
    if surface.title:
        found.append(("title", surface.format, path.rpartition("/")[0], surface.title.lower()))
    return tuple(found)


def _family(
    catalog: Catalog,
    members: list[Entity],
    loose: Mapping[tuple[str, ...], list[tuple[str, Surface]]],
) -> tuple[Version, ...]:
    versions: dict[str, Version] = {}
    for api in members:
        surface, path = catalog.surface(api), api.definition_path
        label = label_of(path, surface, api.ref.name)
        versions[path or str(api.ref)] = Version(label, path, api.ref, surface)
        for key in keys(path, surface) if surface and path else ():
            for other, offered in loose.get(key, ()):
                found = label_of(other, offered)
                if found and found != label and other not in versions:
                    versions[other] = Version(found, other, None, offered)
    newest = sorted(versions.values(), key=lambda version: (version.path, str(version.api)))
    return tuple(sorted(newest, key=lambda version: order(version.label), reverse=True))
