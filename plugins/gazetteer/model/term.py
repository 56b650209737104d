"""A term: a word that a document explains; and an acronym that one uses."""

import msgspec

from gazetteer.model.place import Place


class Term(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """One explanation.

    Attributes:
        name: as written: `consignment`, `SLO`.
        meaning: plain text, at most 300 characters.
        anchor: id of the heading that it stands under or is; empty at the top of its page.
    """

    name: str
    meaning: str
    place: Place
    anchor: str = ""


class Acronym(msgspec.Struct, frozen=True, gc=False):
    """An acronym that a document uses, at its first use."""

    name: str
    line: int
