"""From an accepted descriptor to an entity."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from gazetteer.extension import File, Siblings
from gazetteer.model.entity import Entity, Link
from gazetteer.model.fault import Fault
from gazetteer.model.place import Place
from gazetteer.model.ref import Ref
from gazetteer.sources._descriptor_formats import is_live
from gazetteer.sources._descriptor_lifetime import DEPRECATION, deprecation_of, operations_of
from gazetteer.sources._descriptor_paths import docs_folder, inside
from gazetteer.sources._descriptor_placeholders import DEFINITION, Placeholders
from gazetteer.sources._descriptor_relations import Where
from gazetteer.sources._descriptor_words import Keys, shown

_TECHDOCS = "backstage.io/techdocs-ref"
_SOURCE = "backstage.io/source-location"


@dataclass(frozen=True)
class Reading:
    """One document being read.

    Attributes:
        file: that holds it.
        siblings: what else of the tree may be asked for.
        placeholders: those of this document.
        where: key path -> place.
    """

    file: File
    siblings: Siblings
    placeholders: Placeholders
    where: Where


def entity_of(document: Mapping[str, object], ref: Ref, reading: Reading, *, source: str) -> Entity:
    """The entity of a document that breaks no rule."""
    file, where = reading.file, reading.where
    metadata = cast("dict[str, object]", document["metadata"])
    spec = cast("dict[str, object]", document.get("spec") or {})
    annotations = cast("dict[str, str]", metadata.get("annotations") or {})
    definition = next((p for p in reading.placeholders.found if p.keys == DEFINITION), None)
    return Entity(
        ref=ref,
        name=str(metadata["name"]),
        place=where(()),
        source=source,
        title=_text(metadata, "title"),
        description=_text(metadata, "description").strip("\n"),
        type=_text(spec, "type"),
        lifecycle=_text(spec, "lifecycle"),
        owner_text=_text(spec, "owner"),
        tags=tuple(tag for tag in _list(document, "tags") if isinstance(tag, str)),
        labels=cast("dict[str, str]", metadata.get("labels") or {}),
        annotations=annotations,
        links=_links(document, where),
        definition="" if definition else _text(spec, "definition"),
        definition_path=definition.path if definition and not definition.fault else "",
        definition_url=definition.url if definition else "",
        definition_place=where(DEFINITION) if definition or "definition" in spec else None,
        docs_path=_docs_path(annotations, file, reading.siblings),
        folder=_folder(annotations, file),
        places={
            place.key: (place.line, place.column) for place in map(where, _placed(metadata, spec))
        },
        profile=_profile(ref.kind, spec),
        deprecation=deprecation_of(spec),
        operations=operations_of(spec, ref),
    )


def extra_faults(
    document: Mapping[str, object], entity: Entity, reading: Reading
) -> Iterator[Fault]:
    """Yields what is wrong with annotations and links that the format itself lets pass."""
    keys: Keys = ("metadata", "annotations", _TECHDOCS)
    kind, colon, target = entity.annotations.get(_TECHDOCS, "url:").partition(":")
    if not colon or kind not in ("dir", "url"):
        message = f"must be `dir:<path>` or `url:<address>`, not {shown(kind + colon + target)}"
        mend = "write `dir:` before a path, as in `dir:.`"
        yield _fault(entity, "annotation", f"{_TECHDOCS} {message}", reading.where(keys), mend)
    elif kind == "dir" and inside(reading.file.folder, target) is None:
        message = f"{_TECHDOCS}: {shown(target)} leads out of the repository"
        mend = "name a folder of this repository, relative to this file"
        yield _fault(entity, "annotation", message, reading.where(keys), mend)
    for number, link in enumerate(_list(document, "links")):
        if isinstance(link, dict) and is_live(_text(link, "url")):
            place = reading.where(("metadata", "links", number, "url"))
            message = f"the link {shown(_text(link, 'url'))} would run as a script"
            yield _fault(entity, "link", message, place, "link to a page; this link is left out")


def _fault(entity: Entity, code: str, message: str, place: Place, mend: str) -> Fault:
    return Fault(
        kind="entity", code=code, message=message, place=place, mend=mend, entity=entity.ref
    )


def _text(mapping: Mapping[str, object], key: str) -> str:
    value = mapping.get(key)
    return value if isinstance(value, str) else ""


def _list(document: Mapping[str, object], key: str) -> list[object]:
    metadata = document.get("metadata")
    value = metadata.get(key) if isinstance(metadata, dict) else None
    return value if isinstance(value, list) else []


def _links(document: Mapping[str, object], where: Where) -> tuple[Link, ...]:
    """The links of the metadata, without those that would run as a script."""
    return tuple(
        Link(
            url=_text(link, "url").strip(),
            title=_text(link, "title"),
            type=_text(link, "type"),
            icon=_text(link, "icon"),
            place=where(("metadata", "links", number, "url")),
        )
        for number, link in enumerate(_list(document, "links"))
        if isinstance(link, dict) and not is_live(_text(link, "url"))
    )


def _profile(kind: str, spec: Mapping[str, object]) -> dict[str, str]:
    profile = spec.get("profile")
    if kind not in ("group", "user") or not isinstance(profile, dict):
        return {}
    return {key: value for key, value in profile.items() if isinstance(value, str)}


def _docs_path(annotations: Mapping[str, str], file: File, siblings: Siblings) -> str | None:
    kind, _, target = annotations.get(_TECHDOCS, "").partition(":")
    return docs_folder(file.folder, target, siblings) if kind == "dir" else None


def _folder(annotations: Mapping[str, str], file: File) -> str:
    """The folder that the entity describes; `url:` addresses cannot be told from other repositories'."""
    kind, _, target = annotations.get(_SOURCE, "").partition(":")
    folder = inside(file.folder, target) if kind in ("dir", "file") else None
    return file.folder if folder is None else folder


def _placed(metadata: Mapping[str, object], spec: Mapping[str, object]) -> Iterator[Keys]:
    """The keys that checks point at. Every entity keeps them, so they are few; relations and faults have their own."""
    for section, mapping in (("metadata", metadata), ("spec", spec)):
        for key in mapping:
            yield (section, key)
    for outer in ("profile", DEPRECATION):
        inner = spec.get(outer)
        for key in inner if isinstance(inner, dict) else ():
            yield ("spec", outer, key)
