"""What goes into a comparison and what comes out of it."""

from dataclasses import dataclass, field

from gazetteer.apis.compare.reach import Reach
from gazetteer.apis.files import Read
from gazetteer.model.change import ApiChange
from gazetteer.model.place import Place


def _no_file(_path: str) -> str | None:
    """A description that stands alone."""
    return None


@dataclass(frozen=True)
class Version:
    """One version of a description.

    Attributes:
        path: for places, for its ending, and as the base of references to other files.
        text: decoded.
        read: gives the text of other files of the same tree.
        kind: `spec.type` of the API where one is known, which tells a format that the text does not show.
    """

    path: str
    text: str
    read: Read = _no_file
    kind: str = ""


@dataclass(frozen=True)
class Refused:
    """Two versions that cannot be compared, and why."""

    message: str
    place: Place


@dataclass(frozen=True)
class Comparison:
    """The differences of two versions.

    Attributes:
        changes: the worst first, then by place.
        versions: what each version calls itself (`info.version`); empty where it does not.
        version_place: where the new version does.
        reach: tells which changes somebody meets who reads certain fields.
    """

    changes: tuple[ApiChange, ...]
    versions: tuple[str, str] = ("", "")
    version_place: Place | None = None
    reach: Reach = field(default_factory=Reach, compare=False, repr=False)
