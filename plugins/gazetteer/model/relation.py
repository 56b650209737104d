"""A relation: a typed, directed tie between two refs."""

import msgspec

from gazetteer.model.place import Place
from gazetteer.model.ref import Ref
from gazetteer.model.sharing import share

INVERSE = {
    "ownedBy": "ownerOf",
    "partOf": "hasPart",
    "providesApi": "apiProvidedBy",
    "consumesApi": "apiConsumedBy",
    "dependsOn": "dependencyOf",
    "childOf": "parentOf",
    "memberOf": "hasMember",
    "reads": "readBy",
    "writes": "writtenBy",
    "holds": "heldBy",
    "supersedes": "supersededBy",
    "amends": "amendedBy",
    "relatesTo": "relatesTo",
    "decides": "decidedBy",
    "describes": "describedBy",
}
"""Relation types and their inverses. The first eight are Backstage's; the rest are ours:

`reads`/`writes`/`holds` component -> resource (`holds`: the one owner of the data), `supersedes`/`amends`/`relatesTo`
decision -> decision, `decides` decision -> entity it touches, `describes` document -> entity it belongs to.
"""

ALL_TYPES = {**INVERSE, **{inverse: forward for forward, inverse in INVERSE.items()}}


class Relation(
    msgspec.Struct, frozen=True, omit_defaults=True, tag="relation", tag_field="record", gc=False
):
    """One tie, in the direction in which its author wrote it.

    Attributes:
        type: a key of `ALL_TYPES`.
        source: the entity whose declaration names the other.
        target: the entity that is named.
        place: where it is written; `place.key` is the field, such as `spec.dependsOn.1`.
        text: the reference as written.
        inferred: nobody declared it: a name that stands in a text was taken for the entity's.
    """

    type: str
    source: Ref
    target: Ref
    place: Place
    text: str = ""
    inferred: bool = False

    def __post_init__(self) -> None:
        """Shares the texts that come again in other relations."""
        share(self, "type", "text")

    @property
    def inverse(self) -> str:
        """The type of the same tie read from the other end."""
        return ALL_TYPES[self.type]
