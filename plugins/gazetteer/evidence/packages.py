"""What the files of an entity's folder tell of it: language, version, README."""

from collections.abc import Iterator

import msgspec

from gazetteer.model.catalog import Catalog
from gazetteer.model.entity import Entity
from gazetteer.model.package import Package
from gazetteer.model.place import Place

_ORDER = (
    "pyproject",
    "go",
    "cargo",
    "maven",
    "composer",
    "dotnet",
    "gradle",
    "npm",
    "marker",
    "dockerfile",
)
"""Who is believed first when several files of one folder speak; npm often only packs the assets of another language."""


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What manifests and README say.

    Attributes:
        language: such as `Go`; language_place: the file that shows it, None when nobody does.
        version: of the package; version_place: the file that says it, None when nobody does.
        readme: path of the folder's README; empty when it has none.
        paragraph: its first paragraph as plain text.
    """

    language: str = ""
    language_place: Place | None = None
    version: str = ""
    version_place: Place | None = None
    readme: str = ""
    paragraph: str = ""


class Packages:
    """Answers what manifests and READMEs say of an entity; made once for a catalog."""

    def __init__(self, catalog: Catalog) -> None:
        self._readmes: dict[str, Package] = {}
        self._code: dict[str, list[Package]] = {}
        for values in catalog.facts.values():
            for value in values:
                if not isinstance(value, Package):
                    continue
                if value.kind == "readme":
                    self._readmes.setdefault(value.folder, value)
                elif value.kind in _ORDER:
                    self._code.setdefault(value.folder, []).append(value)
        for packages in self._code.values():
            # A manifest without name and version only configures tools.
            packages.sort(key=lambda p: (not (p.name or p.version), _ORDER.index(p.kind), p.place))

    def about(self, entity: Entity) -> About:
        """What is known of one entity, from its own folder; for an inferred one also from its evidence below that."""
        packages = list(self._around(entity))
        language = next((package for package in packages if package.language), None)
        version = next((package for package in packages if package.version), None)
        readme = self._readmes.get(entity.folder)
        return About(
            language=language.language if language else "",
            language_place=language.place if language else None,
            version=version.version if version else "",
            version_place=version.place if version else None,
            readme=readme.place.path if readme else "",
            paragraph=readme.paragraph if readme else "",
        )

    def _around(self, entity: Entity) -> Iterator[Package]:
        below = f"{entity.folder}/" if entity.folder else ""
        evidence = [path.rpartition("/")[0] for path in entity.evidence if path.startswith(below)]
        for folder in dict.fromkeys([entity.folder, *evidence]):
            yield from self._code.get(folder, ())
