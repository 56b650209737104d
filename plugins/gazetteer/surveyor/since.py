"""A part of a survey: the findings that a change makes worse, or that stand in some files."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace

import msgspec

from gazetteer.evidence.silence import DEFAULTS as SILENCES
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding, Silence
from gazetteer.model.survey import Survey


@dataclass(frozen=True)
class Base:
    """What a change is compared with.

    Attributes:
        catalog: of the commit where the change left the base.
        judge: the findings there, silenced ones included, of the rules that are named, and at least those at the paths;
            all where no paths are given.
        upstream: path -> content id of the base as it is now, which may have gone on since.
    """

    catalog: Catalog
    judge: Callable[[Collection[str], Collection[str] | None], Iterable[Finding]]
    upstream: Mapping[str, str]

    @classmethod
    def of(cls, found: Survey, upstream: Mapping[str, str]) -> "Base":
        """A survey that is there already as what another one is compared with."""
        return cls(found.catalog, lambda _rules, _paths: found.findings, upstream)


def only_worse(now: Survey, base: Base) -> Survey:
    """Silences every finding that counted already at the base, by identity and not by line.

    A doubt is never silenced, and what was in doubt before is not known to have been there.
    """
    counted = [finding for finding in now.counted if not finding.undecided]
    asked = {finding.rule for finding in counted}
    paths: set[str] | None = {finding.place.path for finding in counted}
    if asked & SILENCES.keys():
        # Whether a silence was of use hangs on every rule, wherever it finds something.
        asked |= now.rules.keys()
        paths = None
    weights = {
        finding.fingerprint: _weight(finding)
        for finding in (base.judge(asked, paths) if asked else ())
        if finding.silenced is None and not finding.undecided
    }
    there = Silence(by="since", reason="it was there before this change")
    return replace(
        now,
        findings=tuple(
            msgspec.structs.replace(finding, silenced=there)
            if finding.silenced is None
            and not finding.undecided
            and weights.get(finding.fingerprint, 0) >= _weight(finding)
            else finding
            for finding in now.findings
        ),
    )


def within(found: Survey, paths: Collection[str]) -> Survey:
    """The survey with the findings in the named files and folders (`.` is the root) alone."""
    if "." in paths:
        return found
    return replace(
        found,
        findings=tuple(
            finding
            for finding in found.findings
            if finding.place.path in paths
            or any(finding.place.path.startswith(f"{path}/") for path in paths)
        ),
    )


def _weight(finding: Finding) -> int:
    return finding.severity.weight if finding.severity else 0
