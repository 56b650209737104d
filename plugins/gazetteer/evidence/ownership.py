"""Ownership files as evidence: which file is in force, and who owns an entity whose declaration names nobody."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from gazetteer.evidence._handles import Handles, plain
from gazetteer.formats.codeowners_locate import LOCATIONS, locate
from gazetteer.formats.codeowners_match import Owners
from gazetteer.model.catalog import Catalog, Record
from gazetteer.model.entity import Entity
from gazetteer.model.fact import Fact
from gazetteer.model.fault import Fault
from gazetteer.model.ownership import (
    OwnersAnswer,
    OwnersFile,
    OwnersRule,
    OwningTeam,
    PathOwners,
)
from gazetteer.model.place import Place
from gazetteer.model.ref import Ref
from gazetteer.model.relation import Relation
from gazetteer.settings import Settings

OWNABLE = ("component", "api", "resource", "system")
CATCH_ALL = frozenset({"*", "**", "/**", "/**/", "**/*", "/**/*", ".*"})
"""Patterns that mean every file: an owner by one of these is nobody's particular choice."""


def chosen_file(catalog: Catalog, settings: Settings) -> tuple[str, OwnersFile] | None:
    """Path and rules of the ownership file that is in force, read as its platform reads it; None when there is none."""
    platform = settings.owners.platform
    found = [path for path in catalog.facts if catalog.fact(path, OwnersFile) is not None]
    located = locate(platform, found)
    if located is None:
        return None
    files = catalog.facts_of(located[1], OwnersFile)
    file = next((file for file in files if platform in ("auto", file.platform)), None)
    return (located[1], file) if file else None


def chosen_owners(catalog: Catalog, settings: Settings) -> Owners | None:
    """Answers who owns a path by the file in force; None when there is none."""
    chosen = chosen_file(catalog, settings)
    return Owners(chosen[1]) if chosen else None


def inferred_owners(catalog: Catalog, settings: Settings) -> Iterator[Record]:
    """What the ownership file in force adds to a catalog.

    Yields:
        a fault for each bad line, and for each further ownership file that its platform ignores;
        a group or user for each handle, where the repository declares no group (with the file as evidence);
        an `OwningTeam` for each handle of a team, where the repository declares groups;
        a `PathOwners` for each document that names nobody itself and that the file gives an owner;
        an `ownedBy` relation for each component, API, resource and system that declares no owner, to the one who
        owns at least `owners.share` of the files in its folder. Its place is the rule that decides most of them, and
        the place's key that rule's pattern: one of `CATCH_ALL` tells a default from a choice.
    """
    chosen = chosen_file(catalog, settings)
    if chosen is None:
        return
    path, file = chosen
    handles = Handles(catalog, settings.owners)
    yield from file.problems
    yield from _ignored_files(catalog, path, file.platform)
    yield from handles.problems(path)
    yield from _inferred_people(catalog, file, handles)
    yield from _teams(catalog, file, handles)
    owners = Owners(file)
    yield from _inferred_relations(catalog, owners, handles, settings.owners.share)
    yield from _owned_documents(catalog, owners)


def _ignored_files(catalog: Catalog, path: str, platform: str) -> Iterator[Fault]:
    for other in LOCATIONS[platform]:
        if other != path and catalog.fact(other, OwnersFile) is not None:
            yield Fault(
                kind="owners",
                code="ignored-file",
                message=f"nobody reads {other}, because {path} is found first",
                place=Place(other),
                mend=f"move its rules into {path} and delete it",
            )


def _inferred_people(catalog: Catalog, file: OwnersFile, handles: Handles) -> Iterator[Entity]:
    """Teams and people who exist only as handles; none as soon as the repository declares a group."""
    if catalog.of_kind("group"):
        return
    seen: set[Ref] = set()
    for rule in file.rules:
        for handle in rule.owners:
            ref = handles.ref(handle)
            if ref is None or ref in seen or catalog.knows(ref):
                continue
            seen.add(ref)
            name = re.split(r"[@/]", plain(handle))[-1]
            yield Entity(
                ref=ref,
                name=name if name.lower() == ref.name else ref.name,
                place=rule.place,
                source="codeowners",
                evidence=(rule.place.path,),
            )


def _teams(catalog: Catalog, file: OwnersFile, handles: Handles) -> Iterator[Fact]:
    """The teams that the file names, each once."""
    seen: set[Ref] = set()
    for rule in file.rules if catalog.of_kind("group") else ():
        for handle in rule.owners:
            ref = handles.ref(handle)
            if ref is not None and ref.kind == "group" and ref not in seen:
                seen.add(ref)
                yield Fact(rule.place.path, OwningTeam(handle, ref, rule.place))


def _owned_documents(catalog: Catalog, owners: Owners) -> Iterator[Fact]:
    for page in catalog.of_kind("document"):
        if not page.owner_text:
            answer = owners.answer(page.place.path)
            if answer.state == "owned":
                yield Fact(page.place.path, PathOwners(answer.owners, answer.rules[0].place))


class _Share(NamedTuple):
    """One owner's part of a folder: files, by the rule that gave each."""

    handle: str
    ref: Ref
    rules: dict[OwnersRule, int]

    @property
    def files(self) -> int:
        return sum(self.rules.values())

    @property
    def rule(self) -> OwnersRule:
        """The rule that decides most files; of two, the later."""
        return max(self.rules, key=lambda rule: (self.rules[rule], rule.place))


def _inferred_relations(
    catalog: Catalog, owners: Owners, handles: Handles, share: float
) -> Iterator[Relation]:
    declared = {relation.source for relation in catalog.relations if relation.type == "ownedBy"}
    unowned = [
        entity
        for entity in catalog.of_kind(*OWNABLE)
        if entity.ref not in declared and not entity.owner_text
    ]
    tallies = _tallies(catalog, owners, {entity.folder for entity in unowned})
    winners = {folder: _winner(tally, handles, share) for folder, tally in tallies.items()}
    for entity in unowned:
        winner = winners[entity.folder]
        if winner is not None and winner.ref != entity.ref:
            place = msgspec.structs.replace(winner.rule.place, key=winner.rule.pattern)
            yield Relation("ownedBy", entity.ref, winner.ref, place, winner.handle)


Tally = dict[int, tuple[OwnersAnswer, int]]
"""Identity of an answer (the engine gives equal answers as one object) -> the answer, and how many files have it."""


def _tallies(catalog: Catalog, owners: Owners, folders: set[str]) -> dict[str, Tally]:
    """Folder -> the answers of all files below it; each path is asked once."""
    tallies: dict[str, Tally] = {folder: {} for folder in folders}
    if not folders:
        return tallies
    chains: dict[str, list[Tally]] = {}
    for path in catalog.paths:
        folder = path.rpartition("/")[0]
        chain = chains.get(folder)
        if chain is None:
            chain = chains[folder] = [
                tallies[above] for above in _with_parents(folder) if above in tallies
            ]
        if not chain:
            continue
        answer = owners.answer(path)
        for tally in chain:
            tally[id(answer)] = (answer, tally.get(id(answer), (answer, 0))[1] + 1)
    return tallies


def _with_parents(folder: str) -> Iterator[str]:
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]
    yield ""


def _winner(tally: Tally, handles: Handles, share: float) -> _Share | None:
    """Who has enough files; with equal parts a group goes before a person, then the one written first."""
    parts: dict[Ref, _Share] = {}
    for answer, count in tally.values():
        for handle in answer.owners:
            ref = handles.ref(handle)
            if ref is None:
                continue
            part = parts.setdefault(ref, _Share(handle, ref, {}))
            rule = next(rule for rule in answer.rules if handle in rule.owners)
            part.rules[rule] = part.rules.get(rule, 0) + count
    if not parts:
        return None
    best = min(parts.values(), key=lambda part: (-part.files, part.ref.kind != "group"))
    total = sum(count for _, count in tally.values())
    return best if best.files >= share * total else None
