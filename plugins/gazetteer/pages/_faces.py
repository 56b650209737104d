"""Faces: what stands in the box of an entity on a map, and how large that makes it."""

import unicodedata
from functools import lru_cache

import msgspec

from gazetteer.model.ref import DEFAULT_NAMESPACE, Ref
from gazetteer.pages import _svg
from gazetteer.pages.view import View

LONGEST = 26
"""Cells of a name that fit into a box; the whole one is told on hover."""
HIGH = 42
"""Pixels; the style sheet has them, too."""
KINDS = {
    "component": "Component",
    "api": "API",
    "resource": "Data or resource",
    "channel": "Topic or channel",
    "system": "System",
    "domain": "Domain",
    "group": "Team",
    "user": "Person",
}


class Face(msgspec.Struct, frozen=True):
    """What stands in a box.

    Attributes:
        inside: its words, as SVG.
        mark: `rolled`, `missing` or nothing.
        width: of the box, in pixels.
    """

    inside: str
    mark: str
    width: int


def face(view: View, ref: Ref, name: str, inside: int) -> Face:
    """The face of an entity; `inside`: how many are rolled up in it."""
    label, note = short(name, LONGEST), short(_note(view, ref, inside), LONGEST + 6)
    known = not ref.namespace or view.catalog.knows(ref)
    title = f"{ref}" if ref.namespace else name
    plain = ref.namespace == DEFAULT_NAMESPACE and name.lower() == ref.name
    fits = len(name) <= LONGEST and (plain or not ref.namespace)
    # What the name does not say is told on hover.
    hover = f"{title} is not in the catalog" if not known else "" if fits else title
    width = round(min(max(44 + 7.3 * _cells(label), 46 + 5.4 * _cells(note), 96), 240))
    return Face(
        _svg.inside(ref.kind, label, note, hover, width, double=bool(inside)),
        "rolled" if inside else "" if known else "missing",
        width,
    )


def _note(view: View, ref: Ref, inside: int) -> str:
    """The small words below a name: what is rolled up, else the type."""
    if inside:
        return f"{inside} inside"
    entity = view.catalog.entity(ref)
    return (entity.type if entity else "") or KINDS.get(ref.kind, "").lower()


def _cells(text: str) -> int:
    """How wide a text is: letters of China, Japan and Korea are two cells wide."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


@lru_cache(maxsize=65_536)
def short(text: str, cells: int) -> str:
    """A text on one line that fits."""
    text = " ".join(text[: 8 * cells].split())
    if _cells(text) <= cells:
        return text
    text = text[:cells]
    while text and _cells(text) > cells - 1:
        text = text[:-1]
    return f"{text.rstrip()}…"
