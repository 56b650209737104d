"""Names: everything of a catalog that people look for by name, with what tells one from another among results."""

from collections.abc import Iterator

import msgspec

from gazetteer.model.decision import Decision
from gazetteer.model.entity import Entity
from gazetteer.model.ref import Ref
from gazetteer.pages import address
from gazetteer.pages._api_chapters import chapters
from gazetteer.pages._api_words import inner_names
from gazetteer.pages._prose import body
from gazetteer.pages.view import PAGED, View

KINDS = (
    "component",
    "api",
    "operation",
    "resource",
    "system",
    "domain",
    "group",
    "user",
    "decision",
    "page",
    "document",
    "type",
    "template",
    "airesource",
)
"""What can be found, in the order in which equally good matches are shown."""

FACETS = ("owner", "lifecycle", "system", "tag", "status")
"""What results can be narrowed by, besides their kind."""

OUT_OF_USE = frozenset({"deprecated", "rejected", "superseded"})
"""A lifecycle or a status that puts a thing behind the others of its kind."""


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to be found.

    Attributes:
        kind: one of `KINDS`.
        name: what it is called: an operation by its method and path.
        uri: where it stands, relative to the site's root, with the anchor if it has one.
        note: what tells it from its namesakes: the API of an operation, the system of a service.
        owner: label of the team that answers for it.
        status: of a decision.
        words: texts that it is found by, too: names of fields, the body of a decision.
    """

    kind: str
    name: str
    uri: str
    note: str = ""
    owner: str = ""
    lifecycle: str = ""
    system: str = ""
    status: str = ""
    tags: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    @property
    def facets(self) -> Iterator[tuple[str, str]]:
        """(facet, value) of everything that results can be narrowed by."""
        for facet in ("owner", "lifecycle", "system", "status"):
            if value := getattr(self, facet):
                yield facet, value
        for tag in self.tags:
            yield "tag", tag


def names(view: View) -> Iterator[Named]:
    """Yields what the catalog's own pages show; pages that people wrote for the site are not among it."""
    for ref, entity in view.catalog.entities.items():
        if ref.kind not in PAGED:
            continue
        record = entity_named(view, entity)
        yield record
        if ref.kind == "api":
            yield from _inside(view, entity, record)
    written = set(view.site.written.values())
    for shelved in view.documents.values():
        if shelved.uri and shelved.uri not in written and shelved.owner:
            owner = view.catalog.owner(shelved.owner)
            document = shelved.document
            yield Named(
                kind="document",
                name=document.title,
                uri=shelved.uri,
                note=view.label(shelved.owner),
                owner=view.label(owner) if owner else "",
                tags=document.tags,
                words=(document.class_, *(heading.title for heading in document.headings)),
            )


def entity_named(view: View, entity: Entity) -> Named:
    """What an entity is found by."""
    ref = entity.ref
    pair = view.decisions.get(entity.place.path) if ref.kind == "decision" else None
    if pair:
        return _decision(view, *pair)
    owner = view.catalog.owner(ref)
    return Named(
        kind=ref.kind,
        name=view.label(ref),
        uri=address.uri(view.site, ref),
        note=entity.type,
        owner=view.label(owner) if owner else "",
        lifecycle=entity.lifecycle,
        system=_system(view, ref),
        tags=entity.tags,
        words=(entity.name, entity.type, entity.profile.get("displayName", "")),
    )


def _decision(view: View, entity: Entity, decision: Decision) -> Named:
    about = view.others(entity.ref, "decides")
    owner = view.catalog.owner(entity.ref) or next(
        filter(None, map(view.catalog.owner, about)), None
    )
    return Named(
        kind="decision",
        name=decision.title,
        uri=address.uri(view.site, entity.ref),
        note=" · ".join(filter(None, (decision.number, decision.date))),
        owner=view.label(owner) if owner else "",
        status=decision.status,
        tags=entity.tags,
        words=(*map(view.label, about), body(view.survey.read(entity.place.path) or "")),
    )


def _inside(view: View, entity: Entity, api: Named) -> Iterator[Named]:
    """The operations and types of an API, under the anchors that its page gives them."""
    surface = view.catalog.surface(entity)
    if surface is None:
        return
    types = {type_.name: type_ for type_ in surface.types}
    laid_out = chapters(surface, api.uri)
    for group in laid_out.groups:
        for operation in group.operations:
            yield Named(
                kind="operation",
                name=f"{operation.method} {operation.path}",
                uri=f"{group.uri}#{operation.anchor}",
                note=api.name,
                owner=api.owner,
                lifecycle="deprecated" if operation.deprecated else api.lifecycle,
                system=api.system,
                words=(
                    operation.id,
                    *operation.tags,
                    operation.summary,
                    *inner_names(operation, types),
                ),
            )
    for name, fields in {
        type_.name: (*(field.name for field in type_.fields), *type_.values)
        for type_ in surface.types
    }.items():
        yield Named(
            kind="type",
            name=name,
            uri=laid_out.targets[name],
            note=api.name,
            owner=api.owner,
            lifecycle=api.lifecycle,
            system=api.system,
            words=fields,
        )


def _system(view: View, ref: Ref) -> str:
    above = view.others(ref, "partOf")
    return view.label(above[0]) if above else ""
