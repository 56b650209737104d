"""A rule: the identity, default severity and text of one thing that must hold."""

from enum import StrEnum

import msgspec


class Severity(StrEnum):
    """How much a finding weighs. The order is error, warning, note."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def weight(self) -> int:
        """Larger is worse."""
        return {"error": 3, "warning": 2, "note": 1}[self.value]


class Confidence(StrEnum):
    """How often a finding is right, as far as it can be told from the way it is found."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Rule(msgspec.Struct, frozen=True):
    """Identity of a rule.

    Attributes:
        id: `subject-fault`, stable for ever.
        severity: unless the settings say otherwise.
        summary: one line for lists and reports.
        confidence: `high` where the repository itself says it; `medium` where words or history are weighed; `low` for
            a guess that a person must look at.
        occasional: whether only some runs look for it: those with a base (`--since`), or on request. A run that finds
            nothing then does not know that a silence of the rule has become useless.
    """

    id: str
    severity: Severity
    summary: str
    confidence: Confidence = Confidence.HIGH
    occasional: bool = False
