"""Data stores and ties that no descriptor declares, inferred from what compose files and workloads run together."""

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from gazetteer.evidence.engines import Engine, engine_of
from gazetteer.model.catalog import Catalog, Record
from gazetteer.model.entity import Entity
from gazetteer.model.ref import Ref
from gazetteer.model.relation import Relation
from gazetteer.model.running import Running
from gazetteer.settings import Settings

_KINDS = ("compose", "kubernetes")
_CLUSTER = re.compile(r"\.svc(?:\.|$)")


class Store(NamedTuple):
    """A data store or broker as one file runs it."""

    running: Running
    engine: Engine


def wired(catalog: Catalog, settings: Settings) -> Iterator[Record]:
    """Yields a resource for each store that is run beside the components, and `dependsOn` ties between all of them.

    A tie is a host that stands in a variable, or a service that is waited for, and is marked as inferred. Where
    descriptors declare the components they declare their ties, too: `discover: auto` adds none to them.
    """
    components = catalog.of_kind("component")
    declared = any(not entity.evidence for entity in components)
    if settings.discover == "never" or (settings.discover == "auto" and declared):
        return
    runs = [
        run
        for path in catalog.facts
        for run in catalog.facts_of(path, Running)
        if run.kind in _KINDS
    ]
    stores = dict(_stores(runs))
    found = {store.ref: store for store in stores.values()}
    yield from (store for ref, store in found.items() if ref not in catalog.entities)
    ends = _Ends(components, runs, stores)
    seen = set()
    for run in runs:
        source = ends.component(run)
        for host, place in run.hosts if source else ():
            target = ends.called(host, place.path)
            if source and target and target != source and (source, target) not in seen:
                seen.add((source, target))
                yield Relation("dependsOn", source, target, place, host, inferred=True)


class _Ends:
    """What the names in files stand for."""

    def __init__(
        self,
        components: Iterable[Entity],
        runs: Iterable[Running],
        stores: Mapping[tuple[str, str], Entity],
    ) -> None:
        self._folders: dict[str, list[Entity]] = defaultdict(list)
        self._components: dict[str, Ref] = {}
        for component in components:
            self._folders[component.folder].append(component)
            self._components.setdefault(component.name.lower(), component.ref)
        self._here: dict[tuple[str, str], Ref] = {}
        everywhere: dict[str, set[Ref]] = defaultdict(set)
        for run in runs:
            store = stores.get((run.place.path, run.name))
            if end := store.ref if store else self._built(run):
                for name in (run.name, *run.aliases):
                    self._here.setdefault((run.place.path, name.lower()), end)
                    everywhere[name.lower()].add(end)
        self._everywhere = {name: ends.pop() for name, ends in everywhere.items() if len(ends) == 1}

    def component(self, run: Running) -> Ref | None:
        """The component that a service is; one that only adds to a service of its name is what that one is."""
        built = self._built(run)
        if built or run.image or run.folder:
            return built
        return self._everywhere.get(run.name.lower())

    def _built(self, run: Running) -> Ref | None:
        """The component that a service is built from, or has the name or the image of."""
        folder = run.folder
        while folder:
            for component in self._folders.get(folder, ()):
                alone = len(self._folders[folder]) == 1
                if alone or component.name.lower() == run.name.lower():
                    return component.ref
            folder = folder.rpartition("/")[0]
        image = posixpath.basename(run.image.partition("@")[0]).partition(":")[0]
        return self._components.get(run.name.lower()) or self._components.get(image.lower())

    def called(self, host: str, path: str) -> Ref | None:
        """What a host is: of the same file, else the only one of its name in the tree."""
        name = host.lower()
        label = name.partition(".")[0] if "." not in name or _CLUSTER.search(name) else name
        return (
            self._here.get((path, label))
            or self._everywhere.get(label)
            or self._components.get(label)
        )


def _stores(runs: Iterable[Running]) -> Iterator[tuple[tuple[str, str], Entity]]:
    """Yields (path, name of the service) -> the resource that it is.

    Services of one name and engine are one store where one of their files stands above the others, as a compose file
    of the whole repository does; else each folder has a store of its own, which takes the folder's name. Workloads of
    one name are one whatever their folders: variants of a deployment repeat them.
    """
    groups: dict[tuple[str, str], list[Store]] = defaultdict(list)
    for run in runs:
        if engine := engine_of(run.image):
            groups[run.name.lower(), engine.product].append(Store(run, engine))
    for stores in groups.values():
        folders = {_folder(store) for store in stores if store.running.kind == "compose"} or {""}
        roof = min(folders, key=len)
        whole = all(_below(folder, roof) for folder in folders)
        for folder in [roof] if whole else sorted(folders):
            members = [store for store in stores if whole or _folder(store) == folder]
            entity = _resource(members, "" if whole else folder)
            for store in members:
                yield (store.running.place.path, store.running.name), entity


def _below(folder: str, roof: str) -> bool:
    return not roof or folder == roof or folder.startswith(f"{roof}/")


def _folder(store: Store) -> str:
    return store.running.place.path.rpartition("/")[0]


def _resource(stores: list[Store], folder: str) -> Entity:
    first = min(
        stores, key=lambda store: (store.running.place.path.count("/"), store.running.place)
    )
    parts = [folder.rpartition("/")[2], first.running.name] if folder else [first.running.name]
    name = re.sub(r"[^A-Za-z0-9_.-]+", "-", "-".join(parts)).strip("-_.")[:63] or "unnamed"
    return Entity(
        ref=Ref.of("resource", name),
        name=name,
        place=first.running.place,
        source="running",
        description=f"`{first.running.image}`, as {first.running.place.path} runs it.",
        type=first.engine.type,
        folder=_folder(first),
        evidence=tuple(sorted({store.running.place.path for store in stores})),
    )
