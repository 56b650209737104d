"""What a change makes worse: the findings of a survey that an earlier survey did not have."""

from dataclasses import replace

import msgspec

from gazetteer.model.finding import Silence
from gazetteer.model.survey import Survey


def only_worse(now: Survey, before: Survey) -> Survey:
    """Silences every finding that stood already before, by identity and not by line."""
    known = {finding.fingerprint for finding in before.findings}
    there = Silence(by="since", reason="it was there before this change")
    return replace(
        now,
        findings=tuple(
            msgspec.structs.replace(finding, silenced=there)
            if finding.silenced is None and finding.fingerprint in known
            else finding
            for finding in now.findings
        ),
    )
