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


class Rule(msgspec.Struct, frozen=True):
    """Identity of a rule.

    Attributes:
        id: `subject-fault`, stable for ever.
        severity: unless the settings say otherwise.
        summary: one line for lists and reports.
    """

    id: str
    severity: Severity
    summary: str
