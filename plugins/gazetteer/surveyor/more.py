"""Findings that come after a survey was made, such as those about the site that was written from it."""

from collections.abc import Iterable
from dataclasses import replace

import msgspec

from gazetteer.evidence.fingerprint import fingerprinted
from gazetteer.evidence.scope import Scopes
from gazetteer.evidence.silence import DEFAULTS, silence
from gazetteer.model.finding import Finding
from gazetteer.model.survey import Survey
from gazetteer.settings import Settings


def with_more(survey: Survey, settings: Settings, found: Iterable[Finding]) -> Survey:
    """The survey with some more findings of its rules: with severity and identity, silenced like any other.

    What was told of silences stays as it was, but for those that one of these findings needs.
    """
    rules = {rule: text.rule for rule, text in survey.rules.items()}
    scopes = Scopes(survey.catalog, settings)
    levelled = []
    for finding in found:
        rule = rules[finding.rule]
        severity = scopes.severity(finding, finding.severity or rule.severity)
        confidence = finding.confidence or rule.confidence
        if severity != "off":
            levelled.append(
                msgspec.structs.replace(finding, severity=severity, confidence=confidence)
            )
    levelled.sort(key=lambda finding: (finding.place, finding.rule, finding.subject))
    judged, _ = silence(fingerprinted(levelled), settings, survey.read, survey.catalog.today)
    more = [finding for finding in judged if finding.rule not in DEFAULTS]
    used = {(f.silenced.place, f.rule) for f in more if f.silenced}
    kept = (
        f for f in survey.findings if f.rule != "silence-unused" or (f.place, f.subject) not in used
    )
    findings = sorted((*kept, *more), key=lambda finding: (finding.place, finding.rule))
    return replace(survey, findings=tuple(findings))
