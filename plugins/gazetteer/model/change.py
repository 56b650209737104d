"""A change of an API: one difference between two versions of its description, and who is hit by it."""

from enum import StrEnum

import msgspec

from gazetteer.model.place import Place
from gazetteer.model.ref import Ref


class Level(StrEnum):
    """What a change does to those who use the API.

    `breaking`: what worked before can fail. `risky`: it depends on the user, or on a policy. `safe`: nobody can notice
    who kept to the old description.
    """

    BREAKING = "breaking"
    RISKY = "risky"
    SAFE = "safe"

    @property
    def weight(self) -> int:
        """Larger is worse."""
        return {"breaking": 3, "risky": 2, "safe": 1}[self.value]


class Hit(msgspec.Struct, frozen=True, omit_defaults=True):
    """A known consumer that a change reaches.

    Attributes:
        consumer: its ref, or None when the evidence names something that the catalog does not hold.
        name: what the evidence calls it.
        evidence: `declared` (`consumesApis`), `operations` (a descriptor lists the operation), `pact`.
        place: where the evidence stands.
        reads_unknown: the change is about a field of a response, and the evidence does not tell what is read.
    """

    name: str
    evidence: str
    place: Place
    consumer: Ref | None = None
    reads_unknown: bool = False


class ApiChange(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One difference between two versions of an API description.

    Attributes:
        rule: stable id from `apis.compare.rules`, such as `request-property-became-required`.
        operation: the first operation reached, as `POST /orders`; empty when the document as a whole is meant.
        operations: all operations reached, in the order of the description.
        message: one sentence for people.
        place_old: where the old description says what changed; None for something added.
        place_new: the same of the new one; None for something removed.
        arguments: the names and values the sentence is made of, such as `name`, `location`, `old`, `new`.
        fingerprint: stays the same when lines shift.
        consumers: the known consumers it reaches; empty is no proof that there are none.
    """

    rule: str
    level: Level
    message: str
    operation: str = ""
    operations: tuple[str, ...] = ()
    place_old: Place | None = None
    place_new: Place | None = None
    arguments: dict[str, str] = {}
    fingerprint: str = ""
    consumers: tuple[Hit, ...] = ()

    @property
    def place(self) -> Place:
        """Where to look first: in the new description when it still says something about it."""
        return self.place_new or self.place_old or Place("")


class ApiDifference(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="difference"
):
    """What became of one API description since an earlier tree.

    Attributes:
        path: of the description now; of the old one when it is gone.
        old_path: where it was; empty for one that is new.
        gone: whether the description, and with it every operation, is no longer there.
        api: the entity whose description it is; None when none names it.
        versions: what the two versions call themselves; empty where they do not.
        version_place: where the new version does.
        refused: why they cannot be compared; empty when they could.
        refused_place: where that shows.
    """

    path: str
    old_path: str = ""
    gone: bool = False
    api: Ref | None = None
    versions: tuple[str, str] = ("", "")
    version_place: Place | None = None
    changes: tuple[ApiChange, ...] = ()
    refused: str = ""
    refused_place: Place | None = None


class Release(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What one version of an API changed.

    Attributes:
        tag: the git tag; empty for what no tag has yet.
        date: ISO date of the tagged commit.
        version: what the description calls itself.
        against: the version beside it that it is compared with; empty for the one before it.
    """

    tag: str
    date: str
    version: str = ""
    against: str = ""
    changes: tuple[ApiChange, ...] = ()
