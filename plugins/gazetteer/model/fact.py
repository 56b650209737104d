"""A fact: what one file says that is neither an entity nor a tie; linking attaches it to entities by path."""

import msgspec

from gazetteer.model.change import ApiDifference
from gazetteer.model.decision import Decision, DecisionLog, DecisionPast
from gazetteer.model.document import Document
from gazetteer.model.ownership import OwnersFile, OwningTeam, PathOwners
from gazetteer.model.package import Package
from gazetteer.model.pact import Pact
from gazetteer.model.running import Running
from gazetteer.model.silence import InlineSilence
from gazetteer.model.start_here import StartHere
from gazetteer.model.surface import Surface


class Skipped(msgspec.Struct, frozen=True, tag="skipped"):
    """A file that a source recognised and left out on purpose (a template skeleton), and why."""

    reason: str


FactValue = (
    Surface
    | Document
    | Decision
    | DecisionLog
    | DecisionPast
    | Package
    | OwnersFile
    | OwningTeam
    | PathOwners
    | Pact
    | ApiDifference
    | Running
    | InlineSilence
    | StartHere
    | Skipped
)


class Fact(msgspec.Struct, frozen=True, tag="fact", tag_field="record"):
    """What the file at `path` holds."""

    path: str
    value: FactValue
