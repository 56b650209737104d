"""Judging: every check that is on, each finding with its severity, identity and silence."""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from gazetteer.errors import SettingsError
from gazetteer.evidence.fingerprint import fingerprinted
from gazetteer.extension import Check, NoOptions
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding
from gazetteer.settings import Settings

Progress = Callable[[str, int, int], None]


def judge(
    catalog: Catalog, checks: Sequence[Check], settings: Settings, progress: Progress
) -> tuple[Finding, ...]:
    """Runs the checks that the settings leave on; findings sorted by place.

    Raises:
        SettingsError: the settings name a rule that does not exist, or options that it does not take.
    """
    options = _all_options(checks, settings)
    findings: list[Finding] = []
    for done, check in enumerate(checks):
        progress("check", done, len(checks))
        level = settings.level(check.rule.id)
        if level == "off":
            continue
        for finding in check.check(catalog, options[check.rule.id]):
            severity = level or finding.severity or check.rule.severity
            findings.append(msgspec.structs.replace(finding, severity=severity))
    progress("check", len(checks), len(checks))
    findings.sort(
        key=lambda finding: (finding.place, finding.rule, finding.subject, finding.message)
    )
    return fingerprinted(findings)


def _all_options(checks: Sequence[Check], settings: Settings) -> dict[str, Any]:
    problems = [
        f"rules.{rule}: there is no such rule; `gazetteer explain` lists them"
        for rule in sorted(set(settings.rules) - {check.rule.id for check in checks})
    ]
    options: dict[str, Any] = {}
    for check in checks:
        shape = getattr(check, "Options", NoOptions)
        try:
            options[check.rule.id] = msgspec.convert(settings.options(check.rule.id), shape)
        except msgspec.ValidationError as error:
            problems.append(f"rules.{check.rule.id}: {error}")
    if problems:
        raise SettingsError(tuple(problems))
    return options
