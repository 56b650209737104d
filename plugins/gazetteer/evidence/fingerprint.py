"""Fingerprints: an identity of a finding that stays the same when lines shift."""

import hashlib
from collections import Counter
from collections.abc import Iterable

import msgspec

from gazetteer.model.finding import Finding


def fingerprinted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings in the same order, each with its fingerprint: 16 hexadecimal digits, unique within the run.

    It is a digest of rule, path, entity and subject; findings that agree in all four are told apart by their order in
    the file. Lines and messages take no part: they change without the fault changing.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    out: list[Finding] = []
    for finding in findings:
        identity = (
            finding.rule,
            finding.place.path,
            str(finding.entity or ""),
            finding.subject,
        )
        text = "\0".join((*identity, str(seen[identity])))
        seen[identity] += 1
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        out.append(msgspec.structs.replace(finding, fingerprint=digest))
    return tuple(out)
