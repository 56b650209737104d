"""Components that no descriptor declares, inferred from the folders in which something is built or packaged."""

import re
from collections import Counter
from collections.abc import Iterator

from gazetteer.evidence._candidates import Candidate, candidates
from gazetteer.model.catalog import Catalog
from gazetteer.model.entity import Entity
from gazetteer.model.package import Package
from gazetteer.model.ref import Ref
from gazetteer.settings import Settings


def discovered(catalog: Catalog, settings: Settings) -> Iterator[Entity]:
    """Yields a component for each folder with an image to build or a package manifest.

    A `service` is built into an image, a `library` is only packaged. Its evidence are the files that made us believe
    in it. Folders of tests, examples, tools, documentation and deployment do not count, nor images of data stores, nor
    parts of a component that is already found. `discover: auto` stops where a descriptor declares a component.
    """
    declared = any(not entity.evidence for entity in catalog.of_kind("component"))
    if settings.discover == "never" or (settings.discover == "auto" and declared):
        return
    taken = {entity.folder for entity in catalog.of_kind("component")} if declared else set()
    packages = [
        value for values in catalog.facts.values() for value in values if isinstance(value, Package)
    ]
    found = [candidate for candidate in candidates(packages) if candidate.folder not in taken]
    paragraphs = {p.folder: p.paragraph for p in packages if p.kind == "readme" and p.paragraph}
    for candidate, name in zip(found, _names(found, settings.name), strict=True):
        yield _component(candidate, name, paragraphs.get(candidate.folder, ""))


def _component(candidate: Candidate, name: str, paragraph: str) -> Entity:
    manifest = candidate.manifest
    # A compose file is evidence but stands elsewhere: it gives the place only when there is nothing nearer.
    first = manifest or min(candidate.packages, key=lambda p: (p.kind == "compose", p.place))
    return Entity(
        ref=Ref.of("component", name),
        name=name,
        place=first.place,
        source="repository",
        description=paragraph or (manifest.description if manifest else ""),
        type="service" if candidate.built else "library",
        folder=candidate.folder,
        evidence=tuple(sorted({package.place.path for package in candidate.packages})),
    )


def _names(found: list[Candidate], repository: str) -> list[str]:
    """One name for each: the folder's, with as many folders above it as it takes to be the only one."""
    parts = [_parts(candidate, repository) for candidate in found]
    names = [part[-1] for part in parts]
    for length in range(2, max(map(len, parts), default=0) + 1):
        counts = Counter(name.lower() for name in names)
        names = [
            "-".join(part[-length:]) if counts[name.lower()] > 1 else name
            for part, name in zip(parts, names, strict=True)
        ]
    return names


def _parts(candidate: Candidate, repository: str) -> list[str]:
    """Names of folders as the catalog may spell them (letters, digits, `-`, `_`, `.`; Backstage's rule for names)."""
    if candidate.folder:
        names = candidate.folder.split("/")
    else:
        manifest = candidate.manifest
        names = [
            (manifest.name if manifest else "").rpartition("/")[2] or repository or "repository"
        ]
    return [re.sub(r"[^A-Za-z0-9_.-]+", "-", name).strip("-_.")[:63] or "unnamed" for name in names]
