"""The report for GitLab: its code quality format, shown beside the changed lines of a merge request."""

import json

from gazetteer.formats.inert import inert
from gazetteer.model.finding import Finding
from gazetteer.model.survey import Survey

SEVERITIES = {"error": "major", "warning": "minor", "note": "info"}


def report(survey: Survey) -> str:
    """A JSON array of the findings that count; GitLab demands a line, so a whole file is told at its first."""
    return (
        json.dumps([_issue(finding) for finding in survey.counted], indent=2, sort_keys=True) + "\n"
    )


def _issue(finding: Finding) -> dict[str, object]:
    return {
        "description": f"{inert(finding.message)} {inert(finding.mend)}",
        "check_name": finding.rule,
        "fingerprint": finding.fingerprint,
        "severity": "minor" if finding.undecided else SEVERITIES[str(finding.severity)],
        "location": {
            "path": finding.place.path,
            "lines": {"begin": max(finding.place.line, 1)},
        },
    }
