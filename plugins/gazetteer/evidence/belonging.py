"""What a document or a decision belongs to: the entity whose own documentation or whose folder holds it."""

from collections.abc import Iterator, Mapping
from itertools import chain

from gazetteer.model.catalog import Catalog
from gazetteer.model.decision import Decision, DecisionLog
from gazetteer.model.entity import Entity
from gazetteer.model.ref import Ref, parse_ref
from gazetteer.model.relation import Relation

HOMES = ("component", "system", "api", "resource", "domain")
"""Kinds that documents belong to, in the order in which they are chosen when a folder describes several entities."""


class Homes:
    """Folder -> the entity whose things it holds. Built once; an answer walks up the path, folder by folder."""

    def __init__(self, catalog: Catalog) -> None:
        # A store that only a compose file or a manifest knows has nothing else of its folder.
        entities = [e for e in catalog.of_kind(*HOMES) if e.kind != "resource" or not e.evidence]
        self._docs = _by_folder((entity.docs_path, entity) for entity in entities)
        self._folders = _by_folder((entity.folder, entity) for entity in entities)

    def of_document(self, path: str) -> Entity | None:
        """The entity whose own documentation (`docs_path`) holds the path, else the one whose folder does."""
        return _walk(self._docs, path) or _walk(self._folders, path)

    def of_file(self, path: str) -> Entity | None:
        """The entity whose folder holds the path most closely; None where that folder describes several alike."""
        return _walk(self._folders, path)


def belongings(catalog: Catalog) -> Iterator[Relation]:
    """Yields `describes` (document -> entity) and `decides` (decision -> entity), unless they are declared already."""
    homes = Homes(catalog)
    for document in catalog.of_kind("document"):
        home = homes.of_document(document.place.path)
        if home:
            yield Relation("describes", document.ref, home.ref, document.place)
    logs = _logs(catalog)
    for decision in catalog.of_kind("decision"):
        declared = set(catalog.graph.others(decision.ref, "decides"))
        ties = chain(
            _home(homes, decision), _located(logs, catalog, decision), _named(catalog, decision)
        )
        for tie in ties:
            if tie.target not in declared:
                declared.add(tie.target)
                yield tie


def _home(homes: Homes, decision: Entity) -> Iterator[Relation]:
    home = homes.of_file(decision.place.path)
    if home:
        yield Relation("decides", decision.ref, home.ref, decision.place)


def _logs(catalog: Catalog) -> dict[str, DecisionLog]:
    """Folder -> the log that the descriptor of an entity names (`backstage.io/adr-location`)."""
    logs = (log for path in catalog.facts for log in catalog.facts_of(path, DecisionLog))
    return {log.folder: log for log in logs if log.entity}


def _located(
    logs: Mapping[str, DecisionLog], catalog: Catalog, decision: Entity
) -> Iterator[Relation]:
    """The entity whose descriptor names the log of a record."""
    fact = catalog.fact(decision.place.path, Decision) if logs else None
    log = logs.get(fact.folder) if fact else None
    target = parse_ref(log.entity) if log else None
    if log and isinstance(target, Ref):
        yield Relation("decides", decision.ref, target, log.place, log.folder)


def _named(catalog: Catalog, decision: Entity) -> Iterator[Relation]:
    """What bare names in the record's text mean, where they mean exactly one thing.

    `[[cart]]` declares it; a code span that equals the name is a hint.
    """
    fact = catalog.fact(decision.place.path, Decision)
    if not fact:
        return
    for text in fact.touches:
        if ":" not in text and "/" not in text and (target := _only(catalog, text)):
            yield Relation("decides", decision.ref, target, decision.place)
    for text, place in fact.mentions:
        if target := _only(catalog, text):
            yield Relation("decides", decision.ref, target, place, text, inferred=True)


def _only(catalog: Catalog, name: str) -> Ref | None:
    """The one entity of the kinds that a decision may touch with a name."""
    found = [ref for ref in catalog.named(name) if ref.kind in HOMES]
    return found[0] if len(found) == 1 else None


def _by_folder(pairs: Iterator[tuple[str | None, Entity]]) -> dict[str, Entity | None]:
    """The one entity of each folder; None where several of the most fitting kind share it."""
    folders: dict[str, list[Entity]] = {}
    for folder, entity in pairs:
        if folder is not None:
            folders.setdefault(folder.strip("/").removeprefix("./").removesuffix("."), []).append(
                entity
            )
    return {folder: _chosen(entities) for folder, entities in folders.items()}


def _chosen(entities: list[Entity]) -> Entity | None:
    for kind in HOMES:
        of_kind = [entity for entity in entities if entity.kind == kind]
        if len(of_kind) == 1:
            return of_kind[0]
    return None


def _walk(folders: Mapping[str, Entity | None], path: str) -> Entity | None:
    folder = path
    while folder:
        folder = folder.rpartition("/")[0]
        if folder in folders:
            return folders[folder]
    return None
