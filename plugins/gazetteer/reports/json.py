"""The report for other tools: one JSON object, keys sorted, the same bytes for the same tree (DESIGN §6)."""

import json

from gazetteer.history.snapshot import finding_object
from gazetteer.model.survey import Survey
from gazetteer.reports._count import summary

SCHEMA = "gazetteer.check/1"


def report(survey: Survey) -> str:
    """All findings, silenced ones included, and the numbers; the shape is `schemas/check.json`."""
    value = {
        "schema": SCHEMA,
        "findings": [finding_object(finding) for finding in survey.findings],
        "summary": summary(survey),
    }
    return json.dumps(value, sort_keys=True, indent=2) + "\n"
