"""Which part of a rule's settings holds for a finding: the last entry of its `when` that fits, else the rule's own."""

from collections.abc import Mapping
from fnmatch import fnmatchcase
from functools import cached_property
from typing import Literal

from gazetteer.evidence.belonging import Homes
from gazetteer.evidence.impact import TIER, tier
from gazetteer.formats.globs import compile_glob
from gazetteer.model.catalog import Catalog
from gazetteer.model.document import Document
from gazetteer.model.entity import Entity
from gazetteer.model.finding import Finding
from gazetteer.model.ref import Ref
from gazetteer.model.rule import Severity
from gazetteer.settings import Part, Settings


class Scopes:
    """Answers for the findings of one catalog."""

    def __init__(self, catalog: Catalog, settings: Settings) -> None:
        self._catalog = catalog
        self._settings = settings

    def entry(self, finding: Finding) -> int | None:
        """The number of the entry of `rules.RULE.when` that holds for a finding; None for the rule's own settings."""
        entries = self._settings.when(finding.rule)
        fitting = (
            n for n in range(len(entries) - 1, -1, -1) if self._is_in(entries[n][0], finding)
        )
        return next(fitting, None)

    def severity(self, finding: Finding, own: Severity) -> Severity | Literal["off"]:
        """What a finding weighs.

        Args:
            finding: of any rule.
            own: its severity unless the settings say otherwise.
        """
        entry = self.entry(finding)
        if entry is not None and (level := self._settings.when(finding.rule)[entry][1]) is not None:
            return level
        return self._settings.level(finding.rule) or own

    def _is_in(self, part: Part, finding: Finding) -> bool:
        path = finding.place.path
        if part.path and not compile_glob(part.path)(path):
            return False
        if part.class_:
            document = self._catalog.fact(path, Document)
            if document is None or document.class_ != part.class_:
                return False
        if not (part.kind or part.tier or part.owner):
            return True
        about = self._about(finding)
        if part.kind and part.kind.lower() not in {entity.kind for entity in about}:
            return False
        if part.tier and _tier(about) != str(part.tier).lower().removeprefix(TIER):
            return False
        return not part.owner or _names(part.owner.lower(), self._owner(about))

    def _about(self, finding: Finding) -> tuple[Entity, ...]:
        """The entity at fault, the document that it was found in, and the one whose folder or documents hold that."""
        path = finding.place.path
        document = self._documents.get(path)
        home = self._homes.of_document(path) if document else self._homes.of_file(path)
        named = self._catalog.entity(finding.entity) if finding.entity else None
        return tuple(entity for entity in (named, document, home) if entity is not None)

    def _owner(self, about: tuple[Entity, ...]) -> Ref | None:
        owners = (self._catalog.owner(entity.ref) for entity in about)
        return next((owner for owner in owners if owner), None)

    @cached_property
    def _homes(self) -> Homes:
        return Homes(self._catalog)

    @cached_property
    def _documents(self) -> Mapping[str, Entity]:
        return {e.place.path: e for e in self._catalog.of_kind("document", "decision")}


def _tier(about: tuple[Entity, ...]) -> str:
    tiers = (tier(entity).lower().removeprefix(TIER) for entity in about)
    return next((found for found in tiers if found), "")


def _names(pattern: str, ref: Ref | None) -> bool:
    return ref is not None and (fnmatchcase(str(ref), pattern) or fnmatchcase(ref.short, pattern))
