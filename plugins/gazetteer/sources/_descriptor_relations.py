"""The ties that a descriptor declares: its reference fields, and our annotations about data."""

from collections.abc import Callable, Iterator, Mapping

from gazetteer.model.fault import Fault
from gazetteer.model.place import Place
from gazetteer.model.ref import MalformedRef, Ref, parse_ref
from gazetteer.model.relation import Relation
from gazetteer.sources._descriptor_kinds import REF_FIELDS
from gazetteer.sources._descriptor_words import Keys, shown

Where = Callable[[Keys], Place]

_DATA = {
    "gazetteer.dev/reads": ("component", "resource", "reads"),
    "gazetteer.dev/writes": ("component", "resource", "writes"),
    "gazetteer.dev/holds": ("component", "resource", "holds"),
    "gazetteer.dev/owned-by": ("resource", "component", "heldBy"),
}
"""Annotation -> kind that may carry it, default kind of its references, type of the relation."""


def relations_of(
    kind: str, ref: Ref, spec: Mapping[str, object], where: Where
) -> Iterator[Relation | Fault]:
    """Yields one relation for each reference in the spec, in the author's direction; a fault for each malformed one."""
    for field in REF_FIELDS.get(kind, ()):
        value = spec.get(field.name)
        if isinstance(value, str):
            members: list[tuple[Keys, object]] = [(("spec", field.name), value)]
        elif isinstance(value, list):
            members = [(("spec", field.name, number), text) for number, text in enumerate(value)]
        else:
            continue
        for keys, text in members:
            if (
                text is None
            ):  # a placeholder that could not be read, of which there is a fault already
                continue
            target = _target(text, field.default_kind, ref)
            yield _tie(field.relation, ref, target, text, where(keys))


def data_relations_of(
    ref: Ref, annotations: Mapping[str, str], where: Where
) -> Iterator[Relation | Fault]:
    """Yields the relations of `gazetteer.dev/reads|writes|holds` (component) and `owned-by` (resource).

    Several references stand in one annotation, separated by commas, since values of annotations are text.
    """
    for annotation, (kind, default_kind, relation) in _DATA.items():
        if annotation not in annotations:
            continue
        keys: Keys = ("metadata", "annotations", annotation)
        if ref.kind != kind:
            yield Fault(
                kind="entity",
                code="annotation",
                message=f"{annotation} says nothing about a {ref.kind}: it belongs on a {kind}",
                place=where(keys),
                mend="move or delete the annotation",
                entity=ref,
            )
            continue
        for text in annotations[annotation].split(","):
            target = _target(text.strip(), default_kind, ref)
            yield _tie(relation, ref, target, text.strip(), where(keys))


def _target(text: object, default_kind: str, source: Ref) -> Ref | MalformedRef:
    if isinstance(text, str):
        return parse_ref(text, default_kind=default_kind, default_namespace=source.namespace)
    return MalformedRef(str(text), "it is no text")


def _tie(
    relation: str, source: Ref, target: Ref | MalformedRef, text: object, place: Place
) -> Relation | Fault:
    if isinstance(target, Ref):
        return Relation(relation, source, target, place, str(text))
    return Fault(
        kind="ref",
        code="malformed",
        message=f"{place.key}: {shown(target.text)} is no reference: {target.reason}",
        place=place,
        mend="write it as `kind:name` or `kind:namespace/name`",
        entity=source,
    )
