"""An entity: a named thing with a kind, as one file describes it."""

import msgspec

from gazetteer.model.place import Place
from gazetteer.model.ref import Ref
from gazetteer.model.sharing import share

KINDS = (
    "component",
    "api",
    "resource",
    "system",
    "domain",
    "group",
    "user",
    "decision",
    "document",
    "location",
    "template",
    "airesource",
)


class Link(msgspec.Struct, frozen=True, omit_defaults=True):
    """A link out of the catalog that a descriptor names (`metadata.links`)."""

    url: str
    title: str = ""
    type: str = ""
    icon: str = ""
    place: Place | None = None


class Deprecation(msgspec.Struct, frozen=True, omit_defaults=True):
    """The announced end of an entity (`spec.deprecation`).

    Attributes:
        since: ISO date of the announcement; empty when it is not stated or no date.
        sunset: ISO date after which it may be gone; the same.
        successor: ref of what to use instead, as written.
        migration: address or path of the guide for moving.
    """

    since: str = ""
    sunset: str = ""
    successor: str = ""
    migration: str = ""


class Entity(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    tag="entity",
    tag_field="record",
):
    """What the catalog holds about one name.

    Attributes:
        ref: the canonical identity.
        name: the name as spelled by its author.
        place: where the entity is declared.
        source: the name of the source that read it (`descriptor`, `repository`, `openapi`, `decisions`, ...).
        title: a name for people; empty when none is given (use `label`).
        owner_text: `spec.owner` as written; the resolved owner is an `ownedBy` relation.
        definition: text of an API's definition, or empty when `definition_path` names the file that holds it.
        definition_path: path in the tree of the file a `$text`-like placeholder names; empty otherwise.
        definition_url: address of a definition that stands outside the tree; nothing fetches it.
        definition_place: where the definition is declared.
        docs_path: folder (in the tree) of this entity's own documentation, from `backstage.io/techdocs-ref`.
        folder: the folder this entity describes: its descriptor's folder or `source-location`; "" is the root.
        evidence: paths that made us believe that the entity exists, for an inferred one; empty for a declared one.
        places: key path -> (line, column) of the keys of the declaration (`spec.owner`, `metadata.tags.0`).
        profile: display name, e-mail, picture of a group or user.
        deprecation: the announced end; None when there is none.
        operations: for a component, ref of an API -> the operations it calls (`spec.consumesOperations`): operationIds
            or `METHOD /path`.
    """

    ref: Ref
    name: str
    place: Place
    source: str
    title: str = ""
    description: str = ""
    type: str = ""
    lifecycle: str = ""
    owner_text: str = ""
    tags: tuple[str, ...] = ()
    labels: dict[str, str] = {}
    annotations: dict[str, str] = {}
    links: tuple[Link, ...] = ()
    definition: str = ""
    definition_path: str = ""
    definition_url: str = ""
    definition_place: Place | None = None
    docs_path: str | None = None
    folder: str = ""
    evidence: tuple[str, ...] = ()
    places: dict[str, tuple[int, int]] = {}
    profile: dict[str, str] = {}
    deprecation: Deprecation | None = None
    operations: dict[str, tuple[str, ...]] = {}

    def __post_init__(self) -> None:
        """Shares the texts that come again in other entities."""
        share(self, "source", "type", "lifecycle", "owner_text")

    @property
    def kind(self) -> str:
        """The kind in lower case."""
        return self.ref.kind

    @property
    def label(self) -> str:
        """What to call it in front of people."""
        return self.title or self.name

    def where(self, key: str) -> Place:
        """The place of a key of the declaration, or of its nearest known parent, or of the entity itself."""
        while key:
            if key in self.places:
                return Place(self.place.path, *self.places[key], key)
            key = key.rpartition(".")[0]
        return self.place
