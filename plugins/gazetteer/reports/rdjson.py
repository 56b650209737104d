"""The report for reviewdog: its Diagnostic Format as one JSON object, which any of its review services can post.

Columns there count bytes of UTF-8 and ours count characters, so a finding is placed by its line alone.
"""

import json

from gazetteer.formats.inert import inert
from gazetteer.model.finding import Finding
from gazetteer.model.survey import Survey

SEVERITIES = {"error": "ERROR", "warning": "WARNING", "note": "INFO"}


def report(survey: Survey) -> str:
    """One diagnostic for each finding that counts; what could not be decided is a warning."""
    value = {
        "source": {"name": "gazetteer"},
        "diagnostics": [_diagnostic(finding) for finding in survey.counted],
    }
    return json.dumps(value, sort_keys=True, indent=2) + "\n"


def _diagnostic(finding: Finding) -> dict[str, object]:
    location: dict[str, object] = {"path": finding.place.path}
    if finding.place.line:
        location["range"] = {"start": {"line": finding.place.line}}
    return {
        "message": f"{inert(finding.message)} {inert(finding.mend)}",
        "location": location,
        "severity": "WARNING" if finding.undecided else SEVERITIES[str(finding.severity)],
        "code": {"value": finding.rule},
    }
