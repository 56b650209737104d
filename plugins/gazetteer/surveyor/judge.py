"""Judging: every check that is on, each finding with its severity and identity."""

from collections.abc import Iterator, Sequence

import msgspec

from gazetteer.evidence.fingerprint import fingerprinted
from gazetteer.evidence.scope import Scopes
from gazetteer.extension import Check
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding
from gazetteer.model.place import Place
from gazetteer.model.survey import OptionsAt
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
    scopes = Scopes(catalog, settings)
    for done, check in enumerate(checks):
        progress("check", done, len(checks))
        for finding in _found(check, catalog, settings, scopes):
            severity = scopes.severity(finding, finding.severity or check.rule.severity)
            if severity != "off":
                confidence = finding.confidence or check.rule.confidence
                findings.append(
                    msgspec.structs.replace(finding, severity=severity, confidence=confidence)
                )
    progress("check", len(checks), len(checks))
    findings.sort(
        key=lambda finding: (finding.place, finding.rule, finding.subject, finding.message)
    )
    return fingerprinted(findings)


def options_at(catalog: Catalog, checks: Sequence[Check], settings: Settings) -> OptionsAt:
    """What tells the options of a rule for the findings in a file, as `judge` takes them."""
    scopes = Scopes(catalog, settings)
    by_id = {check.rule.id: check for check in checks}
    known: dict[tuple[str, int | None], object] = {
        (rule, entry): options_of(check, settings, entry)
        for rule, check in by_id.items()
        for entry in (None, *range(len(settings.when(rule))))
    }

    def at(rule: str, path: str) -> object | None:
        if rule not in by_id:
            return None
        about = Finding(rule=rule, message="", mend="", place=Place(path))
        if scopes.severity(about, by_id[rule].rule.severity) == "off":
            return None
        return known[rule, scopes.entry(about)]

    return at


def _found(check: Check, catalog: Catalog, settings: Settings, scopes: Scopes) -> Iterator[Finding]:
    """What a check finds, each finding by the options that hold for its part."""
    entries = settings.when(check.rule.id)
    with_options = [number for number, (_, _, options) in enumerate(entries) if options]
    for entry in (None, *with_options):
        for finding in check.check(catalog, options_of(check, settings, entry)):
            holds = scopes.entry(finding) if with_options else None
            if (holds if holds in with_options else None) == entry:
                yield finding
