"""The baseline: findings accepted on a date, to be worked off; one line each, so that merges are clean."""

import json
from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from gazetteer.model.finding import Finding

SCHEMA = "gazetteer.baseline/1"


class Accepted(msgspec.Struct, frozen=True):
    """One accepted finding: what it said when it was accepted, and on which ISO date."""

    rule: str
    path: str
    message: str
    accepted: str
    entity: str = ""
    reason: str = ""


class BrokenBaseline(msgspec.Struct, frozen=True):
    """Why a baseline file cannot be used, with the 1-based line."""

    message: str
    line: int


class _File(msgspec.Struct):
    schema: str
    accepted: dict[str, Accepted]


def load_baseline(text: str) -> Mapping[str, Accepted] | BrokenBaseline:
    """Fingerprint -> what was accepted."""
    try:
        file = msgspec.convert(json.loads(text), _File)
    except json.JSONDecodeError as error:
        return BrokenBaseline(f"it is not valid JSON: {error.msg}", error.lineno)
    except (msgspec.ValidationError, RecursionError) as error:
        return BrokenBaseline(f"it does not have the shape of a baseline: {error}", 1)
    if file.schema != SCHEMA:
        return BrokenBaseline(f"its schema is {file.schema!r}, not {SCHEMA!r}", 1)
    return file.accepted


def dump_baseline(findings: Iterable[Finding], today: date, reason: str = "") -> str:
    """The text of a baseline that accepts every finding that counts, and keeps those accepted before.

    What settings or comments silence stays out: it is accepted already, with a better reason. What could not be
    decided stays out too: nobody knows what would be accepted.

    Args:
        findings: of a survey, with fingerprints.
        today: the date of acceptance of those that are new.
        reason: why they are accepted.
    """
    lines: dict[str, str] = {}
    for finding in findings:
        silence = finding.silenced
        if finding.undecided or (silence and silence.by != "baseline"):
            continue
        accepted = Accepted(
            rule=finding.rule,
            path=finding.place.path,
            message=finding.message,
            accepted=silence.since if silence else today.isoformat(),
            entity=str(finding.entity) if finding.entity else "",
            reason=silence.reason if silence else reason,
        )
        lines[finding.fingerprint] = json.dumps(
            msgspec.to_builtins(accepted), sort_keys=True, ensure_ascii=False
        )
    entries = ",\n".join(f"    {json.dumps(key)}: {value}" for key, value in sorted(lines.items()))
    body = f"{{\n{entries}\n  }}" if entries else "{}"
    return f'{{\n  "accepted": {body},\n  "schema": "{SCHEMA}"\n}}\n'
