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
MOST_RESULTS, MOST_LOCATIONS = 25_000, 100
"""What code scanning takes in one run, and keeps of the places of one result (GitHub, SARIF support)."""
KINDS = {"settings": "external", "baseline": "external", "since": "external", "inline": "inSource"}


def report(survey: Survey) -> str:
    """One run with all findings; silenced ones carry their suppression.

    Beyond what code scanning takes, silenced and light findings are left out first, and the run says so.
    """
    findings = _most(survey.findings)
    rules = sorted(set(survey.rules) | {finding.rule for finding in findings})
    compared = survey.catalog.before is not None
    index = {rule: position for position, rule in enumerate(rules)}
    run: dict[str, Any] = {
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
        "results": [_result(f, index[f.rule], compared=compared) for f in findings],
    }
    if len(findings) < len(survey.findings):
        run["properties"] = {"leftOut": len(survey.findings) - len(findings)}
    value = {"$schema": SCHEMA, "version": VERSION, "runs": [run]}
    return json.dumps(value, sort_keys=True, indent=2) + "\n"


def _most(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """As many as code scanning takes, in their order; those that count and weigh most are kept."""
    if len(findings) <= MOST_RESULTS:
        return findings

    def weight(number: int) -> tuple[bool, int, int]:
        finding = findings[number]
        severity = finding.severity.weight if finding.severity else 0
        return finding.silenced is None, severity, -number

    kept = sorted(sorted(range(len(findings)), key=weight, reverse=True)[:MOST_RESULTS])
    return tuple(findings[number] for number in kept)


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
        # What code scanning sorts by (GitHub, SARIF support: `properties.precision`).
        "properties": {"precision": str(text.rule.confidence)},
    }


def _result(finding: Finding, index: int, *, compared: bool) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": str(finding.severity),
        "message": {"text": inert(f"{finding.message} {finding.mend}")},
        "locations": [_location(finding.place, str(finding.entity or ""))],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
    }
    if finding.confidence:
        result["properties"] = {"confidence": str(finding.confidence)}
    if finding.undecided:
        # Section 3.27.9: "open" is for what could not be decided, and its level must be "none" (3.27.10).
        result |= {"kind": "open", "level": "none"}
    if finding.related:
        result["relatedLocations"] = [_location(p) for p in finding.related[:MOST_LOCATIONS]]
    if finding.silenced:
        result["suppressions"] = [_suppression(finding.silenced)]
    # Section 3.27.24: a state is only said of a result that was compared with an earlier run.
    if finding.silenced and finding.silenced.by in {"since", "baseline"}:
        result["baselineState"] = "unchanged"
    elif compared and not finding.undecided:
        result["baselineState"] = "new"
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
