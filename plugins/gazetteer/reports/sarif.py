"""The report in SARIF 2.1.0 (OASIS), for code scanning: identities, silences and rules with their help included."""

import json
from typing import Any
from urllib.parse import quote

from gazetteer import __version__
from gazetteer.formats.inert import inert
from gazetteer.model.finding import Finding, Silence
from gazetteer.model.place import Place
from gazetteer.model.survey import RuleText, Survey

VERSION = "2.1.0"
SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
ROOT = "%SRCROOT%"
FINGERPRINT = "gazetteer/v1"
KINDS = {"settings": "external", "baseline": "external", "since": "external", "inline": "inSource"}


def report(survey: Survey) -> str:
    """One run with all findings; silenced ones carry their suppression."""
    rules = sorted(set(survey.rules) | {finding.rule for finding in survey.findings})
    index = {rule: position for position, rule in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "Gazetteer",
                "semanticVersion": __version__,
                "rules": [_rule(rule, survey.rules.get(rule)) for rule in rules],
            }
        },
        # Columns are counted in characters (model.place), not in UTF-16 units, SARIF's default.
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": "The root of the repository."}}},
        "results": [_result(finding, index[finding.rule]) for finding in survey.findings],
    }
    value = {"$schema": SCHEMA, "version": VERSION, "runs": [run]}
    return json.dumps(value, sort_keys=True, indent=2) + "\n"


def _rule(id_: str, text: RuleText | None) -> dict[str, Any]:
    if text is None:
        return {"id": id_}
    parts = [f"## {heading}\n\n{body}" for heading, body in text.sections.items()]
    return {
        "id": id_,
        "shortDescription": {"text": text.rule.summary},
        "fullDescription": {"text": text.sections.get("What it finds") or text.rule.summary},
        "help": {
            "text": text.sections.get("How to mend") or text.rule.summary,
            "markdown": "\n\n".join(parts) or text.rule.summary,
        },
        "defaultConfiguration": {"level": str(text.rule.severity)},
    }


def _result(finding: Finding, index: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": str(finding.severity),
        "message": {"text": inert(f"{finding.message} {finding.mend}")},
        "locations": [_location(finding.place, str(finding.entity or ""))],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
    }
    if finding.undecided:
        # Section 3.27.9: "open" is for what could not be decided, and its level must be "none" (3.27.10).
        result |= {"kind": "open", "level": "none"}
    if finding.related:
        result["relatedLocations"] = [_location(place) for place in finding.related]
    if finding.silenced:
        result["suppressions"] = [_suppression(finding.silenced)]
    return result


def _location(place: Place, entity: str = "") -> dict[str, Any]:
    physical: dict[str, Any] = {
        "artifactLocation": {"uri": quote(place.path, errors="surrogatepass"), "uriBaseId": ROOT}
    }
    if place.line:
        physical["region"] = {"startLine": place.line}
        if place.column:
            physical["region"]["startColumn"] = place.column
    location: dict[str, Any] = {"physicalLocation": physical}
    if entity:
        location["logicalLocations"] = [{"fullyQualifiedName": entity, "kind": "entity"}]
    return location


def _suppression(silence: Silence) -> dict[str, Any]:
    until = f" (until {silence.until})" if silence.until else ""
    value: dict[str, Any] = {
        "kind": KINDS[silence.by],
        "status": "accepted",
        "justification": inert(f"{silence.reason or 'accepted in the baseline'}{until}"),
    }
    if silence.place:
        value["location"] = _location(silence.place)
    return value
