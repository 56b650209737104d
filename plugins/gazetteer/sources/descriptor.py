"""Backstage descriptors: every document of a file becomes an entity with its relations, or faults that say why not."""

from collections.abc import Iterator, Mapping

from gazetteer.extension import File, Siblings
from gazetteer.formats.yaml import Problem, YamlDocument, iter_all
from gazetteer.formats.yaml_advice import advice
from gazetteer.model.catalog import Record
from gazetteer.model.fact import Fact, Skipped
from gazetteer.model.fault import Fault
from gazetteer.model.place import Place
from gazetteer.model.ref import Ref
from gazetteer.sources._descriptor_entity import Reading, entity_of, extra_faults
from gazetteer.sources._descriptor_kinds import is_known
from gazetteer.sources._descriptor_lifetime import lifetime_faults
from gazetteer.sources._descriptor_placeholders import DEFINITION, Placeholders, has_placeholders
from gazetteer.sources._descriptor_relations import Where, data_relations_of, relations_of
from gazetteer.sources._descriptor_rules import troubles_of
from gazetteer.sources._descriptor_sniff import Sniff, is_skeleton, is_unfilled
from gazetteer.sources._descriptor_targets import target_faults
from gazetteer.sources._descriptor_words import Keys, dotted

name = "descriptor"
version = 3
patterns: tuple[str, ...] = ("**/*.yaml", "**/*.yml")

_SKELETON = "a template skeleton: its placeholders are not filled in"
_REFUSING = ("duplicate-key",)


def read(file: File, siblings: Siblings) -> Iterator[Record]:
    """Yields entities, relations, faults, and one fact for each skeleton that was left out.

    The rules are those of Backstage's entity model (its catalog-model package, envelope through kinds). A fault of kind
    `entity` or `file` whose entity is not in the catalog is a refusal; one whose entity is there concerns a part of it.
    """
    sniff = Sniff(file.path, file.text)
    if not sniff.wanted:
        return
    replace = has_placeholders(file.text)
    for document in iter_all(file.text):
        if isinstance(document, Problem):
            yield from _broken(file, document, sniff)
        elif document.value is not None and sniff.is_descriptor(document.value):
            yield from _document(file, document, siblings, replace=replace)
    if sniff.named and not file.text.strip():
        yield Fault(
            kind="entity",
            code="empty",
            message="this descriptor is empty",
            place=Place(file.path, 1),
            mend="describe an entity in it, or delete the file",
        )


def _broken(file: File, problem: Problem, sniff: Sniff) -> Iterator[Record]:
    if not sniff.is_broken_descriptor(problem):
        return
    if sniff.is_broken_skeleton(problem) or is_unfilled(file.path):
        yield Fact(file.path, Skipped(_SKELETON))
    else:
        yield _syntax_fault(file, problem, None)


def _syntax_fault(file: File, problem: Problem, entity: Ref | None) -> Fault:
    return Fault(
        kind="file",
        code="yaml" if problem.code in _REFUSING else problem.code,
        message=f"this document is no valid YAML: {problem.message}",
        place=Place(file.path, problem.line, problem.column),
        mend=advice(problem, file.text),
        entity=entity,
    )


def _document(
    file: File, document: YamlDocument, siblings: Siblings, *, replace: bool
) -> Iterator[Record]:
    value = document.value
    if not isinstance(value, dict):
        yield Fault(
            kind="entity",
            code="not-a-mapping",
            message="a descriptor must be a mapping of keys to values",
            place=Place(file.path, document.line),
            mend="begin the document with `apiVersion:`, `kind:` and `metadata:` at the left margin",
        )
        return
    if is_skeleton(value) or is_unfilled(file.path):
        yield Fact(file.path, Skipped(_SKELETON))
        return
    duplicates = [problem for problem in document.problems if problem.code in _REFUSING]
    if duplicates:
        for problem in duplicates:
            yield _syntax_fault(file, problem, _claimed_ref(value))
        return
    placeholders = Placeholders(file, siblings)
    reading = Reading(file, siblings, placeholders, _where(file, document))
    yield from _mapping(placeholders.replaced(value) if replace else value, reading)


def _mapping(document: Mapping[str, object], reading: Reading) -> Iterator[Record]:
    ref = _claimed_ref(document)
    troubles = [t for t in troubles_of(document) if not reading.placeholders.hides(t.keys)]
    for trouble in troubles:
        yield Fault(
            kind="entity",
            code=trouble.code,
            message=trouble.message,
            place=reading.where(trouble.keys),
            mend=trouble.mend,
            entity=ref,
        )
    if not troubles and ref is not None:
        yield from _accepted(document, ref, reading)
    yield from _placeholder_faults(reading.placeholders, document.get("kind"), ref, reading.where)


def _accepted(document: Mapping[str, object], ref: Ref, reading: Reading) -> Iterator[Record]:
    entity = entity_of(document, ref, reading, source=name)
    yield entity
    spec = document.get("spec")
    if isinstance(spec, dict):
        yield from relations_of(str(document["kind"]), ref, spec, reading.where)
        if ref.kind == "location":
            yield from target_faults(reading.file, ref, spec, reading.siblings, reading.where)
        yield from lifetime_faults(spec, entity, reading.where)
    yield from data_relations_of(ref, entity.annotations, reading.where)
    yield from extra_faults(document, entity, reading)


def _placeholder_faults(
    placeholders: Placeholders, kind: object, ref: Ref | None, where: Where
) -> Iterator[Fault]:
    """Yields what could not be read; an address elsewhere matters only where the catalog reads the value."""
    for found in placeholders.found:
        if found.fault:
            code, message, mend = "placeholder", found.fault, found.mend
        elif found.url and found.keys != DEFINITION and is_known(kind, found.keys):
            code = "remote"
            message = f"{dotted(found.keys)} stands at {found.url}, and nothing is fetched"
            mend = "keep a copy in this repository and name that"
        else:
            continue
        yield Fault(
            kind="entity",
            code=code,
            message=message,
            place=where(found.keys),
            mend=mend,
            entity=ref,
        )


def _where(file: File, document: YamlDocument) -> Where:
    known: dict[Keys, Place] = {}

    def where(keys: Keys) -> Place:
        place = known.get(keys)
        if place is None:
            line, column = document.at(*keys)
            place = known[keys] = Place(file.path, line, column, dotted(keys))
        return place

    return where


def _claimed_ref(document: Mapping[str, object]) -> Ref | None:
    """The ref that a document claims, well-formed or not; None when it names nothing."""
    kind, metadata = document.get("kind"), document.get("metadata")
    if not isinstance(kind, str) or not isinstance(metadata, dict):
        return None
    entity, namespace = metadata.get("name"), metadata.get("namespace", "default")
    if not (isinstance(entity, str) and isinstance(namespace, str)):
        return None
    return Ref.of(kind, entity, namespace) if kind and entity and namespace else None
