"""Findings that come after a survey was made, such as those about the site that was written from it."""

from collections.abc import Iterable
from dataclasses import replace

import msgspec

from gazetteer.evidence.fingerprint import fingerprinted
from gazetteer.evidence.scope import Scopes
from gazetteer.evidence.silence import DEFAULTS
from gazetteer.model.finding import Finding
from gazetteer.model.survey import Survey
from gazetteer.settings import Settings
from gazetteer.surveyor.silenced import silenced


def with_more(survey: Survey, settings: Settings, found: Iterable[Finding]) -> Survey:
    """The survey with some more findings of its rules: with severity and identity, silenced like any other.

    Only now is it known which silences are of no use, so that all of them are judged once more.
    """
    rules = {rule: text.rule for rule, text in survey.rules.items()}
    scopes = Scopes(survey.catalog, settings)
    levelled = []
    for finding in found:
        if (rule := rules.get(finding.rule)) is None:
            continue  # the rule is off
        severity = scopes.severity(finding, finding.severity or rule.severity)
        confidence = finding.confidence or rule.confidence
        if severity != "off":
            levelled.append(
                msgspec.structs.replace(finding, severity=severity, confidence=confidence)
            )
    levelled.sort(key=lambda finding: (finding.place, finding.rule, finding.subject))
    before = (
        msgspec.structs.replace(finding, silenced=None)
        for finding in survey.findings
        if finding.rule not in DEFAULTS
    )
    everything = sorted(
        (*before, *fingerprinted(levelled)), key=lambda finding: (finding.place, finding.rule)
    )
    return replace(survey, findings=silenced(everything, settings, survey.catalog, rules.values()))
