"""A mention: what a document names of the repository it stands in."""

import msgspec

from gazetteer.model.place import Place


class Mention(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """One thing that is named outside of links.

    Attributes:
        kind: `path`, `target` (of make, npm, task or just), `variable` (of the environment), `symbol`, `endpoint`, or
            `snippet` (a block of code that says from which file it is).
        text: what identifies it: the path without a line number, `make test`, `CART_URL`, the last name of a symbol,
            `POST /orders/{id}`, the path that a snippet names.
        written: as it stands in the text.
        content: of a snippet.
    """

    kind: str
    text: str
    written: str
    place: Place
    content: str = ""
