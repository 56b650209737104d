"""Silencing the findings of a survey, and which silences a run may call useless."""

from collections.abc import Iterable, Sequence

from gazetteer.evidence.scope import Scopes
from gazetteer.evidence.silence import Later, silence
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding
from gazetteer.model.rule import Rule
from gazetteer.model.silence import InlineSilence
from gazetteer.settings import Settings

ON_THE_SITE = "link-broken"
"""The rule that the plugin `gazetteer/gate` judges again on the pages as the site shows them."""


def silenced(
    findings: Sequence[Finding],
    settings: Settings,
    catalog: Catalog,
    rules: Iterable[Rule],
    *,
    gated: str = "",
) -> tuple[Finding, ...]:
    """The findings of a tree with those about its silences, each marked with what silences it.

    Args:
        findings: judged, sorted.
        settings: the user's choices.
        catalog: in which they were found.
        rules: those that were judged.
        gated: folder of the pages that are judged again on the site, ending in `/`; empty when that is done or will
            not be.
    """
    comments = {
        path: known for path in catalog.facts if (known := catalog.facts_of(path, InlineSilence))
    }
    return silence(
        findings,
        settings,
        catalog.read,
        catalog.today,
        scopes=Scopes(catalog, settings),
        comments=comments,
        later=_later(findings, catalog, rules, gated),
    )


def _later(
    findings: Iterable[Finding], catalog: Catalog, rules: Iterable[Rule], gated: str
) -> Later:
    """What this run leaves open: a finding it does not see may be there in another run.

    Rules that only some runs judge, those that could not decide, links that are judged again on the site; and
    everything in a run against a base, where dates count for edited documents alone.
    """
    open_ = {rule.id for rule in rules if rule.occasional}
    open_ |= {finding.rule for finding in findings if finding.undecided}

    def later(rule: str, path: str) -> bool:
        if catalog.before is not None or rule in open_ or (rule == "*" and open_ and not path):
            return True
        on_site = bool(gated) and (not path or path.startswith(gated))
        return on_site and rule in {ON_THE_SITE, "*"}

    return later
