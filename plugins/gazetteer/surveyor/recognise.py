"""A text read as the decision record that it is, or was, at a path, without a tree around it."""

from gazetteer.extension import File
from gazetteer.model.decision import Decision
from gazetteer.model.fact import Fact
from gazetteer.repo.tree import MemoryTree
from gazetteer.sources import decisions
from gazetteer.surveyor.gather import Dependencies, RecordingSiblings


def as_decision(path: str, text: str) -> Decision | None:
    """What the record says about itself; None when it is none. Ties to other records lead nowhere."""
    alone = RecordingSiblings(MemoryTree({}), Dependencies({}))
    values = (r.value for r in decisions.read(File(path, text), alone) if isinstance(r, Fact))
    return next((value for value in values if isinstance(value, Decision)), None)
