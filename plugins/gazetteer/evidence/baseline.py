"""The baseline: findings accepted on a date, to be worked off; one line each, so that merges are clean."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from gazetteer.evidence._silence_rules import DEFAULTS
from gazetteer.model.finding import Finding

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
SCHEMA = "gazetteer.baseline/1"


class Accepted(msgspec.Struct, frozen=True):
    """One accepted finding: what it said when it was accepted, and on which ISO date.

    `until` is the last ISO date on which it is accepted; empty for no end.
    """

    rule: str
    path: str
    message: str
    accepted: str
    entity: str = ""
    reason: str = ""
    until: str = ""


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
    for accepted in file.accepted.values():
        if accepted.until and not _DATE.fullmatch(accepted.until):
            return BrokenBaseline(f"`until` is {accepted.until!r}, not a date as 2027-01-31", 1)
    return file.accepted


def dump_baseline(findings: Iterable[Finding], today: date, reason: str = "") -> str:
    """The text of a baseline that accepts every finding that counts, and keeps those accepted before.

    What settings or comments silence stays out: it is accepted already, with a better reason. What could not be
    decided stays out too: nobody knows what would be accepted. Nothing accepts a finding about a silence.

    Args:
        findings: of a survey, with fingerprints.
        today: the date of acceptance of those that are new.
        reason: why they are accepted.
    """
    accepted: dict[str, Accepted] = {}
    for finding in findings:
        silence = finding.silenced
        if finding.undecided or finding.rule in DEFAULTS:
            continue
        if silence and silence.by != "baseline":
            continue
        accepted[finding.fingerprint] = Accepted(
            rule=finding.rule,
            path=finding.place.path,
            message=finding.message,
            accepted=silence.since if silence else today.isoformat(),
            entity=str(finding.entity) if finding.entity else "",
            reason=(silence.reason if silence else "") or reason,
            until=silence.until if silence else "",
        )
    return _dumped(accepted)


def pruned_baseline(accepted: Mapping[str, Accepted], findings: Iterable[Finding]) -> str:
    """The text of a baseline without the findings that are no longer there; none is added, none is changed.

    What a rule accepted before stays while the rule cannot decide: nobody knows whether it is gone.
    """
    found = list(findings)
    there = {f.fingerprint for f in found}
    doubtful = {f.rule for f in found if f.undecided}
    return _dumped({k: v for k, v in accepted.items() if k in there or v.rule in doubtful})


def _dumped(accepted: Mapping[str, Accepted]) -> str:
    lines = {
        key: json.dumps(_written(value), sort_keys=True, ensure_ascii=False)
        for key, value in accepted.items()
    }
    entries = ",\n".join(f"    {json.dumps(key)}: {value}" for key, value in sorted(lines.items()))
    body = f"{{\n{entries}\n  }}" if entries else "{}"
    return f'{{\n  "accepted": {body},\n  "schema": "{SCHEMA}"\n}}\n'


def _written(accepted: Accepted) -> dict[str, str]:
    """What stands in the file; an end only where there is one."""
    value: dict[str, str] = msgspec.to_builtins(accepted)
    return value if accepted.until else {k: v for k, v in value.items() if k != "until"}
