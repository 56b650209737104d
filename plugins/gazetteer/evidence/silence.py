"""Silencing: findings that somebody accepted, for a reason, are kept but not counted."""

from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from gazetteer.evidence._silence_baseline import Baseline
from gazetteer.evidence._silence_comments import Comments
from gazetteer.evidence._silence_entries import Entries
from gazetteer.evidence._silence_rules import DEFAULTS, Later
from gazetteer.evidence.fingerprint import fingerprinted
from gazetteer.evidence.scope import Scopes
from gazetteer.model.catalog import Catalog, Reader
from gazetteer.model.finding import Finding
from gazetteer.model.rule import Confidence
from gazetteer.model.silence import InlineSilence
from gazetteer.settings import Settings

__all__ = ["DEFAULTS", "Later", "silence"]


def silence(
    findings: Sequence[Finding],
    settings: Settings,
    read: Reader,
    today: date,
    *,
    scopes: Scopes | None = None,
    comments: Mapping[str, Sequence[InlineSilence]] | None = None,
    later: Later = lambda _rule, _path: False,
) -> tuple[Finding, ...]:
    """Marks findings that the settings, a comment beside them or the baseline accept.

    Args:
        findings: sorted, with severities and fingerprints.
        settings: `ignore` and `baseline` count here, and the severities of the rules about silences.
        read: asked for the baseline, for files that have findings and no known comments, and for the settings when an
            entry of theirs is of no use.
        today: a silence holds up to and including its last day.
        scopes: tell the severities of the rules about silences where the settings name parts of them.
        comments: path -> what is known of a file's comments.
        later: keeps a silence from being called useless by a run that cannot know it.

    Returns:
        All findings, with those about silences that are invalid, expired or unused.
    """
    entries = Entries(settings.ignore, read, today)
    written = Comments(comments or {}, read, today)
    baseline = Baseline(settings.baseline, read, today)
    ways = (entries, written, baseline)
    marked: list[Finding] = []
    for finding in findings:
        # All are asked: one that another was quicker than is not useless.
        found = [silence for way in ways if (silence := way.silence(finding))]
        marked.append(msgspec.structs.replace(finding, silenced=found[0]) if found else finding)
    told = [*written.invalid(), *baseline.invalid()]
    for way in ways:
        told += (*way.expired(), *way.unused(later))
    levelled = _levelled(told, scopes or Scopes(Catalog({}), settings))
    return tuple(sorted((*marked, *levelled), key=lambda finding: (finding.place, finding.rule)))


def _levelled(findings: Sequence[Finding], scopes: Scopes) -> tuple[Finding, ...]:
    """The findings about silences with the severity that the settings give them; `off` leaves them out."""
    told = []
    for finding in sorted(findings, key=lambda finding: finding.place):
        level = scopes.severity(finding, DEFAULTS[finding.rule])
        if level != "off":
            told.append(
                msgspec.structs.replace(finding, severity=level, confidence=Confidence.HIGH)
            )
    return fingerprinted(told)
