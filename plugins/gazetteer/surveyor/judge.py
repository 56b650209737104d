"""Judging: every check that is on, each finding with its severity and identity."""

from collections.abc import Sequence

import msgspec

from gazetteer.evidence.fingerprint import fingerprinted
from gazetteer.extension import Check
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding
from gazetteer.model.rule import Severity
from gazetteer.settings import Settings
from gazetteer.surveyor.configured import options_of
from gazetteer.surveyor.progress import Progress


def judge(
    catalog: Catalog, checks: Sequence[Check], settings: Settings, progress: Progress
) -> tuple[Finding, ...]:
    """Runs the checks; findings sorted by place.

    Args:
        catalog: of the tree.
        checks: those that the settings leave on.
        settings: that fit the checks (`configured`).
        progress: told how many checks are done.
    """
    findings: list[Finding] = []
    for done, check in enumerate(checks):
        progress("check", done, len(checks))
        level = settings.level(check.rule.id)
        for finding in check.check(catalog, options_of(check, settings)):
            own = finding.severity or check.rule.severity
            severity = level if isinstance(level, Severity) else own
            findings.append(msgspec.structs.replace(finding, severity=severity))
    progress("check", len(checks), len(checks))
    findings.sort(
        key=lambda finding: (finding.place, finding.rule, finding.subject, finding.message)
    )
    return fingerprinted(findings)
