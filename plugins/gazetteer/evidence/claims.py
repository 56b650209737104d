"""What a document claims to describe: its `covers:`, those of its sections, and what can be taken for granted."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

import msgspec

from gazetteer.evidence import generated
from gazetteer.evidence.belonging import Homes
from gazetteer.evidence.covers import UNCOVERING, inferred_cover, rooted
from gazetteer.evidence.links import Resolved, resolve
from gazetteer.formats.globs import is_glob
from gazetteer.formats.paths import Paths, beginning, fitting
from gazetteer.model.catalog import Catalog
from gazetteer.model.document import Document
from gazetteer.model.entity import Entity
from gazetteer.model.place import Place
from gazetteer.model.ref import MalformedRef, Ref, parse_ref
from gazetteer.model.surface import Surface

NEVER_STALE = UNCOVERING | {"generated"}
"""Classes of documents that nothing makes stale."""
SPECIFICATIONS = 2
"""A page that links more API descriptions than this is a list of them, no guide to one."""

_REF = re.compile(r"(component|api|system|resource):[^*?\[{]+", re.IGNORECASE)
_MANIFEST = re.compile(
    r"(^|/)(deploy|deployment|k8s|kubernetes|helm|charts?|manifests|terraform|kustomize)/"
    r"|(^|/)((docker-)?compose[^/]*\.ya?ml|Dockerfile|Procfile|[^/]+\.tf)$"
)
_PROSE = (".md", ".markdown")


class Tie(msgspec.Struct, frozen=True):
    """A file, or a part of one, that a document describes.

    Attributes:
        path: of the file; symbol: of the part in it, empty for the whole.
        place: where it is claimed; None for an inferred tie.
        section: id of the heading whose section claims it; empty for the document.
        inferred: why it was inferred, one clause; empty when the document says it.
        literal: the very path is written, not a pattern.
    """

    path: str
    symbol: str = ""
    place: Place | None = None
    section: str = ""
    inferred: str = ""
    literal: bool = False

    @property
    def part(self) -> str:
        """`path`, or `path#symbol`: what the lock calls it."""
        return f"{self.path}#{self.symbol}" if self.symbol else self.path


class Claim(msgspec.Struct, frozen=True):
    """What one document claims.

    Attributes:
        ties: by part, each part once.
        missing: patterns that name nothing, as written, with their places.
        folder: the component with whose code the document stands, when nothing better is known.
        beginnings: what every claimed path begins with, one of them.
        fits: whether a path that may no longer exist belongs to what is claimed.
    """

    ties: tuple[Tie, ...] = ()
    missing: tuple[tuple[str, Place], ...] = ()
    folder: Entity | None = None
    beginnings: tuple[str, ...] = ()
    fits: Callable[[str], bool] = lambda _path: False

    @property
    def inferred(self) -> bool:
        """Whether the document itself says nothing of what it covers."""
        return not self.missing and all(tie.inferred for tie in self.ties)


class Claims:
    """Answers for the documents of one catalog; what all of them need is built once."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._code: dict[Ref, tuple[str, ...]] = {}

    def of(self, path: str, document: Document) -> Claim:
        """What the document at a path claims; what it says itself leaves no room for guesses."""
        if document.class_ in NEVER_STALE:
            return Claim()
        if document.covers or document.sections:
            return self._stated(path, document)
        return self._inferred(path, document)

    def _stated(self, path: str, document: Document) -> Claim:
        place = document.covers_place or Place(path, 1)
        groups = [("", document.covers, place)]
        groups += [(part.section, part.covers, part.place) for part in document.sections]
        ties: dict[str, Tie] = {}
        missing: list[tuple[str, Place]] = []
        wanted: list[Callable[[str], bool]] = []
        beginnings: set[str] = set()
        for section, covers, where in groups:
            unwanted = self._excluded(path, covers)
            for pattern in (p for p in covers if not p.startswith("!")):
                found = [t for t in self._files(path, pattern) if not any(f(t) for f in unwanted)]
                symbol = pattern.partition("#")[2].strip()
                literal = not is_glob(pattern) and len(found) == 1
                for file in found:
                    tie = Tie(file, symbol, where, section, literal=literal)
                    ties[tie.part] = tie
                if not found:
                    missing.append((pattern, where))
            wanted += self._including(path, covers)
            beginnings |= {beginning(p) for p in self._rooted(path, covers)}
        return Claim(
            tuple(ties[part] for part in sorted(ties)),
            tuple(missing),
            beginnings=tuple(sorted(beginnings)),
            fits=lambda file: any(fits(file) for fits in wanted),
        )

    def _files(self, path: str, pattern: str) -> list[str]:
        """The present files that one pattern names, without those that programs write."""
        if _REF.fullmatch(pattern):
            return self._of_entity(pattern)
        absolute = rooted(path, pattern)
        found = (
            [file for file in self._paths.matching(absolute) if file != path] if absolute else []
        )
        if found == [absolute]:
            return found
        own = [f for f in found if not generated.by_name(f) and not self._marked(f)]
        # A page about code is not about the other pages that lie beside the code, unless it says so.
        plain = [file for file in own if not file.endswith(_PROSE)]
        return plain if plain and not pattern.endswith(_PROSE) else own

    def _of_entity(self, text: str) -> list[str]:
        ref = parse_ref(text, default_kind="component")
        entity = None if isinstance(ref, MalformedRef) else self._catalog.entity(ref)
        if entity is None:
            return []
        if entity.definition_path or entity.kind == "api":
            return [entity.definition_path or entity.place.path]
        return list(self.code_of(entity)) or [entity.place.path]

    def _excluded(self, path: str, covers: Iterable[str]) -> list[Callable[[str], bool]]:
        patterns = (rooted(path, p[1:]) for p in covers if p.startswith("!"))
        return [fitting(pattern) for pattern in patterns if pattern is not None]

    def _including(self, path: str, covers: tuple[str, ...]) -> Iterator[Callable[[str], bool]]:
        """For each pattern, whether a path belongs to it; the path need not exist any more."""
        unwanted = self._excluded(path, covers)

        def including(fits: Callable[[str], bool], *, prose: bool) -> Callable[[str], bool]:
            return lambda file: (
                file != path
                and fits(file)
                and (prose or not file.endswith(_PROSE))
                and not generated.by_name(file)
                and not any(excluded(file) for excluded in unwanted)
            )

        for pattern in self._rooted(path, covers):
            yield including(fitting(pattern), prose=pattern.endswith(_PROSE))

    def _rooted(self, path: str, covers: tuple[str, ...]) -> Iterator[str]:
        for pattern in covers:
            if not pattern.startswith("!") and not _REF.fullmatch(pattern):
                absolute = rooted(path, pattern)
                if absolute is not None:
                    yield absolute

    def _inferred(self, path: str, document: Document) -> Claim:
        if document.class_ != "readme" and (linked := self._specifications(path, document)):
            return Claim(tuple(sorted(linked, key=lambda tie: tie.part)))
        home = self._homes.of_document(path)
        if home is None or home.kind != "component":
            return Claim()
        if not inferred_cover(path, document.class_, home.folder):
            return Claim()
        manifests = self._manifests(home) if document.class_ == "runbook" else ()
        return Claim(manifests) if manifests else Claim(folder=home)

    def _specifications(self, path: str, document: Document) -> list[Tie]:
        """The API descriptions that a guide links."""
        targets: set[str] = set()
        for link in document.links:
            if link.kind == "link":
                found = resolve(self._catalog, path, link)
                target = found.path if isinstance(found, Resolved) else ""
                if target and self._catalog.fact(target, Surface) is not None:
                    targets.add(target)
        if len(targets) > SPECIFICATIONS:
            return []
        return [Tie(target, inferred="it links this API description") for target in targets]

    def _manifests(self, home: Entity) -> tuple[Tie, ...]:
        """What deploys a component: the part of its code that a runbook speaks of."""
        why = f"it is the runbook of {home.name}"
        return tuple(Tie(f, inferred=why) for f in self.code_of(home) if _MANIFEST.search(f))

    def code_of(self, entity: Entity) -> tuple[str, ...]:
        """The files of an entity's folder that belong to it, without prose and what programs write, sorted."""
        if entity.ref not in self._code:
            prefix = f"{entity.folder}/" if entity.folder else ""
            self._code[entity.ref] = tuple(
                file
                for file in self._paths.below(prefix)
                if file != entity.place.path
                and self.was_code_of(file, entity)
                and not self._marked(file)
            )
        return self._code[entity.ref]

    def was_code_of(self, path: str, entity: Entity) -> bool:
        """Whether a path that is gone would be among `code_of`."""
        prefix = f"{entity.folder}/" if entity.folder else ""
        return (
            path.startswith(prefix)
            and not path.endswith(_PROSE)
            and not path.startswith((f"{prefix}docs/", f"{prefix}doc/"))
            and not generated.by_name(path)
            and self._homes.of_file(path) is entity
        )

    def team(self, path: str) -> Ref | None:
        """Who owns a file: the owner of the entity whose folder holds it."""
        home = self._homes.of_file(path)
        return self._catalog.owner(home.ref) if home else None

    @cached_property
    def _homes(self) -> Homes:
        return Homes(self._catalog)

    @cached_property
    def _paths(self) -> Paths:
        return Paths(self._catalog.paths)

    @cached_property
    def _marked(self) -> Callable[[str], bool]:
        return generated.by_attributes(self._catalog.read, self._catalog.paths)
