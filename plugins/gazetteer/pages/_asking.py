"""Whom to ask about a path or a name: the rows that the page looks up, none that only says what its folder says."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property

import msgspec

from gazetteer.model.entity import Entity
from gazetteer.model.ownership import OwningTeam
from gazetteer.model.ref import Ref
from gazetteer.pages._people import calling, rungs
from gazetteer.pages.view import View

NAMED = ("component", "api", "resource", "system", "domain")
AUTHORS = 4
_RANK = {"component": 0, "system": 1, "resource": 2, "api": 3}


class Row(msgspec.Struct, frozen=True, array_like=True):
    """What is known of one key.

    Attributes:
        owners: numbers of `Asking.teams`, or handles as written.
        about: kind, label and address of the entity it belongs to; empty for none.
        authors: who changed it in 90 days.
    """

    owners: tuple[int | str, ...]
    about: tuple[str, ...]
    authors: tuple[str, ...]


class Team(msgspec.Struct, frozen=True, array_like=True):
    """A group or person: label, address, (title, address) of what reaches them, number of the group above or -1."""

    label: str
    uri: str
    links: tuple[tuple[str, str], ...]
    above: int


class Asking:
    """The rows of one catalog."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._authors = view.activities.by_folder(AUTHORS)
        self._numbers: dict[Ref, int] = {}
        self.teams: list[Team | None] = []

    def rows(self) -> Iterator[tuple[str, Row]]:
        """Key -> row: a folder or file by its path (`""` is the root), an entity by `@name`."""
        yield from self._paths()
        for entity in self._view.catalog.of_kind(*NAMED):
            yield (
                f"@{entity.name.lower()}",
                self._row(self._owners_of(entity), entity, entity.folder),
            )

    def _paths(self) -> Iterator[tuple[str, Row]]:
        answers: dict[str, Counter[tuple[str, ...]]] = {}
        files = {}
        for path in self._view.catalog.paths:
            answer = self._view.survey.owners(path)
            handles = answer.owners if answer else ()
            files[path] = handles
            answers.setdefault(path.rpartition("/")[0], Counter())[handles] += 1
        told: dict[str, Row] = {}
        for folder in sorted({*self._view.folders, *answers} - {"."} | {""}):
            usual = answers.get(folder)
            handles = usual.most_common(1)[0][0] if usual else ()
            row = self._of_path(folder, handles)
            told[folder] = row
            parent = folder.rpartition("/")[0]
            if not folder or told.get(parent) != row:
                yield folder, row
        for path, handles in files.items():
            folder = path.rpartition("/")[0]
            if handles != answers[folder].most_common(1)[0][0]:
                yield path, self._of_path(path, handles, folder)

    def _of_path(self, path: str, handles: tuple[str, ...], folder: str | None = None) -> Row:
        folder = path if folder is None else folder
        entity = self._nearest(folder)
        owners = tuple(self._handle(handle) for handle in handles)
        return self._row(owners or (self._owners_of(entity) if entity else ()), entity, folder)

    def _row(self, owners: tuple[int | str, ...], entity: Entity | None, folder: str) -> Row:
        about = (
            (entity.kind, self._view.label(entity.ref), self._view.uri(entity.ref) or "")
            if entity
            else ()
        )
        return Row(owners, about, self._authors.get(folder, ()))

    def _owners_of(self, entity: Entity) -> tuple[int | str, ...]:
        return tuple(self._team(ref) for ref in self._view.others(entity.ref, "ownedBy"))

    def _handle(self, handle: str) -> int | str:
        ref = self._handles.get(handle)
        return self._team(ref) if ref and self._view.catalog.entity(ref) else handle

    def _team(self, ref: Ref) -> int:
        if ref not in self._numbers:
            number = self._numbers[ref] = len(self.teams)
            self.teams.append(None)
            entity = self._view.catalog.entity(ref)
            links = tuple((k.title or k.url, k.url) for k in calling(entity)) if entity else ()
            above = rungs(self._view, ref)[:1]
            up = (
                self._team(above[0].group)
                if above and above[0].group in self._view.catalog.entities
                else -1
            )
            self.teams[number] = Team(self._view.label(ref), self._view.uri(ref) or "", links, up)
        return self._numbers[ref]

    def _nearest(self, folder: str) -> Entity | None:
        while folder:
            if folder in self._by_folder:
                return self._by_folder[folder]
            folder = folder.rpartition("/")[0]
        return self._by_folder.get("")

    @cached_property
    def _by_folder(self) -> Mapping[str, Entity]:
        """The entity of each folder that is one's alone, a component before what it provides."""
        by: dict[str, list[Entity]] = {}
        for entity in self._view.catalog.of_kind(*_RANK):
            by.setdefault(entity.folder, []).append(entity)
        first = {}
        for folder, found in by.items():
            best = [e for e in found if _RANK[e.kind] == min(_RANK[x.kind] for x in found)]
            if len(best) == 1:
                first[folder] = best[0]
        return first

    @cached_property
    def _handles(self) -> Mapping[str, Ref]:
        teams = (
            team
            for path in self._view.catalog.facts
            for team in self._view.catalog.facts_of(path, OwningTeam)
        )
        return {team.handle: team.ref for team in teams}
