"""A finding: a rule broken at a place."""

import msgspec

from gazetteer.model.place import Place
from gazetteer.model.ref import Ref
from gazetteer.model.rule import Confidence, Severity


class Silence(msgspec.Struct, frozen=True, omit_defaults=True):
    """Why a finding is kept but not counted.

    Attributes:
        by: `settings`, `inline`, `baseline`, or `since` (it was there before the change that is judged).
        reason: what its author said.
        until: ISO date after which it counts again; empty for no end.
        place: where the silence is written.
        since: ISO date on which a finding of the baseline was accepted.
    """

    by: str
    reason: str
    until: str = ""
    place: Place | None = None
    since: str = ""


class Finding(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that is wrong.

    Attributes:
        rule: id of the rule.
        message: what is wrong, one sentence, with the names in it.
        mend: what to do about it, imperative.
        place: where to look first.
        subject: what distinguishes this finding from others of the same rule, file and entity, and does not move
            when lines shift: usually the text at fault. Part of the fingerprint.
        severity: set by the judge from rule and settings; a check may set it to depart from its rule's default.
        confidence: as `severity`.
        entity: the entity it is about.
        related: other places that explain it.
        fingerprint: stable identity, set by the judge.
        silenced: set by the silencer.
        undecided: the rule could not decide; such a finding means exit code 3, never "clean".
    """

    rule: str
    message: str
    mend: str
    place: Place
    subject: str = ""
    severity: Severity | None = None
    confidence: Confidence | None = None
    entity: Ref | None = None
    related: tuple[Place, ...] = ()
    fingerprint: str = ""
    silenced: Silence | None = None
    undecided: bool = False
